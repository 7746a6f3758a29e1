import { Command } from "commander";
import type { ExportDefinition, OptionDefinitions } from "../core/source-definition.ts";
import { describeFaults } from "../sandbox/faults/catalog.ts";
import { sources } from "../sources/registry.ts";
import { addHelpCommand } from "./help-command.ts";
import { addJobCommands } from "./job-commands.ts";
import { addOptions } from "./options.ts";
import {
  archiveOptions,
  messageOptions,
  outputOptions,
  configOptions,
  coverageOptions,
  readingOptions,
  reportOptions,
  type Scheduler,
  sandboxOptions,
  summarizeOptions,
  verifyOptions,
} from "./shared-options.ts";
import { addDoctor, addPlan, type Preparations } from "./preparation-tree.ts";
import { refuseCommand, refuseMisplaced } from "./unknown-command.ts";

/** What a command does when it is chosen; gives the exit code. */
export interface Actions extends Preparations {
  /** `sourceId` is the source's, also for a further command of it. */
  exportSource(sourceId: string, definition: ExportDefinition, command: Command): Promise<number>;
  verify(directory: string, command: Command): Promise<number>;
  coverage(directory: string, command: Command): Promise<number>;
  run(jobs: readonly string[], command: Command): Promise<number>;
  unit(scheduler: Scheduler, jobs: readonly string[], command: Command): Promise<number>;
  summarize(paths: readonly string[], command: Command): Promise<number>;
  sandbox(command: Command, childCommand: readonly string[]): Promise<number>;
  completion(shell: string): Promise<number>;
}

export const shells = ["bash", "zsh", "fish", "powershell"] as const;

const footer = `
Every option can be set as AUDIT_EXPORT_<OPTION>, like AUDIT_EXPORT_FORMAT=csv
or AUDIT_EXPORT_NO_COLOR=1; the command line wins.

Exit codes: 0 complete, 1 a bug, 2 usage, 3 not found, 4 credentials or
permission, 5 not as it was written, 6 incomplete, 74 output, 75 temporary: run
again, 78 configuration, 130 and 143 ended by a signal.`;

/**
 * The whole command tree. Help and completions are read from it; nothing in it loads an SDK or a format.
 *
 * @param words what was typed: only the commands among them get their options, which takes longer than all else here
 */
