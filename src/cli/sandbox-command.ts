import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Command } from "commander";
import { ExportError, exitCodes, systemCode } from "../core/errors.ts";
import type { OptionValues } from "../core/source-definition.ts";
import { type Sandbox, startSandbox } from "../sandbox/server.ts";
import { runChild, signalCode } from "./child.ts";
import { hasColor } from "./color.ts";
import type { CliContext } from "./context.ts";
import { createLog } from "./log.ts";
import { readOptions } from "./options.ts";
import { sandboxOptions } from "./shared-options.ts";

/** The exit code of a shell for a command that is not there. */
const commandNotFound = 127;

/** Runs the emulator: around a command, or until a signal ends it. */
export async function runSandboxCommand(
  command: Command,
  childCommand: readonly string[],
  context: CliContext,
): Promise<number> {
  const write = (line: string): void => void context.stderr.write(line);
  const color = hasColor(undefined, context.env, context.stderr.isTTY === true);
  const log = createLog({ level: "normal", format: "text", color, secrets: [], write, now: context.now });
  try {
    const sandbox = await start(readOptions(command, sandboxOptions, context, context.now()));
    try {
      return childCommand.length === 0
        ? await serve(sandbox, context)
        : await runInside(sandbox, childCommand, context, log.error);
    } finally {
      await sandbox.close();
    }
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    log.error(error);
    return exitCodes[error.code];
  }
}

async function start(choices: OptionValues<typeof sandboxOptions>): Promise<Sandbox> {
  try {
    return await startSandbox(choices);
  } catch (error) {
    if (error instanceof ExportError || systemCode(error) === undefined) throw error;
    throw new ExportError("config", `could not listen on port ${choices.port ?? 0}: ${systemCode(error)}`, {
      hint: "leave --port out for any free one",
      cause: error,
    });
  }
}

/** Prints the environment for a shell to read, and stays. */
async function serve(sandbox: Sandbox, context: CliContext): Promise<number> {
  for (const variable of sandbox.conflicts) context.stdout.write(`unset ${variable}\n`);
  for (const [name, value] of Object.entries(sandbox.environment)) {
    context.stdout.write(`export ${name}='${value.replaceAll("'", String.raw`'\''`)}'\n`);
  }
  context.stderr.write(`sandbox at ${sandbox.url}; Ctrl-C ends it\n`);
  await new Promise<void>((resolve) => {
    context.signal.addEventListener("abort", () => resolve(), { once: true });
    if (context.signal.aborted) resolve();
  });
  return signalCode(context.signal);
}

async function runInside(
  sandbox: Sandbox,
  [name = "", ...parameters]: readonly string[],
  context: CliContext,
  report: (error: ExportError) => void,
): Promise<number> {
  const programs = await mkdtemp(join(tmpdir(), "audit-export-sandbox-"));
  try {
    // So that `audit-export` in the command, or in a script of it, is this very program, installed or not.
    if (context.platform !== "win32") await symlink(context.program.script, join(programs, "audit-export"));
    const inherited = Object.entries(context.env).filter(([variable]) => !sandbox.conflicts.includes(variable));
    const path = `${programs}${delimiter}${context.env["PATH"] ?? ""}`;
    const env = { ...Object.fromEntries(inherited), ...sandbox.environment, PATH: path };
    const end = await runChild(name, parameters, env, context, { isApart: false }).catch((error: unknown) => {
      const hint = "give a command that can be started, as after `env`";
      report(new ExportError("usage", `could not run ${name}: ${systemCode(error) ?? String(error)}`, { hint }));
      return { code: commandNotFound };
    });
    return end.code;
  } finally {
    await rm(programs, { recursive: true, force: true });
  }
}
