import { resolve } from "node:path";
import { ExportError, usageError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import type { ExportDefinition, OptionValues } from "../core/source-definition.ts";
import type { Formatter, Instant, Output } from "../core/types.ts";
import { loadFormatter, looksLikePath } from "../formats/custom.ts";
import { parseFields } from "../formats/fields.ts";
import {
  type FormatDefinition,
  findFormat,
  formatOfFile,
  formats,
  type FormatterOptions,
} from "../formats/registry.ts";
import { createFileOutput, isTerminal } from "../outputs/file.ts";
import { createStdoutOutput } from "../outputs/stdout.ts";
import { hasColor } from "./color.ts";
import type { CliContext } from "./context.ts";
import type { messageOptions, outputOptions } from "./shared-options.ts";

/** What the options say of how the records are written, and where. */
export type OutputChoices = OptionValues<typeof outputOptions> & Pick<OptionValues<typeof messageOptions>, "color">;

type Choices = OutputChoices;

/** A terminal that says nothing of its width has the 80 columns that every terminal had. */
const usualColumns = 80;

/**
 * The formatter that the options ask for.
 *
 * @throws ExportError (usage) for a format there is none of, a module that is no formatter, or fields that do not exist.
 */
export async function chooseFormatter(
  choices: Choices,
  { tableFields }: Pick<ExportDefinition, "tableFields">,
  context: CliContext,
): Promise<Formatter> {
  const schema = choices.schema === "raw" ? "raw" : "audit";
  const isExploded = choices.explode !== undefined;
  const format = chooseFormat(choices, context);
  const options: FormatterOptions = {
    columns: choices.fields === undefined ? undefined : parseFields(choices.fields, schema, isExploded),
    ...(tableFields === undefined ? {} : { tableColumns: parseFields(tableFields, "audit") }),
    schema,
    isExploded,
    escapeFormulas: choices.escapeFormulas ?? true,
    terminal: writesToTerminal(choices, context) ? { columns: context.stdout.columns ?? usualColumns } : undefined,
    color: paintsOutput(choices, context),
    ...(choices.tz === undefined || !isTable(format) ? {} : { localTime: await clockOf(choices.tz) }),
  };
  const formatter = await load(format, options, context);
  if (!isExploded) return formatter;
  const { exploding } = await import("../formats/exploded.ts");
  return exploding(formatter);
}

async function load(
  format: FormatDefinition | string,
  options: FormatterOptions,
  context: CliContext,
): Promise<Formatter> {
  if (typeof format === "string") return loadFormatter(format, options, context.directory);
  const create = await format.load();
  return create(options);
}

async function clockOf(zone: string): Promise<(instant: Instant) => string> {
  const { localTimes, toZone } = await import("../formats/local-time.ts");
  return localTimes(toZone(zone));
}

/** Whether a table is written, whose times may be of another zone. */
export function writesTable(choices: Choices, context: CliContext): boolean {
  return isTable(chooseFormat(choices, context));
}

function isTable(format: FormatDefinition | string): boolean {
  return typeof format !== "string" && format.id === "table";
}

/** A format of ours, or the path of a module. */
function chooseFormat(choices: Choices, context: CliContext): FormatDefinition | string {
  const byFile = choices.output === undefined ? undefined : formatOfFile(choices.output);
  const format = choices.format === undefined ? byFile : findFormat(choices.format);
  if (format !== undefined) return format;
  if (choices.format !== undefined && looksLikePath(choices.format)) return choices.format;
  if (choices.format !== undefined) {
    const known = formats.flatMap(({ id, aliases }) => [id, ...aliases]);
    const close = nearest(choices.format, known);
    const guess = close === undefined ? "" : `did you mean ${close}? `;
    throw usageError(
      `there is no format "${choices.format}"`,
      `${guess}choose ${known.join(", ")}, or give the path of a module: ./my.js`,
    );
  }
  return knownFormat(writesToTerminal(choices, context) ? "table" : "ndjson");
}

/** A record a line, and all of it: what an archive has. */
export async function wholeRecords(): Promise<Formatter> {
  const create = await knownFormat("ndjson").load();
  return create({ columns: undefined, schema: "audit", escapeFormulas: true, terminal: undefined });
}

function knownFormat(id: "ndjson" | "table"): FormatDefinition {
  const format = findFormat(id);
  if (format === undefined) throw new ExportError("unexpected", `the format ${id} is not registered`);
  return format;
}

/** Where the records go. `-` is standard output, as everywhere. */
export async function openOutput(choices: Choices, context: CliContext): Promise<Output> {
  return writesToStdout(choices)
    ? createStdoutOutput(context.stdout)
    : createFileOutput(resolve(context.directory, choices.output ?? ""), context.onExit);
}

export function writesToTerminal(choices: Choices, context: CliContext): boolean {
  if (writesToStdout(choices)) return context.stdout.isTTY === true;
  return isTerminal(resolve(context.directory, choices.output ?? ""));
}

/** A file has none, by whatever name: it is read by more than terminals. */
function paintsOutput(choices: Choices, context: CliContext): boolean {
  const isTerminal = writesToTerminal(choices, context);
  if (!isTerminal && (!writesToStdout(choices) || context.stdoutIsFile)) return false;
  return hasColor(choices.color, context.env, isTerminal);
}

export function writesToStdout(choices: Choices): boolean {
  return choices.output === undefined || choices.output === "-" || choices.output === "/dev/stdout";
}
