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

/** A field that an event says was changed. */
export interface ChangedField {
  readonly id: string;
  /** It may be one of the domain's that has been deleted: what a comment consists of is none, and need not be asked for. */
  readonly mayBeDeleted: boolean;
}

/** The names of the domain's fields, learnt as their ids come along. */
export interface FieldNames {
  nameOf(fieldId: string): string | null;
  /** Looks up what is not known yet. */
  learn(fields: readonly ChangedField[]): Promise<void>;
}

/** Related items of which the service's model says what they consist of: body, contactArn, fileArn and the like. */
const plainItems: ReadonlySet<unknown> = new Set(["Comment", "Contact", "File"]);

/**
 * ListFields once, then BatchGetField for what it did not have. The look-ups wait for one another, so that slices read
 * in parallel do not ask for the same names twice.
 */
export function createFieldNames(calls: FieldCalls, log: Log): FieldNames {
  const names = new Map<string, string | null>();
  let listed = false;
  let turn: Promise<void> = Promise.resolve();

  function isWanted({ id, mayBeDeleted }: ChangedField): boolean {
    return !names.has(id) && (mayBeDeleted || !listed);
  }

  async function look(fields: readonly ChangedField[]): Promise<void> {
    if (!fields.some(isWanted)) return;
    if (!listed) {
      for await (const answer of paginate("the list of fields", calls.listFields)) remember(answer.items);
      listed = true;
    }
    const fieldIds = [...new Set(fields.filter(isWanted).map(({ id }) => id))];
    // An id outside the service's limits would fail the request, and the names of the others with it.
    const unknown = fieldIds.filter((id) => id.length >= 1 && id.length <= 500);
    for (let start = 0; start < unknown.length; start += batchLimit) {
      await lookUpDeleted(unknown.slice(start, start + batchLimit));
    }
    const nameless = fieldIds.filter((id) => !names.has(id));
    for (const id of nameless) names.set(id, null);
    // What some related items consist of is no field of the domain, so this is nothing unusual.
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
    learn(fields) {
      const wanted = fields.filter(isWanted);
      if (wanted.length === 0) return Promise.resolve();
      turn = turn.then(() => look(wanted));
      return turn;
    },
  };
}

/** The fields that an event says were changed, whatever else the event holds. */
export function changedFields(event: unknown): readonly ChangedField[] {
  const { fields, relatedItemType } = (event ?? {}) as {
    readonly fields?: unknown;
    readonly relatedItemType?: unknown;
  };
  if (!Array.isArray(fields)) return [];
  const mayBeDeleted = !plainItems.has(relatedItemType);
  return fields.flatMap((field: unknown) => {
    const { eventFieldId: id } = (field ?? {}) as { readonly eventFieldId?: unknown };
    return typeof id === "string" ? { id, mayBeDeleted } : [];
  });
}
