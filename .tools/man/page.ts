import type { Command, Option } from "commander";
import { configurationExample } from "../../src/cli/job-commands.ts";
import { describeFaults } from "../../src/sandbox/faults/catalog.ts";
import { exitStatus } from "./exit-status.ts";
import { flags, item, prose, roff, verbatim } from "./roff.ts";
import { configurationUse, description, environment, files, record, recordUse, seeAlso } from "./texts.ts";

/**
 * The manual page, as roff in man(7)'s macros: the command tree, as help and completion have it, and what a reader looks for
 * beyond it. The same tree and README give the same bytes.
 */
export function manPage(program: Command, readme: string, version: string): string {
  const commands = everyCommand(program);
  const shared = sharedOptions(commands);
  const name = roff(program.name());
  const lines = [
    `.TH ${name.toUpperCase()} 1 "" "${name} ${roff(version)}" "${name}"`,
    // Paths and options are long, and a page that is stretched to its margin is hard to read.
    ".ad l",
    ".nh",
    ".SH NAME",
    `${name} \\- ${roff("exports audit histories, complete")}`,
    ".SH SYNOPSIS",
    ...commands.flatMap((command) => [`${flags(pathOf(command))} ${synopsis(command)}`, ".br"]),
    ".SH DESCRIPTION",
    ...description.flatMap((text) => [".PP", prose(text)]),
    ".SH COMMANDS",
    ...commands.flatMap((command) => commandLines(command, shared)),
    ".SH OPTIONS OF EXPORTS",
    prose("What every export of events has. Each option can also be given by the environment; what is typed wins."),
    ...optionLines(shared),
    ".SH CONFIGURATION",
    prose(configurationUse),
    ...verbatim(configurationExample.split("\n").map((line) => line.replace(/^ {2}/, ""))),
    ".SH RECORD",
    prose("What the service did not give is null, and never left out."),
    ...record.flatMap(([member, meaning]) => item(flags(member), prose(meaning))),
    ".PP",
    prose(recordUse),
    ".SH EXIT STATUS",
    ...exitStatus(readme).flatMap(([codes, meaning]) => item(flags(codes), prose(meaning))),
    ".SH ENVIRONMENT",
    ...environment.flatMap(([names, meaning]) => item(prose(names), prose(meaning))),
    ".SH FILES",
    ...files.flatMap(([path, meaning]) => item(prose(path), prose(meaning))),
    ".SH EXAMPLES",
    ...commands.flatMap(exampleLines),
    ".SH SEE ALSO",
    prose(seeAlso),
  ];
  return `${lines.join("\n")}\n`;
}

/** Commands that can be chosen, each before its own; `help` is how one asks, not what one asks for. */
function everyCommand(parent: Command): readonly Command[] {
  const below = parent.createHelp().visibleCommands(parent);
  return below.flatMap((command) => (command.name() === "help" ? [] : [command, ...everyCommand(command)]));
}

function pathOf(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name());
  return names.join(" ");
}

function synopsis(command: Command): string {
  const words = command.registeredArguments.map((argument) => {
    const name = `\\fI${roff(argument.name())}\\fR${argument.variadic ? " ..." : ""}`;
    return argument.required ? name : `[${name}]`;
  });
  const dashes = command.name() === "sandbox" ? [flags("--")] : [];
  return ["[\\fIoptions\\fR]", ...dashes, ...words].join(" ");
}

function optionsOf(command: Command): readonly Option[] {
  return command.createHelp().visibleOptions(command);
}

function headingOf(option: Option): string {
  return option.helpGroupHeading ?? "Options:";
}

function identityOf(option: Option): string {
  return [headingOf(option), option.flags, option.description].join("\n");
}

/** An export of events has --checkpoint; what all of these have in the same words is told once. */
function isExport(command: Command): boolean {
  return command.options.some(({ long }) => long === "--checkpoint");
}

function sharedOptions(commands: readonly Command[]): readonly Option[] {
  const [first, ...others] = commands.filter(isExport).map(optionsOf);
  return (first ?? []).filter((option) => {
    return others.every((options) => options.some((other) => identityOf(other) === identityOf(option)));
  });
}

function commandLines(command: Command, shared: readonly Option[]): readonly string[] {
  const planned = plannedBy(command);
  const known = new Set((planned === undefined ? shared : optionsOf(planned)).map(identityOf));
  const options = optionsOf(command);
  const own = options.filter((option) => !known.has(identityOf(option)));
  const aliases = command.aliases().length === 0 ? "" : ` (also ${command.aliases().join(", ")})`;
  return [
    `.SS "${roff(`${pathOf(command)}${aliases}`)}"`,
    roff(command.description()),
    ...command.registeredArguments.flatMap((argument) =>
      item(`\\fI${roff(argument.name())}\\fR`, roff(argument.description)),
    ),
    ...optionLines(own),
    ".PP",
    ...(isExport(command) ? [prose("And the options of exports, below.")] : othersLine(options, known, planned)),
    ...(command.name() === "sandbox" ? describeFaults().split("\n").flatMap(faultLine) : []),
  ];
}

/** The export that a command below `plan` plans: the words behind that. */
function plannedBy(command: Command): Command | undefined {
  const [program, first, ...words] = pathOf(command).split(" ");
  if (first !== "plan" || words.length === 0) return undefined;
  let root: Command = command;
  while (root.parent !== null && root.name() !== program) root = root.parent;
  return words.reduce<Command | undefined>((at, word) => at?.commands.find((child) => child.name() === word), root);
}

/** Those options of exports that a command has which is none; or of the export that it plans. */
function othersLine(
  options: readonly Option[],
  known: ReadonlySet<string>,
  planned: Command | undefined,
): readonly string[] {
  const others = options.filter((option) => known.has(identityOf(option)) && option.long !== "--help");
  if (others.length === 0) return [];
  const names = others.map(({ long }) => `\`${long}\``);
  const place = planned === undefined ? "exports, below" : `\`${pathOf(planned)}\``;
  return [prose(`And of the options of ${place}: ${names.join(", ")}.`)];
}

/** A line of the sandbox's help: a fault with what it does, one of its settings below it, or a heading. */
function faultLine(text: string): readonly string[] {
  const [, name, meaning = ""] = /^ {2}(\S*) +(.*)$/.exec(text) ?? [];
  if (name === undefined) return [".PP", roff(text)];
  return name === "" ? [".br", roff(meaning)] : item(flags(name), roff(meaning));
}

/** Under the headings of the help. */
function optionLines(options: readonly Option[]): readonly string[] {
  let heading = "";
  return options.flatMap((option) => {
    const lines = headingOf(option) === heading ? [] : [".PP", `\\fI${roff(headingOf(option))}\\fR`];
    heading = headingOf(option);
    const choices = option.argChoices === undefined ? "" : ` (${option.argChoices.join(", ")})`;
    return [...lines, ...item(flags(option.flags), roff(`${option.description}${choices}`))];
  });
}

/** Those of the command's help. */
function exampleLines(command: Command): readonly string[] {
  let help = "";
  command.configureOutput({ ...command.configureOutput(), writeOut: (text) => void (help += text) }).outputHelp();
  const [, examples = ""] = help.split("\nExamples:\n");
  const [block = ""] = examples.split("\n\n");
  return block.split("\n").flatMap((line) => {
    if (line.startsWith("  # ")) return [".PP", roff(`${line.slice(4)}:`)];
    return line.startsWith("  $ ") ? verbatim([line.slice(4)]) : [];
  });
}
