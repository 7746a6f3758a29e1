import { ExportError } from "../../core/errors.ts";
import { compareInstants, isWithin } from "../../core/time.ts";
import type { Instant, Item, Page } from "../../core/types.ts";
import type { Attempt } from "./caller.ts";
import { type AuditCalls, type AuditQuery, oldestFirst } from "./calls.ts";
import { eventId, eventTime } from "./event-time.ts";
import { type ResultSettings, resultPages } from "./results.ts";
import { LostQuery, runQuery } from "./transaction.ts";
import { isBeyond, type Span, toInterval, toMilliseconds, unasked } from "./windows.ts";

/** Queries for one span, should the service lose them. */
const queryAttempts = 3;

/** What is asked, beside when. */
export type Asked = Omit<AuditQuery, "interval" | "sort">;

export function toQuery(asked: Asked, span: Span): AuditQuery {
  return { ...asked, interval: toInterval(span), sort: [...oldestFirst] };
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
  whole: Span,
  asked: Asked,
  settings: ResultSettings,
): AsyncGenerator<Page> {
  const place = createPlace(span, whole);
  for (let tries = 1; ; tries++) {
    try {
      const id = await runQuery(calls, attempt, toQuery(asked, place.resume()));
      for await (const page of resultPages(calls, attempt, id, settings)) {
        // A cursor is good for its own query only; another's may look the same.
        const cursor = page.cursor === undefined ? {} : { cursor: `${id} ${page.cursor}` };
        yield { items: place.take(page.items), ...cursor };
      }
      break;
    } catch (error) {
      if (!(error instanceof LostQuery)) throw error;
      if (tries < queryAttempts && place.canResume()) continue;
      throw new ExportError("temporary", `could not ${attempt.doing}: ${error.message} (tried ${tries} times)`, {
        hint: "run again; the service gives no reason",
        ofSlice: attempt.ofSlice,
      });
    }
  }
  if (place.unasked() > 0) throw unasked(place.unasked(), attempt);
}

/** How far a span was read. */
interface Place {
  /** What is left to read. From now on, what was read of its first second does not count again. */
  resume(): Span;
  /** The items that belong to the span and were not taken before. */
  take(items: readonly Item[]): readonly Item[];
  /** Only what comes in the order of time can be taken up again where it broke off. */
  canResume(): boolean;
  /** Events of the window that came though they were not asked for: they may be lost elsewhere, or delivered already. */
  unasked(): number;
}

/** An event that was taken; without a time, where it has none. */
interface Taken {
  readonly name: string;
  readonly time: Instant | null;
}

/** So long before the place a new start begins at the most: see toInterval. Milliseconds. */
const margin = 2_000;

function createPlace(span: Span, whole: Span): Place {
  let from = span.since;
  let last = span.since;
  let ordered = true;
  let beyond = 0;
  /** What a new start may give again, and how often it is still to come. */
  let recent: Taken[] = [];
  let again = new Map<string, number>();

  function isNew(item: Item): boolean {
    const time = eventTime(item.event);
    // Of what is no part of the slice at all, the engine sees to it that it is not lost.
    if (time !== null && !isWithin(whole, time)) return true;
    if (time !== null && !isWithin(span, time)) {
      if (isBeyond(span, time)) beyond += 1;
      return false;
    }
    const name = nameOf(item);
    const left = again.get(name) ?? 0;
    if (left > 0) {
      again.set(name, left - 1);
      return false;
    }
    if (time !== null && toMilliseconds(time) < toMilliseconds(from) - margin) {
      beyond += 1;
      return false;
    }
    recent.push({ name, time });
    if (time === null) return true;
    const order = compareInstants(time, last);
    if (order < 0) ordered = false;
    if (order > 0) last = time;
    return true;
  }

  function forget(): void {
    const oldest = toMilliseconds(last) - margin;
    recent = recent.filter(({ time }) => time === null || toMilliseconds(time) >= oldest);
  }

  return {
    resume() {
      from = last;
      forget();
      again = new Map();
      for (const { name } of recent) again.set(name, (again.get(name) ?? 0) + 1);
      return { since: from, until: span.until };
    },
    take(items) {
      const taken = items.filter(isNew);
      forget();
      return taken;
    },
    canResume: () => ordered,
    unasked: () => beyond,
  };
}

/** By its id, since a file has it in another shape than a page does; an event without one by its text. */
function nameOf({ text, event }: Item): string {
  return eventId(event) ?? text;
}
