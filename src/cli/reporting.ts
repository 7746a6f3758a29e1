import type { Command } from "commander";
import { ExportError, exitCodes, OutputClosedError, unexpectedError, usageError } from "../core/errors.ts";
import { hasColor } from "./color.ts";
import type { CliContext } from "./context.ts";
import { createLog, looksOf, type RunLog, secretsOf } from "./log.ts";
import { helpHint, readOptions } from "./options.ts";
import { messageOptions } from "./shared-options.ts";

/**
 * Runs a command that is no export: with a log as its options ask for, and with what it fails by reported and made its exit code.
 *
 * @param toFailure what an error that is none of ours means; left out: nobody foresaw it
 */
export async function reporting(
  command: Command,
  context: CliContext,
  action: (log: RunLog) => Promise<number>,
  toFailure: (error: unknown) => ExportError = unexpectedError,
): Promise<number> {
  const write = (line: string): void => void context.stderr.write(line);
  const settings = { secrets: secretsOf(context.env), write, now: context.now };
  let log = createLog({ level: "normal", format: "text", ...settings });
  try {
    const choices = readOptions(command, messageOptions, context, context.now());
    const color = hasColor(choices.color, context.env, context.stderr.isTTY === true);
    log = createLog({ ...looksOf(choices), ...settings, color });
    return await action(log);
  } catch (error) {
    // Ctrl-C ends a whole pipeline: the reader may be gone a moment before us.
    const reason: unknown = context.signal.aborted ? context.signal.reason : error;
    if (reason instanceof OutputClosedError) return 0;
    const failure = reason instanceof ExportError ? withHint(reason, command) : toFailure(reason);
    log.error(failure);
    return exitCodes[failure.code];
  }
}

/** Of a mistake in what was typed the help says more. */
function withHint(error: ExportError, command: Command): ExportError {
  return error.code === "usage" && error.hint === undefined ? usageError(error.message, helpHint(command)) : error;
}
