import type { Command } from "commander";
import { ExportError, exitCodes, OutputClosedError, usageError } from "../core/errors.ts";
import { createStdoutOutput } from "../outputs/stdout.ts";
import { completionScripts } from "./completion/scripts.ts";
import type { CliContext } from "./context.ts";
import { createLog } from "./log.ts";

/** Prints the completion script of a shell. */
export async function runCompletionCommand(shell: string, program: Command, context: CliContext): Promise<number> {
  try {
    const scripts = completionScripts(program);
    const script = scripts.find((candidate) => candidate.shell === shell);
    if (script === undefined) {
      const known = scripts.map((candidate) => candidate.shell).join(", ");
      throw usageError(`there is no completion for "${shell}"`, `choose ${known}`);
    }
    await createStdoutOutput(context.stdout).write(script.text);
    return 0;
  } catch (error) {
    if (error instanceof OutputClosedError) return 0;
    if (!(error instanceof ExportError)) throw error;
    const write = (line: string): void => void context.stderr.write(line);
    createLog({ level: "normal", format: "text", secrets: [], write, now: context.now }).error(error);
    return exitCodes[error.code];
  }
}
