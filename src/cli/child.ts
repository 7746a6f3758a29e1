import { spawn } from "node:child_process";
import { constants } from "node:os";
import { ExportError, exitCodes } from "../core/errors.ts";
import type { CliContext } from "./context.ts";

export interface ChildEnd {
  /** As a shell gives it: that of a child which a signal has ended is 128 and the signal's number. */
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Runs a program to its end. A signal that asks us to end is passed on, and the child's end is waited for.
 *
 * @param isApart whether a terminal's Ctrl-C is ours alone: the child then hears of it once, by us, and reads nothing
 * @throws the system's error where it cannot be started
 */
export function runChild(
  name: string,
  parameters: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  context: CliContext,
  { isApart }: { readonly isApart: boolean },
): Promise<ChildEnd> {
  const child = spawn(name, parameters, {
    stdio: isApart ? ["ignore", "inherit", "inherit"] : "inherit",
    env: { ...env },
    detached: isApart && context.platform !== "win32",
  });
  const forward = (): void => {
    const isTerminated = signalCode(context.signal) === exitCodes.terminated;
    // A terminal sends Ctrl-C to the child itself; a second one would end it without its own clean-up.
    if (isApart || isTerminated || context.stdin.isTTY !== true) child.kill(isTerminated ? "SIGTERM" : "SIGINT");
  };
  context.signal.addEventListener("abort", forward, { once: true });
  // Who does not want to wait for our end does not want to wait for the child's.
  const forget = context.onExit(() => void child.kill("SIGTERM"));
  return new Promise<ChildEnd>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      resolve({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), signal }),
    );
  }).finally(() => {
    forget();
    context.signal.removeEventListener("abort", forward);
  });
}

/** The exit code of a run that a signal has asked to end. */
export function signalCode(signal: AbortSignal): number {
  return signal.reason instanceof ExportError ? exitCodes[signal.reason.code] : exitCodes.interrupted;
}
