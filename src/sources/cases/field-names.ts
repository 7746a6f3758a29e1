import { ExportError } from "../../core/errors.ts";
import { paginate } from "../../core/paging.ts";
import type { Log } from "../../core/source-definition.ts";
import type { Item } from "../../core/types.ts";
import type { ListAnswer } from "../list-answer.ts";

/** Field ids in one BatchGetField request (API reference: 1 to 50). */
const batchLimit = 50;

export interface FieldCalls {
  listFields(cursor: string | undefined): Promise<ListAnswer>;
  /** Gives deleted fields too, which ListFields leaves out. A field that is not known is simply missing. */
  batchGetField(ids: readonly string[]): Promise<readonly Item[]>;
}

/** The names of the domain's fields, learnt as their ids come along. */
export interface FieldNames {
  nameOf(fieldId: string): string | null;
  /** Looks up what is not known yet. */
  learn(fieldIds: Iterable<string>): Promise<void>;
}

/**
 * ListFields once, then BatchGetField for what it did not have. The look-ups wait for one another, so that slices read
 * in parallel do not ask for the same names twice.
 */
export function createFieldNames(calls: FieldCalls, log: Log): FieldNames {
  const names = new Map<string, string | null>();
  let listed = false;
  let turn: Promise<void> = Promise.resolve();

  async function look(fieldIds: readonly string[]): Promise<void> {
    if (fieldIds.every((id) => names.has(id))) return;
    if (!listed) {
      for await (const answer of paginate("the list of fields", calls.listFields)) remember(answer.items);
      listed = true;
    }
    // An id outside the service's limits would fail the request, and the names of the others with it.
    const unknown = fieldIds.filter((id) => !names.has(id) && id.length >= 1 && id.length <= 500);
    for (let start = 0; start < unknown.length; start += batchLimit) {
      await lookUpDeleted(unknown.slice(start, start + batchLimit));
    }
    const nameless = fieldIds.filter((id) => !names.has(id));
    for (const id of nameless) names.set(id, null);
    // What a comment or a contact consists of is no field of the domain, so this is nothing unusual.
    if (nameless.length > 0) log.info(`no field of the domain: ${nameless.join(", ")}`);
  }

  async function lookUpDeleted(ids: readonly string[]): Promise<void> {
    try {
      remember(await calls.batchGetField(ids));
    } catch (error) {
      if (!(error instanceof ExportError && error.code === "usage")) throw error;
      // The service refuses one of the ids. It stays without a name, and must not cost the others theirs.
      if (ids.length === 1) return;
      const half = Math.ceil(ids.length / 2);
      await lookUpDeleted(ids.slice(0, half));
      await lookUpDeleted(ids.slice(half));
    }
  }

  function remember(items: readonly Item[]): void {
    for (const { event } of items) {
      const { fieldId, name } = (event ?? {}) as { readonly fieldId?: unknown; readonly name?: unknown };
      if (typeof fieldId === "string" && typeof name === "string") names.set(fieldId, name);
    }
  }

  return {
    nameOf: (fieldId) => names.get(fieldId) ?? null,
    learn(fieldIds) {
      const wanted = [...new Set(fieldIds)].filter((id) => !names.has(id));
      if (wanted.length === 0) return Promise.resolve();
      turn = turn.then(() => look(wanted));
      return turn;
    },
  };
}

/** The ids of the fields that an event says were changed, whatever else the event holds. */
export function changedFieldIds(event: unknown): readonly string[] {
  const fields = typeof event === "object" && event !== null && "fields" in event ? event.fields : undefined;
  if (!Array.isArray(fields)) return [];
  return fields
    .map((field: unknown) =>
      typeof field === "object" && field !== null && "eventFieldId" in field ? field.eventFieldId : undefined,
    )
    .filter((id) => typeof id === "string");
}
