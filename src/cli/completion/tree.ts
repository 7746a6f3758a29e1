import type { Argument, Command, Option } from "commander";
import { visible } from "../../core/visible.ts";
import { formats } from "../../formats/registry.ts";
import { helpCommandName } from "../help-command.ts";
import { beginningsOf } from "../options.ts";
import { shells } from "../program.ts";
import { sources } from "../../sources/registry.ts";

/** What can stand for a value: these words, files, both, or, where neither, any text. A word that ends with = goes on. */
export interface ValueDescription {
  readonly name: string;
  readonly choices: readonly string[];
  readonly files: boolean;
}

export interface OptionDescription {
  /** The short form first, where there is one: `-f`, `--format`. */
  readonly flags: readonly string[];
  readonly summary: string;
  /** Undefined for a flag. */
  readonly value: ValueDescription | undefined;
  readonly repeatable: boolean;
}

/** A command, as far as a shell needs to know it. */
export interface CommandDescription {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly options: readonly OptionDescription[];
  readonly values: readonly ValueDescription[];
  /** The last of the values may be given again and again. */
  readonly repeats: boolean;
  /** After `--` stands the command line of another program. */
  readonly runsCommand: boolean;
  readonly commands: readonly CommandDescription[];
}

/** A command with the names that lead to it: "" is the program itself, "genesys realtime" a command of a command. */
export interface LocatedCommand extends CommandDescription {
  readonly path: string;
}

/** Values that the tree leaves open because more than a list of words is allowed there, by the option's or argument's name. */
const knownValues: Readonly<Record<string, Pick<ValueDescription, "choices" | "files">>> = {
  format: { choices: formats.flatMap(({ id, aliases }) => [id, ...aliases]), files: true },
  shell: { choices: shells, files: false },
  source: { choices: sources.map(({ id }) => id), files: false },
};

/** Placeholders in the help that stand for a path. */
const filePlaceholders = ["file", "file.prom", "directory", "pem"];

/** The tree of commands without what only commander needs; hidden commands and options are left out. */
export function describeProgram(program: Command): CommandDescription {
  return describeCommand(program);
}

/** The command and all below it, each before its own. */
export function locateCommands(command: CommandDescription, path = ""): readonly LocatedCommand[] {
  const below = command.commands.flatMap((child) => locateCommands(child, `${path} ${child.name}`.trimStart()));
  return [{ ...command, path }, ...below];
}

function describeCommand(command: Command): CommandDescription {
  const help = command.createHelp();
  const open = command.registeredArguments.filter((argument) => !standsForCommand(argument));
  const commands = help.visibleCommands(command).map(describeCommand);
  return {
    name: command.name(),
    aliases: command.aliases(),
    summary: oneLine(command.summary() || command.description()),
    options: help.visibleOptions(command).map(describeOption),
    values: open.map(describeArgument),
    repeats: open.at(-1)?.variadic === true,
    runsCommand: open.length < command.registeredArguments.length,
    commands: commands.map((child) => (child.name === helpCommandName ? describeHelp(child, commands) : child)),
  };
}

/** What may follow `help` are the commands beside it, and below them theirs. */
function describeHelp(help: CommandDescription, commands: readonly CommandDescription[]): CommandDescription {
  const topics = commands.filter((command) => command !== help).map(toTopic);
  return { ...help, values: [], repeats: false, runsCommand: false, commands: topics };
}

function toTopic(command: CommandDescription): CommandDescription {
  return {
    ...command,
    options: [],
    values: [],
    repeats: false,
    runsCommand: false,
    commands: command.commands.map(toTopic),
  };
}

function standsForCommand(argument: Argument): boolean {
  return argument.variadic && argument.name() === "command";
}

function describeArgument(argument: Argument): ValueDescription {
  return describeValue(argument.name(), argument.name(), argument.argChoices);
}

function describeOption(option: Option): OptionDescription {
  const placeholder = /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(option.flags)?.[1];
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    summary: oneLine(option.description),
    value:
      placeholder === undefined
        ? undefined
        : describeValue(option.attributeName(), placeholder, option.argChoices ?? beginningsOf(option)),
    // Whatever collects values has a parser of its own; choices have one too, and take one value.
    repeatable: option.variadic || (option.parseArg !== undefined && option.argChoices === undefined),
  };
}

function describeValue(name: string, placeholder: string, choices: readonly string[] = []): ValueDescription {
  const known = choices.length === 0 && Object.hasOwn(knownValues, name) ? knownValues[name] : undefined;
  return { name: oneLine(placeholder), choices, files: filePlaceholders.includes(placeholder), ...known };
}

/** Each shell shows a summary on one line. */
function oneLine(text: string): string {
  return visible(text.replaceAll(/\s+/g, " ").trim());
}
