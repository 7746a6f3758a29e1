import type { Command } from "commander";
import { unlessAborted } from "../core/abort.ts";
import { emptyEvent } from "../core/empty-event.ts";
import { usageError } from "../core/errors.ts";
import { valueAt } from "../core/json-text.ts";
import type { OptionValues } from "../core/source-definition.ts";
import { compareInstants, isWithin } from "../core/time.ts";
import type { AuditRecord } from "../core/types.ts";
import { parseWhere } from "../formats/where.ts";
import { createStdoutOutput } from "../outputs/stdout.ts";
import type { CliContext } from "./context.ts";
import { chooseFormatter } from "./destination.ts";
import type { RunLog } from "./log.ts";
import { readOptions } from "./options.ts";
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
  const isWanted = conditionOf(choices);
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
    await print(context, [chartText(tally, sections, looksIn(context))]);
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
function conditionOf({ since, until, where }: Choices): (record: AuditRecord, line: string) => boolean {
  if (since !== undefined && until !== undefined && compareInstants(since, until) >= 0) {
    throw usageError(`--since ${since} is not before --until ${until}`);
  }
  const window = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  const holds = where === undefined ? undefined : parseWhere(where);
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
  return async (texts) => {
    const rows = texts.map((text): AuditRecord => {
      return { ...emptyEvent, schema: "audit-export/1", source: "", id: "", scope: {}, raw: JSON.parse(text) };
    });
    await print(context, [formatter.begin?.() ?? "", formatter.format(rows, texts), formatter.end?.() ?? ""]);
  };
}

async function print(context: CliContext, texts: readonly string[]): Promise<void> {
  const output = createStdoutOutput(context.stdout);
  await output.write(texts);
  await output.commit();
}

/** A terminal that says nothing of its width has the 80 columns that every terminal had. */
function looksIn({ stdout, env, platform }: CliContext): Parameters<typeof chartText>[2] {
  const locale = [env["LC_ALL"], env["LC_CTYPE"], env["LANG"]].find((value) => (value ?? "") !== "") ?? "";
  const isUtf8 = platform === "win32" || /utf-?8/i.test(locale);
  // The console of Linux has no halves of blocks.
  const isPlain = env["TERM"] === "dumb" || env["TERM"] === "linux";
  return { room: stdout.isTTY === true ? (stdout.columns ?? 80) : undefined, isAscii: !isUtf8 || isPlain };
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
