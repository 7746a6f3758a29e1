import { usageError } from "../../core/errors.ts";

/** What every schedule is made of. */
export interface Schedule {
  readonly every: "hour" | "day" | "week";
  readonly hour: number;
  readonly minute: number;
  /** How the program is started: absolute paths, for a scheduler has another PATH than a terminal. */
  readonly program: readonly string[];
  /** What stands behind it: `run`, its options, the jobs. */
  readonly parameters: readonly string[];
  /** Directories that the jobs write to. */
  readonly writes: readonly string[];
  readonly user: string;
  readonly image: string;
}

/**
 * `02:15` → hour and minute.
 *
 * @throws ExportError (usage)
 */
export function parseClock(text: string): { readonly hour: number; readonly minute: number } {
  const [, hour = "", minute = ""] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (hour !== "" && Number(hour) < 24 && Number(minute) < 60) return { hour: Number(hour), minute: Number(minute) };
  throw usageError(`--at "${text}" is no time of day`, "write it like 02:15");
}

/** The five fields of crontab(5); a week begins on Sunday. */
export function cronFields({ every, hour, minute }: Schedule): string {
  return [minute, every === "hour" ? "*" : hour, "*", "*", every === "week" ? 0 : "*"].join(" ");
}
