import type { Increment, Outcome } from "../archive/increment.ts";
import type { Wishes } from "../archive/plan.ts";
import { hullOf } from "../archive/spans.ts";
import type { ExportRequest } from "../core/export-request.ts";
import type { ExportDefinition, OptionValues } from "../core/source-definition.ts";
import { parseTime } from "../core/time.ts";
import type { Output, Window } from "../core/types.ts";
import type { RunReport } from "./reports.ts";
import type { sharedOptions } from "./shared-options.ts";

type Choices = OptionValues<typeof sharedOptions>;

/** An export that goes on where the one before ended, planned and locked. */
export interface ResumedExport extends Pick<ExportRequest, "source" | "ledger" | "stop"> {
  readonly query: Pick<ExportRequest["query"], "window">;
  /** Left out: where the options say. */
  readonly output?: Output;
  readonly report: () => RunReport["archive"];
  close(): Promise<void>;
}

const day = 86_400_000;
const quarterOfAnHour = 900_000;

export function toWishes(choices: Choices, { defaultSince }: ExportDefinition, now: Date): Wishes {
  return {
    overlap: choices.overlap ?? day,
    lag: choices.lag ?? quarterOfAnHour,
    since: choices.since ?? parseTime(defaultSince ?? "now", now),
    until: choices.until,
    fullSweep: choices.fullSweep ?? false,
  };
}

/** All that is asked for lies in it. */
export function windowOf({ windows }: Increment): Window {
  return windows === undefined ? {} : (hullOf(windows.windows) ?? {});
}

/** More milliseconds than that no timer of Node's takes: 24 days. */
const longest = 2 ** 31 - 1;

/** Aborted when --max-runtime is over. */
export function endOf({ maxRuntime }: Choices): Pick<ExportRequest, "stop"> {
  return maxRuntime === undefined ? {} : { stop: AbortSignal.timeout(Math.min(maxRuntime, longest)) };
}

/** @param path of the archive, or of the checkpoint */
export function reportOf(path: string, number: number, outcome: Outcome | undefined): RunReport["archive"] {
  if (outcome === undefined) return { path, run: null, coveredUntil: null, late: 0 };
  const { complete, covered } = outcome.coverage;
  return { path, run: number, coveredUntil: complete ?? covered.at(-1)?.until ?? null, late: outcome.late };
}
