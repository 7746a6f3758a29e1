import { compareInstants, toInstant } from "../core/time.ts";
import type { Instant } from "../core/types.ts";
import type { Coverage, Gap, Sweep } from "./format.ts";
import { covers, earlier, isEmpty, moved, type Span, type Spans, union, without } from "./spans.ts";

/** What the user says of every run. Times in milliseconds. */
export interface Wishes {
  /** How far behind its end the covered time is asked for again: for events that came late. */
  readonly overlap: number;
  /** How close to the present a run asks: what is younger may still be on its way. */
  readonly lag: number;
  /** Where the time begins that is to be covered, unless it began earlier. */
  readonly since: Instant;
  readonly until: Instant | undefined;
  /** Reads every slice that has no window, whether it has changed or not. */
  readonly fullSweep: boolean;
}

const day = 86_400_000;
/** A time that was given as so many days ago is a moment older when it is looked at. */
const grace = 60_000;

export interface WindowPlan {
  /** Where the time begins that is to be covered. */
  readonly begins: Instant;
  /** What is asked for, none overlapping another, in the order in which it is read: never yet covered, or the overlap. */
  readonly windows: Spans;
  /** What of it the source no longer keeps for sure. */
  readonly aged: Spans;
}

/**
 * What is to be read of windows of time: whatever lies between the beginning and now that was not read completely, and the
 * end of what was, again. So the end moves over windows without events, and never over one that could not be read.
 *
 * @param keepsDays for how long the source keeps events; undefined: nobody says
 */
export function planWindows(
  coverage: Coverage | undefined,
  { since, until: asked, overlap, lag }: Pick<Wishes, "since" | "until" | "overlap" | "lag">,
  now: Date,
  keepsDays: number | undefined,
): WindowPlan {
  const newest = toInstant(now.getTime() - lag);
  const until = asked === undefined ? newest : earlier(asked, newest);
  const had = union(coverage?.covered ?? [], coverage?.lost ?? []);
  const before = coverage?.begins ?? null;
  const begins = before === null || compareInstants(since, before) < 0 ? since : before;
  const all: Span = { since: begins, until };
  const missing = isEmpty(all) ? [] : without([all], had);
  const again = union(rescan(coverage?.covered ?? [], overlap, until));
  // Who is behind catches up first: the overlap, read over and over, may take all the time that a run has.
  const isBehind = coverage !== undefined && unreadIn(coverage).length > 0;
  const windows = isBehind ? [...missing, ...again] : union(missing, again);
  const oldest = keepsDays === undefined ? undefined : toInstant(now.getTime() - keepsDays * day);
  if (oldest === undefined) return { begins, windows, aged: [] };
  const limit = moved(oldest, -grace);
  const aged = missing
    .filter((span) => compareInstants(span.since, limit) < 0)
    .map((span) => ({ since: span.since, until: earlier(span.until, oldest) }));
  return { begins, windows, aged: union(aged) };
}

/** The end of what is covered, so far as it lies before `until`. */
function rescan(covered: Spans, overlap: number, until: Instant): Spans {
  const last = covered.at(-1);
  if (last === undefined || overlap === 0) return [];
  const since = moved(last.until, -overlap);
  return without(covered, [{ since: "0000-01-01T00:00:00Z", until: since }]).map((span) => ({
    since: span.since,
    until: earlier(span.until, until),
  }));
}

/** Time that was asked for, not read, and not too old. */
function unreadIn({ begins, covered, reach, lost }: Coverage): Spans {
  return begins === null || reach === null ? [] : without([{ since: begins, until: reach }], [...covered, ...lost]);
}

export interface SweepPlan {
  readonly sweep: Sweep;
  /** Slices that were read by this run or a later one have been read for this sweep. */
  readonly doneSince: number;
}

/** Which slices without windows are to be read: those that have changed, or all; and first what is left of a sweep that ended early. */
export function planSweep(
  coverage: Coverage | undefined,
  { overlap, lag, fullSweep }: Pick<Wishes, "overlap" | "lag" | "fullSweep">,
  number: number,
  now: Date,
): SweepPlan {
  const unfinished = coverage?.sweep ?? null;
  if (unfinished !== null && (!fullSweep || unfinished.changedSince === null)) {
    return { sweep: unfinished, doneSince: unfinished.first };
  }
  const complete = coverage?.complete ?? null;
  const changedSince = fullSweep || complete === null ? null : moved(complete, -overlap);
  return {
    sweep: { first: number, started: toInstant(now.getTime() - lag), changedSince },
    doneSince: number,
  };
}

export const nothingCovered: Coverage = {
  begins: null,
  covered: [],
  reach: null,
  lost: [],
  complete: null,
  sweep: null,
  unread: [],
};

/** What coverage says is missing: of the time that was asked for, and of slices without windows. */
export function holesIn(coverage: Coverage): readonly Gap[] {
  const { begins, covered, reach, sweep, unread } = coverage;
  const missing = begins === null || reach === null ? [] : without([{ since: begins, until: reach }], covered);
  const unreadTime = unreadIn(coverage);
  const holes = [
    ...unreadTime.map((span) => ({ ...span, label: "time", reason: "not read" })),
    ...without(missing, unreadTime).map((span) => ({ ...span, label: "time", reason: "older than the source keeps" })),
  ];
  return [
    ...holes.toSorted((left, right) => compareInstants(left.since, right.since)),
    ...unread.map(({ label, error }) => ({ label, since: null, until: null, reason: error ?? "not read" })),
    ...(sweep === null
      ? []
      : [{ label: "the list", since: null, until: sweep.started, reason: "not all of it has been read yet" }]),
  ];
}

/** An event of a time that had been read completely, and was not there then. */
export function isLate(coverage: Coverage | undefined, time: Instant | null, hadRead: boolean): boolean {
  if (coverage === undefined || time === null) return false;
  if (covers(coverage.covered, time)) return true;
  return hadRead && coverage.complete !== null && compareInstants(time, coverage.complete) < 0;
}
