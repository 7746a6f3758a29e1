import { ExportError } from "../../core/errors.ts";
import { compareInstants, isWithin } from "../../core/time.ts";
import type { Item, Page } from "../../core/types.ts";
import type { Attempt } from "./caller.ts";
import { type AuditCalls, type AuditQuery, oldestFirst } from "./calls.ts";
import { eventId, eventTime } from "./event-time.ts";
import { type ResultSettings, resultPages } from "./results.ts";
import { LostQuery, runQuery } from "./transaction.ts";
import { type Span, toInterval } from "./windows.ts";

/** Queries for one span, should the service lose them. */
const queryAttempts = 3;

export interface SpanSettings extends ResultSettings {
  /** Events without a readable time that were delivered, by their text: all spans of a slice share it. */
  readonly timeless: Set<string>;
}

/**
 * The pages of one query, and of another where the service loses it on the way: then from the last second that was read,
 * without the events of that second that were. What lies outside the span is left out, so that spans that share a bound
 * share no event.
 */
export async function* readSpan(
  calls: AuditCalls,
  attempt: Attempt,
  span: Span,
  question: Omit<AuditQuery, "interval" | "sort">,
  settings: SpanSettings,
): AsyncGenerator<Page> {
  const place = createPlace(span, settings.timeless);
  for (let tries = 1; ; tries++) {
    try {
      const query: AuditQuery = { ...question, interval: toInterval(place.resume()), sort: [...oldestFirst] };
      const id = await runQuery(calls, attempt, query);
      for await (const page of resultPages(calls, attempt, id, settings)) {
        // A cursor is good for its own query only; another's may look the same.
        const cursor = page.cursor === undefined ? {} : { cursor: `${id} ${page.cursor}` };
        yield { items: place.take(page.items), ...cursor };
      }
      return;
    } catch (error) {
      if (!(error instanceof LostQuery)) throw error;
      if (tries < queryAttempts && place.canResume()) continue;
      throw new ExportError("temporary", `could not ${attempt.doing}: ${error.message} (tried ${tries} times)`, {
        hint: "run again; the service gives no reason",
        ofSlice: attempt.ofSlice,
      });
    }
  }
}

/** How far a span was read. */
interface Place {
  /** What is left to read. From now on, what was read of its first second does not count again. */
  resume(): Span;
  /** The items that belong to the span and were not taken before. */
  take(items: readonly Item[]): readonly Item[];
  /** Only what comes in the order of time can be taken up again where it broke off. */
  canResume(): boolean;
}

function createPlace({ since, until }: Span, timeless: Set<string>): Place {
  let from = since;
  let last = since;
  let ordered = true;
  /** The texts of the events at `last`, and those of them that come again after a new start, by how often. */
  let atLast: string[] = [];
  let again = new Map<string, number>();

  function isNew({ text, event }: Item): boolean {
    const time = eventTime(event);
    if (time === null) return isNewTimeless(text, event);
    if (!isWithin({ since: from, until }, time)) return false;
    const left = compareInstants(time, from) === 0 ? (again.get(text) ?? 0) : 0;
    if (left > 0) {
      again.set(text, left - 1);
      return false;
    }
    const order = compareInstants(time, last);
    if (order < 0) ordered = false;
    if (order > 0) {
      last = time;
      atLast = [];
    }
    atLast.push(text);
    return true;
  }

  /** An event whose time cannot be read may lie anywhere: it is delivered rather than lost, but once. */
  function isNewTimeless(text: string, event: unknown): boolean {
    if (eventId(event) === undefined) return true;
    if (timeless.has(text)) return false;
    timeless.add(text);
    return true;
  }

  return {
    resume() {
      from = last;
      again = new Map();
      for (const text of atLast) again.set(text, (again.get(text) ?? 0) + 1);
      return { since: from, until };
    },
    take: (items) => items.filter(isNew),
    canResume: () => ordered,
  };
}
