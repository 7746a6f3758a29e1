import type { Command } from "commander";
import type { ExportDefinition, OptionDefinitions } from "../core/source-definition.ts";
import { sources } from "../sources/registry.ts";
import { addOptions } from "./options.ts";
import { configOptions, doctorOptions, messageOptions, planOptions, planReadingOptions } from "./shared-options.ts";
import { refuseCommand, refuseMisplaced } from "./unknown-command.ts";

/** The commands for before an export: they only ask. */
export interface Preparations {
  /** `source` is undefined for all of them. */
  doctor(source: string | undefined, command: Command): Promise<number>;
  plan(sourceId: string, definition: ExportDefinition, command: Command): Promise<number>;
}

/** What the tree is built with: see program.ts. */
export interface Building<Actions> {
  readonly actions: Actions;
  readonly done: (code: number) => void;
  readonly isWanted: (command: Command) => boolean;
  readonly footer: string;
}

export function addDoctor(program: Command, { actions, done, isWanted, footer }: Building<Preparations>): void {
  const names = sources.map(({ id }) => id).join(", ");
  const command = program
    .command("doctor")
    .summary("check what an export needs: credentials, permissions, network")
    .description(
      "Tries all that an export needs, by the cheapest calls, and says what to do about what is not well. " +
        "Exit 0, or the code that an export would end with.",
    )
    .argument("[source]", `${names}; left out: all that seem to be set up`)
    .allowExcessArguments(false);
  if (!isWanted(command)) return void command.option("--option");
  // An option that several sources have is of the first of them, and means the same in all.
  const places = sources.map(({ examination }) => examination?.options ?? {}).toReversed();
  addOptions(command, "Where, and as whom:", Object.assign({}, ...places) as OptionDefinitions);
  addOptions(command, "How:", doctorOptions);
  addOptions(command, "Messages:", messageOptions);
  command
    .addHelpText(
      "after",
      `
Examples:
  # all that is set up here
  $ audit-export doctor
  # one service, as somebody else
  $ audit-export doctor cases --profile audit --region eu-central-1
  # for a ticket
  $ audit-export doctor genesys -f json > doctor.json
${footer}`,
    )
    .action(async (source: string | undefined) => done(await actions.doctor(source, command)));
}

export function addPlan(program: Command, building: Building<Preparations>): void {
  const { isWanted, footer } = building;
  const plan = program
    .command("plan")
    .summary("what an export would read, how long it takes, and the least policy")
    .description(
      "Says what an export would read, how many requests that takes and how long, and the least that it must be " +
        "allowed. Reads lists, and no events. The options are those of the export.",
    )
    .helpCommand(false)
    .enablePositionalOptions();
  // The words that stand behind it are names of exports too, which need not load this then.
  if (!isWanted(plan)) return void plan.option("--option");
  for (const source of sources) {
    const command = addPlanned(plan, source.id, source, building);
    const further = source.commands ?? [];
    command.allowExcessArguments(further.length > 0);
    for (const definition of further) addPlanned(command, source.id, definition, building);
  }
  plan.addHelpText(
    "after",
    `
Examples:
  # how long would it take?
  $ audit-export plan cases --all
  # the least policy, without credentials and network
  $ audit-export plan cases --all --domain-id 8e2a… -f policy > policy.json
  # the windows of a quarter
  $ audit-export plan genesys --since 90d -f json | jq -r '.slices[].label'
${footer}`,
  );
}

function addPlanned(
  parent: Command,
  sourceId: string,
  definition: ExportDefinition,
  building: Building<Preparations>,
): Command {
  const { actions, done, footer } = building;
  const { defaultSince, lists, pageSize, concurrency, id } = definition;
  const command = parent
    .command(id)
    .aliases(definition.aliases)
    .summary(definition.summary)
    .description(`Plans an export of the ${definition.summary}.`)
    .allowExcessArguments(false)
    .enablePositionalOptions();
  const { since, until, pageSize: size, concurrency: atOnce, ...others } = planReadingOptions;
  const from = defaultSince === undefined ? "" : ` (default: ${defaultSince})`;
  addOptions(command, "What to export:", definition.options);
  addOptions(command, "Which events, and how they are read:", {
    ...(lists === undefined ? { since: { ...since, description: `${since.description}${from}` }, until } : {}),
    ...(pageSize === undefined ? {} : { pageSize: size }),
    ...(lists === undefined
      ? { concurrency: { ...atOnce, description: `${atOnce.description} (default: ${concurrency})` } }
      : {}),
    ...others,
  });
  addOptions(command, "Output:", planOptions);
  addOptions(command, "Messages:", messageOptions);
  addOptions(command, "Settings:", configOptions);
  command.addHelpText("after", footer);
  command.action(async () => {
    const [unknown] = command.args.slice(command.registeredArguments.length);
    if (unknown !== undefined) refuseCommand(command, unknown);
    refuseMisplaced(parent, command);
    done(await actions.plan(sourceId, definition, command));
  });
  return command;
}
