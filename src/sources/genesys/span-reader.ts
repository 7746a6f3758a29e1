import { ExportError } from "../../core/errors.ts";
import { createListingPlace } from "../../core/paging.ts";
import { compareInstants, isWithin, toInstant } from "../../core/time.ts";
import type { Instant, Item, Page } from "../../core/types.ts";
import type { Attempt } from "./caller.ts";
import { type AuditCalls, type AuditQuery, oldestFirst } from "./calls.ts";
import { itemTime, nameOf } from "./event-time.ts";
import type { Part } from "./part.ts";
import { type ResultSettings, resultPages } from "./results.ts";
import { LostQuery, runQuery } from "./transaction.ts";
import { type Span, toInterval, toMilliseconds, widening } from "./windows.ts";

/** Queries for one span, should the service lose them; those that got further do not count. */
const queryAttempts = 3;

/** What is asked, beside when. */
export type Asked = Omit<AuditQuery, "interval" | "sort">;

export function toQuery(asked: Asked, span: Span): AuditQuery {
  return { ...asked, interval: toInterval(span), sort: [...oldestFirst] };
}

/**
 * The pages of one query, and of another where the service loses it on the way: then from the last second that was read,
 * without the events of that second that were; or, where they do not come in the order of time, from the beginning, without
 * what was given, if it is the same. What lies outside the span is left out, so that spans that share a bound
 * share no event.
 */
export async function* readSpan(
  calls: AuditCalls,
  attempt: Attempt,
  span: Span,
  part: Part,
  asked: Asked,
  settings: ResultSettings,
): AsyncGenerator<Page> {
  const place = createPlace(span, part);
  let asking = span;
  let listing = createListingPlace(labelOf(attempt));
  let tries = 1;
  for (let queries = 1; ; queries++) {
    try {
      const id = await runQuery(calls, attempt, toQuery(asked, asking), settings.meanwhile);
      for await (const page of resultPages(calls, attempt, id, settings)) {
        // A cursor is good for its own query only; another's may look the same, and its id too.
        const cursor = page.cursor === undefined ? {} : { cursor: `${queries} ${id} ${page.cursor}` };
        // By their names, since a file has an event in another shape than a page does.
        const items = listing.advance(page.items, page.cursor === undefined, nameOf);
        yield { items: place.take(items), ...cursor };
      }
      listing.finish();
      break;
    } catch (error) {
      if (!(error instanceof LostQuery)) throw error;
      if (tries < queryAttempts && goOn()) continue;
      throw new ExportError("temporary", `could not ${attempt.doing}: ${error.message} (tried ${tries} times)`, {
        hint: "run again; the service gives no reason",
        ofSlice: attempt.ofSlice,
      });
    }
  }
  yield* part.end(attempt);

  /** Whether there is a way to go on; takes it. */
  function goOn(): boolean {
    if (place.canResume()) {
      const left = place.resume();
      tries = compareInstants(left.since, asking.since) > 0 ? 1 : tries + 1;
      asking = left;
      listing = createListingPlace(labelOf(attempt));
      return true;
    }
    // What does not come in the order of time can only be read again whole.
    if (asking !== span) return false;
    tries += 1;
    listing.restart();
    return true;
  }
}

function labelOf({ doing }: Attempt): string {
  return doing.replace(/^read /, "");
}

/** How far a span was read. */
interface Place {
  /** What is left to read. From now on, what was read of its first second does not count again. */
  resume(): Span;
  /** The items that belong to the span and were not taken before. */
  take(items: readonly Item[]): readonly Item[];
  /** Only what comes in the order of time can be taken up where it broke off. */
  canResume(): boolean;
}

/** An event that was taken. */
interface Taken {
  readonly name: string;
  readonly time: Instant;
}

function createPlace(span: Span, part: Part): Place {
  let from = span.since;
  let last = span.since;
  let ordered = true;
  /** What a new start may give again: the last events, and those without a time, which may come anywhere. */
  let recent: Taken[] = [];
  const timeless: string[] = [];
  /** How often each of them is still to come. */
  let again = new Map<string, number>();

  function isNew(item: Item): boolean {
    const time = itemTime(item);
    if (!part.takes(item, time)) return false;
    if (time !== null && !isWithin(span, time)) return true;
    const name = nameOf(item);
    const left = again.get(name) ?? 0;
    if (left > 0) {
      again.set(name, left - 1);
      return false;
    }
    if (time === null) {
      timeless.push(name);
      return true;
    }
    if (from !== span.since && !part.isAsked({ since: from, until: span.until }, time)) return false;
    recent.push({ name, time });
    const order = compareInstants(time, last);
    if (order < 0) ordered = false;
    if (order > 0) last = time;
    return true;
  }

  function forget(): void {
    const oldest = toInstant(toMilliseconds(last) - widening);
    recent = recent.filter(({ time }) => compareInstants(time, oldest) >= 0);
  }

  return {
    resume() {
      from = last;
      again = new Map();
      for (const name of [...recent.map((taken) => taken.name), ...timeless]) {
        again.set(name, (again.get(name) ?? 0) + 1);
      }
      return { since: from, until: span.until };
    },
    take(items) {
      const before = last;
      const taken = items.filter(isNew);
      // While all have one time, none is older: many that were logged at once are not gone through again with each page.
      if (last !== before) forget();
      return taken;
    },
    canResume: () => ordered,
  };
}
