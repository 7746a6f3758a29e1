import type { Command } from "commander";
import { unlessAborted } from "../core/abort.ts";
import { usageError } from "../core/errors.ts";
import { valueAt } from "../core/json-text.ts";
import type { OptionValues } from "../core/source-definition.ts";
import { isWithin } from "../core/time.ts";
import type { AuditRecord } from "../core/types.ts";
import { parseWhere } from "../formats/where.ts";
import type { CliContext } from "./context.ts";
import { chooseFormatter } from "./destination.ts";
import type { RunLog } from "./log.ts";
import { readOptions } from "./options.ts";
import { print, printRows } from "./print.ts";
import { toWindow } from "./reading-window.ts";
import { reporting } from "./reporting.ts";
import { counted } from "./result.ts";
import { summarizeOptions } from "./shared-options.ts";
import { chartText, headText } from "./summarize/chart.ts";
import { type Dimension, parseDimension } from "./summarize/dimensions.ts";
import { readInputs } from "./summarize/inputs.ts";
import { parseRecord } from "./summarize/parse-record.ts";
import { rowColumns, rowTexts } from "./summarize/rows.ts";
import { toSection } from "./summarize/sections.ts";
import { createTally, type Tally } from "./summarize/tally.ts";
import { showsUnicode } from "./terminal-looks.ts";

type Choices = OptionValues<typeof summarizeOptions>;

/** Counts the records of files, archives or standard input, and shows what they are made of. Nothing is shown before all is read. */
export function runSummarizeCommand(paths: readonly string[], command: Command, context: CliContext): Promise<number> {
  return reporting(command, context, async (log) => {
    const choices = readOptions(command, summarizeOptions, context, context.now());
    await unlessAborted(context.signal, summarize(paths, choices, context, log));
    return 0;
  });
}

async function summarize(paths: readonly string[], choices: Choices, context: CliContext, log: RunLog): Promise<void> {
  const isWanted = conditionOf(choices, context.now());
  const isTable = (choices.format ?? (context.stdout.isTTY === true ? "table" : "ndjson")) === "table";
  // A format that there is none of is told before all is read.
  const writeRows = isTable ? undefined : await rowWriter(choices, context);
  const tally = createTally(dimensionsOf(choices));
  await readInputs(paths, context, (line) => {
    const record = parseRecord(line);
    if (isWanted(record, line)) tally.add(record, () => eventOf(line));
  });
  if (writeRows === undefined) {
    const sections = tally.counts().map(({ dimension, groups }) => toSection(dimension, groups, choices.top));
    await print(chartText(tally, sections, looksIn(context)), context);
  } else {
    const { count } = tally.all;
    await writeRows(tally.counts().flatMap(({ dimension, groups }) => rowTexts(dimension, groups, count, choices.top)));
  }
  report(tally, isTable, log);
}

/** The dimensions asked for; a name that comes twice would be counted twice. */
function dimensionsOf({ by = ["actor", "action", "day"] }: Choices): readonly Dimension[] {
  const twice = by.find((name, index) => by.indexOf(name) !== index);
  if (twice !== undefined) throw usageError(`--by names "${twice}" twice`, "name each once");
  return by.map(parseDimension);
}

/** As exports have it: a record without a time may lie within, and is counted rather than lost. */
function conditionOf(choices: Choices, now: Date): (record: AuditRecord, line: string) => boolean {
  const window = toWindow(choices, undefined, now);
  const holds = choices.where === undefined ? undefined : parseWhere(choices.where);
  return (record, line) => {
    if (record.time !== null && !isWithin(window, record.time)) return false;
    return holds === undefined || holds(record, eventOf(line));
  };
}

/** The event's own text: parsing has rounded large numbers. */
function eventOf(line: string): string {
  return valueAt(line, ["raw"]) ?? "null";
}

async function rowWriter(choices: Choices, context: CliContext): Promise<(texts: readonly string[]) => Promise<void>> {
  const { format = "ndjson" } = choices;
  const fields = format === "csv" ? { fields: rowColumns } : {};
  const formatter = await chooseFormatter({ format, schema: "raw", ...fields }, {}, context);
  return (texts) => printRows(formatter, texts, context);
}

/** A terminal that says nothing of its width has the 80 columns that every terminal had. */
function looksIn(context: CliContext): Parameters<typeof chartText>[2] {
  const { stdout, env } = context;
  return {
    room: stdout.isTTY === true ? (stdout.columns ?? 80) : undefined,
    // The console of Linux has no halves of blocks.
    isAscii: !showsUnicode(context) || env["TERM"] === "linux",
  };
}

/** A table begins with what the last line of other formats says on stderr. */
function report(tally: Tally, isTable: boolean, log: RunLog): void {
  const { all, sources, repeated } = tally;
  if (repeated > 0) {
    log.warn(`${counted(repeated, ["record has", "records have"])} the source and id of another; all are counted`);
  }
  if (isTable) return;
  const { count: records, first, last } = all;
  log.summary(headText(tally), { records, sources: sources.size, first, last, repeated, exit: 0 });
}
