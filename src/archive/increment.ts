import type { ExportDefinition } from "../core/source-definition.ts";
import type { Instant } from "../core/types.ts";
import type { Entries, Listing } from "./entries.ts";
import type { Coverage, Sweep } from "./format.ts";
import { nothingCovered, planSweep, planWindows, type SweepPlan, type WindowPlan, type Wishes } from "./plan.ts";
import { hullOf, later, type Spans, union, without } from "./spans.ts";

/** What a run came to that was committed. */
export interface Outcome {
  readonly coverage: Coverage;
  /** Events that came after their time had been read. */
  readonly late: number;
}

/** What one run is to add to what the runs before have covered. */
export interface Increment {
  readonly before: Coverage;
  /** Of slices that are windows; else undefined. */
  readonly windows: WindowPlan | undefined;
  /** Of slices that are not. */
  readonly sweep: SweepPlan | undefined;
}

/** By so much clocks may disagree before it means anything: milliseconds. */
const tolerance = 300_000;

/** Whether it was written when a clock was ahead of the one that says `now`. */
export function isOfTheFuture(time: Instant, now: Date): boolean {
  return Date.parse(time) > now.getTime() + tolerance;
}

/** @param coverage undefined for the first run */
export function planIncrement(
  coverage: Coverage | undefined,
  wishes: Wishes,
  number: number,
  now: Date,
  { defaultSince, keepsDays }: Pick<ExportDefinition, "defaultSince" | "keepsDays">,
): Increment {
  const isWindowed = defaultSince !== undefined;
  return {
    before: coverage ?? nothingCovered,
    windows: isWindowed ? planWindows(coverage, wishes, now, keepsDays) : undefined,
    sweep: isWindowed ? undefined : planSweep(coverage, wishes, number, now),
  };
}

/** What is covered when the run of this number has ended with these entries. */
export function coverageAfter({ before, windows, sweep }: Increment, entries: Entries, number: number): Coverage {
  if (windows !== undefined) {
    const completed = union(entries.completedWindows());
    const asked = hullOf(windows.windows)?.until;
    return {
      ...nothingCovered,
      begins: windows.begins,
      covered: union(before.covered, without(completed, windows.aged)),
      reach: asked === undefined || before.reach === null ? (asked ?? before.reach) : later(asked, before.reach),
      lost: lostAfter(before, completed, windows.aged),
    };
  }
  const done = new Set([...entries.withState("complete"), ...entries.withState("gone")].map(({ key }) => key));
  const again = [...entries.withState("failed"), ...entries.withState("unfinished")];
  const unread = new Map(
    [...before.unread, ...again].filter(({ key }) => !done.has(key)).map((entry) => [entry.key, entry]),
  );
  const current = sweep?.sweep ?? null;
  const { listing } = entries;
  return {
    ...nothingCovered,
    complete: listing === "whole" ? (current?.started ?? null) : before.complete,
    sweep: listing === "whole" || current === null ? null : sweepAfter(current, listing, number),
    unread: [...unread.values()].map(({ key, label, scope, error }) => ({ key, label, scope, error })),
  };
}

/**
 * After a short list the next run reads again all that it lists: what this one has read may have changed since, and how long the
 * list stays short nobody knows.
 */
function sweepAfter(sweep: Sweep, listing: Listing, number: number): Sweep {
  return listing === "short" ? { ...sweep, first: number + 1 } : sweep;
}

/** What was too old to be whole, and has been read for what there is. The rest of it is asked for again. */
function lostAfter(before: Coverage, completed: Spans, aged: Spans): Spans {
  const read = without(aged, without(aged, completed));
  return without(union(before.lost, read), before.covered);
}
