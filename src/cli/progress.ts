import type { Log, OptionValues } from "../core/source-definition.ts";
import { hasColor } from "./color.ts";
import type { CliContext } from "./context.ts";
import type { messageOptions } from "./shared-options.ts";

/** What one of a kind is called, and several of them. */
type Named = readonly [one: string, many: string];

/** What a progress line is about. */
export interface ProgressSubject {
  /** What it begins with. */
  readonly label: string;
  /** What is gone through: cases, windows, segments. */
  readonly unit: Named;
  /** What comes of them: events. */
  readonly noun: Named;
}

/** All that a progress line is told. */
export interface ProgressFacts {
  /** Of the unit: those that are over, those that are known, and how many there will be, where somebody has said so. */
  readonly done: number;
  readonly listed: number;
  readonly expected: number | undefined;
  /** More than those that are known there are not; undefined before the list of them is asked for. */
  readonly isComplete: boolean | undefined;
  /** How much of the one that is under way is done, 0 to 1. */
  readonly share: number;
  readonly records: number;
  /** Records that were read, with those that are left out by --where or because an earlier run has them. */
  readonly read: number;
  /** More records than that will not come. */
  readonly mostRecords: number | undefined;
}

/** The line that says how far a run is. It is the last of the terminal, below whatever else is written there. */
export interface Progress {
  /** What has changed; the rest stays as it was. */
  update(facts: Partial<ProgressFacts>): void;
  readonly meanwhile: Log["meanwhile"];
  /** Takes the line away for good. */
  stop(): void;
}

export const noProgress: Progress = {
  update: () => undefined,
  meanwhile: () => () => undefined,
  stop: () => undefined,
};

/**
 * A line on the terminal that standard error is; none where it is no terminal, or one that cannot rewrite a line, or where
 * nobody is to be disturbed. All of it is loaded only for a terminal: a cron job need not read it.
 */
export async function startProgress(
  subject: ProgressSubject,
  choices: OptionValues<typeof messageOptions>,
  context: CliContext,
): Promise<Progress> {
  if (!isWanted(choices, context)) return noProgress;
  const { createProgressLine } = await import("./progress-line.ts");
  return createProgressLine(subject, hasColor(choices.color, context.env, true), context);
}

function isWanted(
  { quiet, debug, logFormat }: OptionValues<typeof messageOptions>,
  { env, stderr }: CliContext,
): boolean {
  // A terminal that has no columns is none that anybody looks at.
  if (stderr.isTTY !== true || stderr.columns === 0) return false;
  if (env["TERM"] === "dumb" || !["", "0", "false"].includes(env["CI"] ?? "")) return false;
  return quiet !== true && debug !== true && logFormat !== "json";
}
