import { type Command, CommanderError } from "commander";
import { exitCodes } from "../core/errors.ts";
import type { CliContext } from "./context.ts";
import { typedOptions } from "./options.ts";
import { buildProgram, type Needed } from "./program.ts";
import { usageMessage } from "./usage-message.ts";

/** The program: what was typed → exit code. Never rejects for anything a user can do. */
export async function run(argv: readonly string[], context: CliContext): Promise<number> {
  if (!asksForHelp(argv)) {
    const exitCode = await attempt(argv, context, { words: argv, options: typedOptions(argv) });
    if (exitCode !== undefined) return exitCode;
  }
  // Who has mistyped an option is told of those that there are.
  return (await attempt(argv, context, { words: argv })) ?? exitCodes.usage;
}

function asksForHelp(argv: readonly string[]): boolean {
  return argv.length === 0 || argv.some((word) => /^(?:help|completion|--help|-[a-z]*h.*)$/i.test(word));
}

/** The exit code; undefined where what was typed was not understood with some options alone. */
async function attempt(argv: readonly string[], context: CliContext, needed: Needed): Promise<number | undefined> {
  let exitCode = 0;
  // What has begun is not tried a second time.
  let isLast = needed.options === undefined;
  const program = buildProgram(
    context.version,
    {
      // Each action is loaded when it is chosen: help and completion need none.
      async exportSource(sourceId, definition, command) {
        const { runExportCommand } = await import("./export-command.ts");
        return runExportCommand(sourceId, definition, command, context);
      },
      async verify(directory, command) {
        const { runVerifyCommand } = await import("./archive-commands.ts");
        return runVerifyCommand(directory, command, context);
      },
      async coverage(directory, command) {
        const { runCoverageCommand } = await import("./archive-commands.ts");
        return runCoverageCommand(directory, command, context);
      },
      async run(jobs, command) {
        const { runJobsCommand } = await import("./run-command.ts");
        return runJobsCommand(jobs, command, context);
      },
      async unit(scheduler, jobs, command) {
        const { runUnitCommand } = await import("./unit-command.ts");
        return runUnitCommand(scheduler, jobs, command, context);
      },
      async summarize(paths, command) {
        const { runSummarizeCommand } = await import("./summarize-command.ts");
        return runSummarizeCommand(paths, command, context);
      },
      async doctor(source, command) {
        const { runDoctorCommand } = await import("./doctor-command.ts");
        return runDoctorCommand(source, command, context);
      },
      async plan(sourceId, definition, command) {
        const { runPlanCommand } = await import("./plan-command.ts");
        return runPlanCommand(sourceId, definition, command, context);
      },
      async sandbox(command, childCommand) {
        const { runSandboxCommand } = await import("./sandbox-command.ts");
        return runSandboxCommand(command, childCommand, context);
      },
      async completion(shell) {
        const { runCompletionCommand } = await import("./completion-command.ts");
        return runCompletionCommand(shell, program, context);
      },
    },
    (code) => {
      exitCode = code;
    },
    needed,
  );
  program.hook("preAction", () => {
    isLast = true;
  });
  for (const command of everyCommand(program)) {
    command.exitOverride().configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHelpWidth: () => Math.min(context.stdout.columns ?? 80, 100),
      getErrHelpWidth: () => Math.min(context.stderr.columns ?? 80, 100),
      outputError: (text, write) => {
        if (isLast) write(usageMessage(text, command, context));
      },
    });
  }
  try {
    if (argv.length === 0) {
      program.outputHelp({ error: true });
      return exitCodes.usage;
    }
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    // commander has written its message; help and version are no failures.
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    return isLast ? exitCodes.usage : undefined;
  }
}

function everyCommand(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
