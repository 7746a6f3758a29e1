import { Command } from "commander";
import type { ExportDefinition, OptionDefinitions } from "../core/source-definition.ts";
import { describeFaults } from "../sandbox/faults/catalog.ts";
import { sources } from "../sources/registry.ts";
import { type ArchiveActions, addArchiveCommands, addSummarize } from "./archive-tree.ts";
import { addHelpCommand } from "./help-command.ts";
import { addJobCommands, type JobActions } from "./job-commands.ts";
import { addOptions, type OptionFilter } from "./options.ts";
import {
  archiveOptions,
  messageOptions,
  outputOptions,
  configOptions,
  readingOptions,
  reportOptions,
  sandboxOptions,
} from "./shared-options.ts";
import { addDoctor, addPlan, type Building, type Preparations } from "./preparation-tree.ts";
import { refuseCommand, refuseMisplaced } from "./unknown-command.ts";

/** What a command does when it is chosen; gives the exit code. */
export interface Actions extends ArchiveActions, JobActions, Preparations {
  /** `sourceId` is the source's, also for a further command of it. */
  exportSource(sourceId: string, definition: ExportDefinition, command: Command): Promise<number>;
  sandbox(command: Command, childCommand: readonly string[]): Promise<number>;
  completion(shell: string): Promise<number>;
}

export const shells = ["bash", "zsh", "fish", "powershell"] as const;

const completionExamples = `
Examples:
  # now, and in ~/.bashrc from then on
  $ source <(audit-export completion bash)
  # in ~/.zshrc, behind compinit
  $ source <(audit-export completion zsh)
  $ audit-export completion fish > ~/.config/fish/completions/audit-export.fish
  # in $PROFILE
  > audit-export completion powershell | Out-String | Invoke-Expression
`;

const footer = `
Every option can be set as AUDIT_EXPORT_<OPTION>, like AUDIT_EXPORT_FORMAT=csv
or AUDIT_EXPORT_NO_COLOR=1, and those of exports in a configuration file, which
audit-export run --help shows; the command line wins.

Exit codes: 0 complete, 1 a bug, 2 usage, 3 not found, 4 credentials or
permission, 5 not as it was written, 6 incomplete, 74 output, 75 temporary: run
again, 78 configuration, 130 and 143 ended by a signal.`;

/** What of the command tree is needed; all of it where nothing is said. */
export interface Needed {
  /** What was typed: only the commands among them get their options, which takes longer than all else here. */
  readonly words?: readonly string[];
  /** Of an export. */
  readonly options?: OptionFilter;
}

/** The whole command tree. Help and completions are read from it; nothing in it loads an SDK or a format. */
export function buildProgram(
  version: string,
  actions: Actions,
  done: (code: number) => void,
  { words, options }: Needed = {},
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
  const building = { actions, done, isWanted, options, footer };
  for (const source of sources) {
    const command = addExport(program, source.id, source, building);
    const commands = source.commands ?? [];
    // A word too many behind a command with commands is a command that there is none of: the action says so.
    command.allowExcessArguments(commands.length > 0);
    for (const further of commands) addExport(command, source.id, further, building);
  }
  program.commandsGroup("Before you start:");
  addDoctor(program, building);
  addPlan(program, building);
  program.commandsGroup("Archives:");
  addArchiveCommands(program, building);
  program.commandsGroup("Records:");
  addSummarize(program, building);
  program.commandsGroup("Schedules:");
  addJobCommands(program, building);
  program.commandsGroup("More:");
  addSandbox(program, actions, done, isWanted);
  program
    .command("completion")
    .summary("print a shell's completion script")
    .description("Prints the completion script of a shell.")
    .argument("<shell>", shells.join(", "))
    .addHelpText("after", completionExamples)
    .action(async (shell: string) => done(await actions.completion(shell)));
  addHelpCommand(program);
  program.addHelpText("after", footer);
  return program;
}

interface ExportBuilding extends Building<Actions> {
  readonly options: OptionFilter | undefined;
}

function addExport(
  parent: Command,
  sourceId: string,
  definition: ExportDefinition,
  { actions, done, isWanted, options }: ExportBuilding,
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
  addOptions(command, "What to export:", definition.options, options);
  addOptions(command, "Which events, and how they are read:", readingOptionsOf(definition), options);
  addOptions(command, "Output:", outputOptions, options);
  if (definition.lists === undefined) {
    addOptions(command, "Night after night:", archiveOptionsOf(definition), options);
  }
  addOptions(command, "Reports:", reportOptions, options);
  addOptions(command, "Messages:", messageOptions, options);
  addOptions(command, "Settings:", configOptions, options);
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
