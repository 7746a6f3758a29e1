import { type Command, Option } from "commander";
import { ExportError, usageError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import type { OptionDefinition, OptionDefinitions, OptionValues } from "../core/source-definition.ts";
import { parseDuration, parseTime } from "../core/time.ts";
import type { GivenValue } from "./config/values.ts";

/** commander's options know choices, which it enforces, and nothing that is only offered. */
const beginnings = new WeakMap<Option, readonly string[]>();

/** How a value of the option may begin, for a shell to offer. */
export function beginningsOf(option: Option): readonly string[] {
  return beginnings.get(option) ?? [];
}

/** Whether an option is added that has this name, as `caseId`, and this letter. */
export type OptionFilter = (name: string, short: string | undefined) => boolean;

/**
 * Adds the options to a command, under one heading of its help.
 *
 * @param isWanted the others are known to be the command's, and can be set in the environment, but commander does not get them
 */
export function addOptions(
  command: Command,
  heading: string,
  definitions: OptionDefinitions,
  isWanted: OptionFilter = () => true,
): void {
  const names = namesOf(command);
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.positional === true) {
      command.argument(`<${definition.value ?? kebabCase(name)}>`, definition.description);
      continue;
    }
    names.add(name);
    if (!isWanted(name, definition.short)) continue;
    const flag = `--${kebabCase(name)}`;
    const short = definition.short === undefined ? "" : `-${definition.short}, `;
    const value = definition.kind === "flag" ? "" : ` <${definition.value ?? definition.kind}>`;
    const option = new Option(`${short}${flag}${value}`, definition.description).helpGroup(heading);
    if (definition.choices !== undefined) option.choices([...definition.choices]);
    // What is none of them is refused by readOptions, wherever it comes from.
    delete option.parseArg;
    if (definition.beginnings !== undefined) beginnings.set(option, definition.beginnings);
    if (definition.kind === "texts") option.argParser(collect);
    if (definition.negatable === true) {
      command.addOption(option.hideHelp());
      command.addOption(new Option(`--no-${kebabCase(name)}`, definition.description).helpGroup(heading));
      // Two options for one name would leave it true by default; undefined says that nobody chose.
      command.setOptionValueWithSource(name, undefined, "default");
    } else {
      command.addOption(option);
    }
  }
}

function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value];
}

/** Where the values of options come from that were not typed. */
export interface Given {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly configured?: Configured;
}

/** What a configuration file says to a command. */
export interface Configured {
  readonly path: string;
  /** The profile of the file that was chosen. */
  readonly profile: string | undefined;
  /** Variables that are no options, since the file gives them another meaning. */
  readonly ignored: readonly string[];
  find(name: string): { readonly value: GivenValue; readonly origin: string; readonly level: number } | undefined;
}

/** What an option was given. */
export interface Found {
  readonly value: unknown;
  /** As it is shown: `--region`, `AUDIT_EXPORT_REGION`, `profile prod`. */
  readonly origin: string;
  /** Which goes first, the lowest before all others: what is typed, the environment, then what the file has. */
  readonly level: number;
}

/**
 * The values of the options: from the command line, else from the environment, else from the configuration file. An option
 * that the command does not have has no value: a variable is set for many commands, and says nothing to those that cannot
 * follow it.
 *
 * @throws ExportError (usage) for a malformed value, naming the option or the variable it came from.
 */
export function readOptions<const Definitions extends OptionDefinitions>(
  command: Command,
  definitions: Definitions,
  given: Given,
  now: Date,
): OptionValues<Definitions> {
  const values: Record<string, unknown> = {};
  let place = 0;
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.positional === true) {
      values[name] = command.args[place];
      place += 1;
      continue;
    }
    const found = findValue(command, name, definition, given);
    if (found !== undefined) values[name] = convert(found.value, definition, found.origin, now);
  }
  return values as OptionValues<Definitions>;
}

/** What was given for an option of the command that has a name, before it is read. */
export function findValue(
  command: Command,
  name: string,
  definition: OptionDefinition,
  given: Given,
): Found | undefined {
  const found = firstFound(command, name, definition, given);
  // What goes before also goes before what it excludes.
  const isExcluded = definition.excludes?.some((other) => {
    const rival = firstFound(command, other, { kind: "text", description: "" }, given);
    return rival !== undefined && found !== undefined && rival.level < found.level && !isOff(rival.value);
  });
  return isExcluded === true ? undefined : found;
}

function firstFound(command: Command, name: string, definition: OptionDefinition, given: Given): Found | undefined {
  if (!namesOf(command).has(name)) return undefined;
  if (isTyped(command, name)) {
    const value: unknown = command.getOptionValue(name);
    return { value, origin: `--${value === false ? "no-" : ""}${kebabCase(name)}`, level: 0 };
  }
  const inEnvironment = fromEnvironment(name, definition, given);
  if (inEnvironment !== undefined) return { ...inEnvironment, level: 1 };
  // A variable that others know too, such as AWS_REGION, is read by the source itself, where nothing was given.
  const elsewhere = [...(definition.variables ?? []), ...(definition.outweighedBy ?? [])];
  const isKnownElsewhere = elsewhere.some((variable) => (given.env[variable] ?? "") !== "");
  const configured = isKnownElsewhere ? undefined : given.configured?.find(name);
  return configured === undefined ? undefined : { ...configured, level: 2 + configured.level };
}

const namesOfCommands = new WeakMap<Command, Set<string>>();

