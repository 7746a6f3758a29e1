import { compareInstants } from "../../core/time.ts";
import type { Instant, Window } from "../../core/types.ts";

export type ClosedWindow = Required<Window>;

const day = 86_400_000;

/**
 * Cuts a window at the UTC midnights within it. Neighbours share a bound that belongs to the later one alone, so every
 * event lies in exactly one of them; and the cuts are the same in every run.
 *
 * There is nothing to be read in parallel after `now`, so no cut is made there. (A day that turns out to be long would
 * be cut again here, once windows can split themselves while they are read.)
 */
export function* dayWindows({ since, until }: ClosedWindow, now: Date): Generator<ClosedWindow> {
  let start = since;
  for (
    let cut = nextMidnight(start);
    Date.parse(cut) <= now.getTime() && compareInstants(cut, until) < 0;
    cut = nextMidnight(cut)
  ) {
    yield { since: start, until: cut };
    start = cut;
  }
  yield { since: start, until };
}

function nextMidnight(instant: Instant): Instant {
  const midnight = Date.parse(`${instant.slice(0, 10)}T00:00:00Z`) + day;
  return `${new Date(midnight).toISOString().slice(0, -5)}Z`;
}

/**
 * The times to ask the service for: whole milliseconds, which is all that the SDK can send, around the window. The
 * service includes both ends; what lies outside the window is dropped by the exact times of the events.
 */
export function requestTimes({ since, until }: ClosedWindow): { readonly startTime: Date; readonly endTime: Date } {
  const first = milliseconds(since);
  const last = milliseconds(until);
  return { startTime: new Date(first.whole), endTime: new Date(last.whole + (last.more ? 1 : 0)) };
}

/** The whole milliseconds, and whether there is more. A leap second, which no Date can say, counts as the next minute's. */
function milliseconds(instant: Instant): { readonly whole: number; readonly more: boolean } {
  const fraction = instant.slice(19, -1).slice(1);
  const minute = Date.parse(`${instant.slice(0, 17)}00Z`);
  const whole = minute + Number(instant.slice(17, 19)) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
  return { whole, more: /[1-9]/.test(fraction.slice(3)) };
}