export function buildProgram(
  version: string,
  actions: Actions,
  done: (code: number) => void,
  words?: readonly string[],
): Command {
  const isWanted = (command: Command): boolean =>
    words === undefined ||
    words.some(
      (word) => word === "help" || word === "completion" || word === command.name() || command.aliases().includes(word),
    );
  const program = new Command("audit-export")
    .enablePositionalOptions()
    .description("Exports audit histories, complete: every page, every event, as the service sent it.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .showHelpAfterError(false)
    .showSuggestionAfterError(true)
    .commandsGroup("Exports:");
  for (const source of sources) {
    const command = addExport(program, source.id, source, actions, done, isWanted);
    const commands = source.commands ?? [];
    // A word too many behind a command with commands is a command that there is none of: the action says so.
    command.allowExcessArguments(commands.length > 0);
    for (const further of commands) addExport(command, source.id, further, actions, done, isWanted);
  }
  program.commandsGroup("Archives:");
  addArchiveCommands(program, actions, done, isWanted);
  program.commandsGroup("Records:");
  addSummarize(program, actions, done, isWanted);
  program.commandsGroup("Schedules:");
  addJobCommands(program, actions, done, isWanted);
  program.commandsGroup("Before you start:");
  const building = { actions, done, isWanted, footer };
  addDoctor(program, building);
  addPlan(program, building);
  program.commandsGroup("More:");
  addSandbox(program, actions, done, isWanted);
  program
    .command("completion")
    .summary("print a shell's completion script")
    .description("Prints the completion script of a shell; the README says where to put it.")
    .argument("<shell>", shells.join(", "))
    .action(async (shell: string) => done(await actions.completion(shell)));
  addHelpCommand(program);
  program.addHelpText("after", footer);
  return program;
}

function addExport(
  parent: Command,
  sourceId: string,
  definition: ExportDefinition,
  actions: Actions,
  done: (code: number) => void,
  isWanted: (command: Command) => boolean,
): Command {
  const command = parent
    .command(definition.id)
    .aliases(definition.aliases)
    .summary(definition.summary)
    .description(`Exports the ${definition.summary}.`)
    .allowExcessArguments(false)
    // What stands behind the name of a further command is that command's.
    .enablePositionalOptions();
  // That it has some is all that the help of the command above it says.
  if (!isWanted(command)) return command.option("--option");
  addOptions(command, "What to export:", definition.options);
  addOptions(command, "Which events, and how they are read:", readingOptionsOf(definition));
  addOptions(command, "Output:", outputOptions);
  if (definition.lists === undefined) {
    addOptions(command, "Night after night:", archiveOptionsOf(definition));
  }
  addOptions(command, "Reports:", reportOptions);
  addOptions(command, "Messages:", messageOptions);
  addOptions(command, "Settings:", configOptions);
  const examples = definition.examples.map(([line, purpose]) => `  # ${purpose}\n  $ ${line}`).join("\n");
  command.addHelpText("after", `\nExamples:\n${examples}\n${footer}`);
  command.action(async () => {
    const [unknown] = command.args.slice(command.registeredArguments.length);
    if (unknown !== undefined) refuseCommand(command, unknown);
    refuseMisplaced(parent, command);
    done(await actions.exportSource(sourceId, definition, command));
  });
  return command;
}

/** The shared options, with the figures of this export in their descriptions. */
function readingOptionsOf({ pageSize, concurrency, defaultSince, lists }: ExportDefinition): OptionDefinitions {
  const { since, until, sort, pageSize: size, concurrency: atOnce, buffer, where, ...others } = readingOptions;
  const from = defaultSince === undefined ? "" : ` (default: ${defaultSince})`;
  const sizes = pageSize === undefined ? "" : `, 1 to ${pageSize.maximum} (default: ${pageSize.default})`;
  return {
    ...(lists === undefined ? { since: { ...since, description: `${since.description}${from}` }, until } : {}),
    where,
    ...(lists === undefined ? { sort } : {}),
    ...others,
    ...(pageSize === undefined ? {} : { pageSize: { ...size, description: `${size.description}${sizes}` } }),
    ...(lists === undefined
      ? { concurrency: { ...atOnce, description: `${atOnce.description} (default: ${concurrency})` }, buffer }
      : {}),
  };
}

/** Where slices are windows of time, there is no list of them to sweep. */
function archiveOptionsOf({ defaultSince }: ExportDefinition): OptionDefinitions {
  const { fullSweep, ...others } = archiveOptions;
  return defaultSince === undefined ? { ...others, fullSweep } : others;
}

function addArchiveCommands(
  program: Command,
  actions: Actions,
  done: (code: number) => void,
  isWanted: (command: Command) => boolean,
): void {
  const verify = program
    .command("verify")
    .summary("check an archive: nothing changed, removed or added")
    .description(
      "Checks an archive, offline: every byte of every file is as the runs have written it, nothing is missing, " +
        "nothing was added, and no record stands twice. Exit 5 names what is not so, the first broken link first.",
    )
    .argument("<directory>", "the archive")
    .action(async (directory: string) => done(await actions.verify(directory, verify)));
  const coverage = program
    .command("coverage")
    .summary("what time an archive covers, and what is missing")
    .description("Shows what time an archive covers, its holes, and how many events came late. Exit 6 with holes.")
    .argument("<directory>", "the archive")
    .action(async (directory: string) => done(await actions.coverage(directory, coverage)));
  const withOptions = [
    [verify, "What else is to hold:", verifyOptions],
    [coverage, "Output:", coverageOptions],
  ] as const;
  for (const [command, heading, options] of withOptions) {
    command.allowExcessArguments(false);
    if (!isWanted(command)) {
      command.option("--option");
      continue;
    }
    addOptions(command, heading, options);
    addOptions(command, "Messages:", messageOptions);
    command.addHelpText("after", footer);
  }
}

function addSummarize(
  program: Command,
  actions: Actions,
  done: (code: number) => void,
  isWanted: (command: Command) => boolean,
): void {
  const command = program
    .command("summarize")
    .summary("count records: who did how much of what, and when")
    .description(
      "Counts exported records: by actor, action and day, or by what --by names. Reads NDJSON as the exports write it, " +
        "also packed as .gz; of an archive's directory, what its runs have committed.",
    )
    .argument("[file...]", "files and archives; - or none: standard input")
    .action(async (paths: string[]) => done(await actions.summarize(paths, command)));
  if (!isWanted(command)) return void command.option("--option");
  addOptions(command, "What to count:", summarizeOptions);
  const { color: _color, ...messages } = messageOptions;
  addOptions(command, "Messages:", messages);
  command.addHelpText(
    "after",
    `
Examples:
  # who did what, of a pipeline, an archive, or files
  $ audit-export cases --all | audit-export summarize -f table
  $ audit-export summarize /var/audit/cases --since 7d
  $ audit-export summarize november.ndjson.gz december.ndjson.gz
  # at what hours is something deleted, and by whom?
  $ audit-export summarize all.ndjson --where action~Delete --by hour --by actor
  # whatever else a record has, for another program
  $ audit-export summarize cases.ndjson --by changes.0.name --top 3 -f csv
${footer}`,
  );
}

function addSandbox(
  program: Command,
  actions: Actions,
  done: (code: number) => void,
  isWanted: (command: Command) => boolean,
): void {
  const command = program
    .command("sandbox")
    .summary("run a local emulator of the services")
    .description(
      "Runs a local emulator of the services, over made-up data. With a command it runs that inside the " +
        "emulator's environment and ends with it; without one it prints the environment and stays.",
    )
    .argument("[command...]", "command to run, after --");
  if (!isWanted(command)) return void command.option("--option");
  addOptions(command, "What to emulate:", sandboxOptions);
  command
    .addHelpText(
      "after",
      () => `
${describeFaults()}

Examples:
  $ audit-export sandbox -- audit-export cases --all --limit 20
  $ audit-export sandbox --faults reset:every=7,throttle:every=5 -- ./nightly.sh`,
    )
    .action(async (childCommand: string[]) => done(await actions.sandbox(command, childCommand)));
}