/** Of the options, as `caseId`. */
function namesOf(command: Command): Set<string> {
  const known = namesOfCommands.get(command) ?? new Set();
  namesOfCommands.set(command, known);
  return known;
}

/** Of a flag that excludes another: `--all` is not meant by AUDIT_EXPORT_ALL=0. */
function isOff(value: unknown): boolean {
  return value === false || ["0", "false", "no", "off"].includes(String(value).toLowerCase());
}

/** Only the options that what was typed can mean: making all of them takes 2 % of a short export. */
export function typedOptions(words: readonly string[]): OptionFilter {
  const flags = new Set(words.map((word) => word.split("=", 1)[0]));
  const hasLetters = words.some((word) => /^-[^-]/.test(word));
  return (name, short) => {
    const flag = kebabCase(name);
    return flags.has(`--${flag}`) || flags.has(`--no-${flag}`) || (hasLetters && short !== undefined);
  };
}

export function isTyped(command: Command, name: string): boolean {
  return command.getOptionValueSource(name) === "cli";
}

/** The option's variable; `--no-color` has one of its own too, AUDIT_EXPORT_NO_COLOR. */
function fromEnvironment(
  name: string,
  definition: OptionDefinition,
  { env, configured }: Given,
): Omit<Found, "level"> | undefined {
  function read(variable: string): string | undefined {
    const text = configured?.ignored.includes(variable) === true ? "" : env[variable];
    return text === "" ? undefined : text;
  }

  const variable = environmentName(name);
  const value = read(variable);
  const negation = definition.negatable === true ? negationName(name) : "";
  const negated = negation === "" ? undefined : read(negation);
  if (negated === undefined) return value === undefined ? undefined : { value, origin: variable };
  const isNegated = truth(negated, negation);
  if (value !== undefined && truth(value, variable) === isNegated) {
    throw usageError(`${variable} and ${negation} contradict each other`, "unset one of them");
  }
  return { value: !isNegated, origin: negation };
}

/**
 * Whether a value can be one of the option's.
 *
 * @throws ExportError (usage) that begins with the name
 */
export function checkValue(value: GivenValue, definition: OptionDefinition, name: string, now: Date): void {
  convert(value, definition, name, now);
}

function convert(value: unknown, definition: OptionDefinition, name: string, now: Date): unknown {
  if (typeof value === "boolean") return value;
  const texts = definition.kind !== "texts" ? [String(value)] : Array.isArray(value) ? value : lines(String(value));
  // `--service "$SERVICE"` with nothing in it is a mistake, and taken for no option it would ask for another export.
  if (texts.includes("")) throw usageError(`${name} is empty`, "leave it out, or give it a value");
  if (definition.kind === "texts") return texts;
  const [text = ""] = texts;
  switch (definition.kind) {
    case "flag":
      return truth(text, name);
    case "count":
      return count(text, definition, name);
    case "size":
      return size(text, name);
    case "time":
      return named(name, () => parseTime(text, now));
    case "duration":
      return named(name, () => parseDuration(text, now));
    default:
      if (definition.choices !== undefined && !definition.choices.includes(text)) {
        const close = nearest(text, definition.choices);
        const hint = close === undefined ? undefined : `did you mean ${close}?`;
        throw usageError(`${name} is one of ${definition.choices.join(", ")}, not "${text}"`, hint);
      }
      return text;
  }
}

function count(text: string, { minimum = 1, maximum }: OptionDefinition, name: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= minimum && number <= (maximum ?? Number.MAX_SAFE_INTEGER)) return number;
  const range =
    maximum === undefined ? `a whole number from ${minimum}` : `a whole number from ${minimum} to ${maximum}`;
  throw usageError(`${name} is ${range}, not "${text}"`);
}

const units: Readonly<Record<string, number>> = { "": 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/** Bytes: `64MiB`, `64M` and `67108864` are the same, since of memory nobody means powers of ten. */
function size(text: string, name: string): number {
  const [, digits = "", unit = ""] = /^(\d+) ?(?:([KMG])(?:i?B)?|B)?$/i.exec(text) ?? [];
  const bytes = digits === "" ? Number.NaN : Number(digits) * (units[unit.toUpperCase()] ?? Number.NaN);
  if (bytes >= 1 && bytes <= Number.MAX_SAFE_INTEGER) return bytes;
  throw usageError(`${name} is a size in bytes, such as 64MiB, not "${text}"`);
}

/** The value, or its failure with the name of the option that it was given for. */
function named<Value>(name: string, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    throw error instanceof ExportError ? usageError(`${name}: ${error.message}`, error.hint) : error;
  }
}

function truth(text: string, name: string): boolean {
  const word = text.toLowerCase();
  if (["1", "true", "yes", "on"].includes(word)) return true;
  if (["0", "false", "no", "off"].includes(word)) return false;
  throw usageError(`${name} is true or false, not "${text}"`);
}

/** Several values in one variable stand on lines of their own: an id may hold any other character. */
function lines(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What to do next about a mistake in what was typed, where nothing better can be said. */
export function helpHint(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name());
  return `see ${names.join(" ")} --help`;
}

export function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, "-$&").toLowerCase();
}

/** `escapeFormulas` → `AUDIT_EXPORT_NO_ESCAPE_FORMULAS`. */
function negationName(name: string): string {
  return environmentName(`no${name.slice(0, 1).toUpperCase()}${name.slice(1)}`);
}

/** `caseId` → `AUDIT_EXPORT_CASE_ID`. */
export function environmentName(name: string): string {
  return `AUDIT_EXPORT_${name.replaceAll(/[A-Z]/g, "_$&").toUpperCase()}`;
}
