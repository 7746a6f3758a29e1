import { emptyEvent } from "../../core/empty-event.ts";
import { withId } from "../../core/sliced-item.ts";
import { ExportError } from "../../core/errors.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import type { AuditEvent, Item, Page, Query, Slice, Source } from "../../core/types.ts";
import type { Attempt } from "./caller.ts";
import { type AuditCalls, oldestFirst } from "./calls.ts";
import { parseInstant } from "../../core/time.ts";
import { Reader } from "../reader.ts";
import { toGenesysEvent } from "./record.ts";
import { resultPages } from "./results.ts";
import { isReady, LostQuery, waitForResults } from "./transaction.ts";

/** All audits of the act that an audit belongs to. */
export function createRelatedSource(
  calls: AuditCalls,
  auditId: string,
  trustorOrgId: string | undefined,
  expand: readonly string[],
): Source {
  const trustor = trustorOrgId === undefined ? {} : { trustorOrgId };
  return {
    scope: () => Promise.resolve({ auditId, ...trustor }),
    async *slices({ window }: Query) {
      yield { key: auditId, label: `the audits related to ${auditId}`, scope: { auditId, ...trustor }, window };
    },
    async *pages(slice: Slice, { signal }: Query): AsyncGenerator<Page> {
      const query = { auditId, ...trustor, sort: [...oldestFirst] };
      const { items, hasMore } = await calls.related(toAttempt(slice, signal), query, expand);
      yield { items };
      if (hasMore) {
        throw new ExportError(
          "incomplete",
          `${slice.label} are more than came, and there is no way to ask for the rest`,
          {
            hint: "`audit-export genesys` exports all audits of a time",
            ofSlice: true,
          },
        );
      }
    },
    record: toGenesysEvent,
  };
}

/** What is audited: a record for each entity of each service. */
export function createServicesSource(calls: AuditCalls, realtime: boolean, { log }: SourceContext): Source {
  const entities = new Map<string, readonly Item[] | undefined>();
  return {
    async *slices({ signal, expect }: Query) {
      const attempt = { doing: "list the services that are audited", signal, ofSlice: false };
      for (const service of await calls.services(attempt, realtime)) {
        const earlier = entities.get(service.name) ?? [];
        entities.set(service.name, service.entities && [...earlier, ...service.entities]);
      }
      expect?.(entities.size);
      for (const service of entities.keys()) {
        yield { key: service, label: `service ${service}`, scope: { service }, window: {} };
      }
    },
    async *pages({ scope, label }: Slice): AsyncGenerator<Page> {
      const { service = "" } = scope;
      const items = entities.get(service);
      if (items === undefined) {
        throw new ExportError("incomplete", `${label} came without its entities`, { hint: "run again", ofSlice: true });
      }
      if (items.length === 0) log.warn(`${label} has no entities, and so no record`);
      yield { items: items.map((item) => named(item, service)) };
    },
    record: toServiceEntity,
  };
}

/** Neither name can be mistaken for a part of the other. */
function named(item: Item, service: string): Item {
  const name = nameOf(item.event);
  const [first, second] = [service, name ?? ""].map((part) => part.replaceAll("%", "%25").replaceAll("/", "%2F"));
  return name === null ? item : withId(item, `${first}/${second}`);
}

/** An entity of a service: no event, so most of a record is empty. */
function toServiceEntity(raw: unknown): AuditEvent {
  const name = nameOf(raw);
  return {
    ...emptyEvent,
    target: { id: null, name, type: "entity" },
    unreadable: name === null ? ["name"] : [],
  };
}

function nameOf(raw: unknown): string | null {
  const { name } = (raw ?? {}) as { readonly name?: unknown };
  return typeof name === "string" && name !== "" ? name : null;
}

/** How a query stands that was submitted earlier. */
export function createStatusSource(calls: AuditCalls, transactionId: string): Source {
  return {
    async *slices() {
      yield { key: transactionId, label: `query ${transactionId}`, scope: { transactionId }, window: {} };
    },
    async *pages(slice: Slice, { signal }: Query): AsyncGenerator<Page> {
      const { item } = await calls.status(toAttempt(slice, signal), transactionId);
      yield { items: [item] };
    },
    record: toStatusEvent,
  };
}

function toStatusEvent(raw: unknown): AuditEvent {
  const reader = new Reader();
  const status = reader.object(raw, "(event)");
  const id = reader.text(status["id"], "id");
  const state = reader.text(status["state"], "state");
  const started = reader.text(status["startDate"], "startDate");
  const ended = state === "Failed" || state === "Cancelled";
  return {
    ...emptyEvent,
    id,
    time: (started === null ? undefined : parseInstant(started)) ?? null,
    action: state,
    target: { id, name: null, type: "query" },
    outcome: state === "Succeeded" ? "success" : ended ? "failure" : null,
    unreadable: reader.problems,
  };
}

/** The events of a query that was submitted earlier; where it still runs, it is waited for. */
export function createResultsSource(
  calls: AuditCalls,
  transactionId: string,
  expand: readonly string[],
  { log }: SourceContext,
): Source {
  async function wait(attempt: Attempt): Promise<void> {
    const { id, state } = await calls.status(attempt, transactionId);
    if (!isReady(id, state)) await waitForResults(calls, attempt, { id: transactionId, state }, log.meanwhile);
  }

  return {
    scope: () => Promise.resolve({ transactionId }),
    async *slices({ window }: Query) {
      yield { key: transactionId, label: `query ${transactionId}`, scope: { transactionId }, window };
    },
    async *pages(slice: Slice, { pageSize, signal }: Query): AsyncGenerator<Page> {
      const attempt = toAttempt(slice, signal);
      try {
        await wait(attempt);
        yield* resultPages(calls, attempt, transactionId, { pageSize, expand, warn: log.warn });
      } catch (error) {
        if (!(error instanceof LostQuery)) throw error;
        throw new ExportError(error.code, `could not ${attempt.doing}: ${error.message}`, {
          hint: "submit it again: `audit-export genesys --since …` does, and waits for it",
          ofSlice: true,
        });
      }
    },
    record: toGenesysEvent,
  };
}

function toAttempt({ label }: Slice, signal: AbortSignal): Attempt {
  return { doing: `read ${label}`, signal, ofSlice: true };
}
