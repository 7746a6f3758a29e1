import type { CliContext } from "./context.ts";

/** Whether a terminal can be expected to show more than ASCII. */
export function showsUnicode({ env, platform }: Pick<CliContext, "env" | "platform">): boolean {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  return env["TERM"] !== "dumb" && (platform === "win32" || /utf-?8/i.test(locale));
}

/** Columns for text that is read: a terminal's, within what can be read; the 80 that every terminal had where there is none. */
export function textColumns({ stdout }: Pick<CliContext, "stdout">): number {
  return Math.max(30, Math.min(stdout.columns ?? 80, 100));
}
