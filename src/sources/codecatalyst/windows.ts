import { compareInstants, toInstant } from "../../core/time.ts";
import type { Instant, Window } from "../../core/types.ts";

export type ClosedWindow = Required<Window>;

const second = 1000;
const hour = 3_600_000;
const day = 24 * hour;

/**
 * Of more than so many days the last two are cut finer, into parts of so many hours: at the end of a long export the last day
 * would be read by one reader alone, while the others have nothing more to do. (Of 25 even days at 50 ms a request, read by
 * eight, that was a fifth of the time.) Fewer days keep all readers at work from the first, and stay whole.
 */
const manyDays = 8;
const fineDays = 2;
const fineHours = 6;

/**
 * The day on which CodeCatalyst was announced, as a preview (AWS News Blog, 1 December 2022): nothing that is to be read
 * in parallel can be older.
 */
const announced: Instant = "2022-12-01T00:00:00Z";

/**
 * Cuts a window at the UTC midnights within it, and the end of a long one more often. Neighbours share a bound that belongs
 * to the later one alone, so every event lies in exactly one of them; and the cuts are the same in every run.
 *
 * The days come in order, the parts of a day the newest first, as the service's documented sample lists events: so the events of
 * a day stand in one order, whether it is cut or not.
 *
 * There is nothing to be read in parallel after `now`, nor before there was a service, so no cut is made there. A day that
 * turns out to be long is cut again while it is read.
 */
export function* dayWindows(window: ClosedWindow, now: Date): Generator<ClosedWindow> {
  const isLong = Date.parse(window.until) - Date.parse(window.since) > manyDays * day;
  const fineFrom = Date.parse(window.until) - fineDays * day;
  for (const part of cutAt(window, now, nextMidnight)) {
    const isFine = isLong && midnightOf(part.since) >= fineFrom;
    if (isFine) yield* [...cutAt(part, now, nextPart)].toReversed();
    else yield part;
  }
}

function* cutAt(
  { since, until }: ClosedWindow,
  now: Date,
  nextCut: (instant: Instant) => Instant,
): Generator<ClosedWindow> {
  let start = since;
  for (
    let cut = nextCut(start);
    Date.parse(cut) <= now.getTime() && compareInstants(cut, until) < 0;
    cut = nextCut(cut)
  ) {
    yield { since: start, until: cut };
    start = cut;
  }
  yield { since: start, until };
}

function nextMidnight(instant: Instant): Instant {
  if (compareInstants(instant, announced) < 0) return announced;
  return toInstant(midnightOf(instant) + day);
}

function nextPart(instant: Instant): Instant {
  const length = fineHours * hour;
  const midnight = midnightOf(instant);
  // Of the minute that it is in: no Date can say a leap second.
  const passed = Date.parse(`${instant.slice(0, 17)}00Z`) - midnight;
  return toInstant(midnight + length * (1 + Math.floor(passed / length)));
}

/** Milliseconds. */
function midnightOf(instant: Instant): number {
  return Date.parse(`${instant.slice(0, 10)}T00:00:00Z`);
}

export interface RequestTimes {
  readonly startTime: Date;
  readonly endTime: Date;
}

/** The first moment that an instant can say. */
const earliest = Date.parse("0000-01-01T00:00:00Z");

/**
 * The times to ask the service for: whole milliseconds, which is all that the SDK can send, and a second more at either
 * end, for a service that rounds them to whole seconds would lose what lies between. The service includes both ends; what
 * lies outside the window is dropped by the exact times of the events.
 *
 * The second more never reaches beyond the moment the run `started`: a service may refuse a time that is still to come.
 * A window that itself ends later is asked for as it is.
 */
export function requestTimes({ since, until }: ClosedWindow, started: Date): RequestTimes {
  const first = milliseconds(since).whole;
  const last = milliseconds(until);
  const end = last.whole + (last.more ? 1 : 0);
  return {
    startTime: new Date(Math.max(first - second, earliest)),
    endTime: new Date(Math.max(end, Math.min(end + second, started.getTime()))),
  };
}

/** The whole milliseconds, and whether there is more. A leap second, which no Date can say, counts as the next minute's. */
function milliseconds(instant: Instant): { readonly whole: number; readonly more: boolean } {
  const fraction = instant.slice(19, -1).slice(1);
  const minute = Date.parse(`${instant.slice(0, 17)}00Z`);
  const whole = minute + Number(instant.slice(17, 19)) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
  return { whole, more: /[1-9]/.test(fraction.slice(3)) };
}
