import type { Command } from "commander";
import { stopwatch } from "../core/clock.ts";
import { soonAfterAbort, unlessAborted } from "../core/abort.ts";
import { runExport } from "../core/engine.ts";
import { ExportError, exitCodes, OutputClosedError, unexpectedError, usageError } from "../core/errors.ts";
import type { OptionValues, SourceContext, ExportDefinition } from "../core/source-definition.ts";
import type { Totals } from "../core/totals.ts";
import type { Source } from "../core/types.ts";
import type { ResumedExport } from "./resumed-export.ts";
import { checkArchiveOptions, wholly } from "./archive-options.ts";
import { parseWhere } from "../formats/where.ts";
import { withConfig } from "./config/read.ts";
import { suitedLooks } from "./chosen-looks.ts";
import { hasColor } from "./color.ts";
import type { CliContext } from "./context.ts";
import { chooseFormatter, openOutput, wholeRecords, writesToStdout, writesToTerminal } from "./destination.ts";
import { createLog, looksOf, type LogSettings, type RunLog, secretsOf } from "./log.ts";
import { helpHint, readOptions } from "./options.ts";
import { chooseOrder } from "./order.ts";
import { noProgress, type Progress, startProgress } from "./progress.ts";
import { toWindow } from "./reading-window.ts";
import { checkReportPaths } from "./report-paths.ts";
import { eventNames, reportEarlyEnd, reportResult } from "./result.ts";
import { fileOptions, messageOptions, sharedOptions } from "./shared-options.ts";

type Choices = OptionValues<typeof sharedOptions>;

/** Milliseconds that a request may be silent unless --timeout says otherwise. */
const defaultTimeout = 30_000;

/**
 * Milliseconds that a run has for its clean end when it is asked for one. Not all of it can be told to stop: the opening of
 * a named pipe, the reading of a configuration file, a formatter of the user's own.
 */
const patience = 500;

/** How far a run is. */
interface RunState {
  progress: Progress;
  /** What the output has taken; left out before the first step. */
  delivered?: Readonly<Totals>;
  /** Where it goes on from an earlier one. */
  resumed?: ResumedExport;
}

/** Runs one export from its parsed command to its exit code. */
export async function runExportCommand(
  sourceId: string,
  definition: ExportDefinition,
  command: Command,
  world: CliContext,
): Promise<number> {
  const begun = world.now();
  const started = stopwatch();
  const state: RunState = { progress: noProgress };
  const configured = await configure(command, sourceId, world);
  const { context } = configured;
  const log = createRunLog(command, context, state);
  const exit = await runToItsEnd();
  return leaveReports(exit);

  async function runToItsEnd(): Promise<number> {
    try {
      if (configured.failure !== undefined) throw configured.failure;
      const exported = exportAll(sourceId, definition, command, context, log, state);
      const totals = await soonAfterAbort(context.signal, patience, exported);
      state.progress.stop();
      return reportResult(totals, definition, secondsSince(started), log);
    } catch (error) {
      state.progress.stop();
      // Ctrl-C ends a whole pipeline: the reader may be gone a moment before us.
      const reason: unknown = context.signal.aborted ? context.signal.reason : error;
      if (reason instanceof OutputClosedError) return 0;
      return reportEarlyEnd(toFailure(reason, command), state.delivered, definition, secondsSince(started), log);
    }
  }

  /** Those who watch the runs hear of failures too; and a report that cannot be written is one. */
  async function leaveReports(code: number): Promise<number> {
    try {
      const reports = readOptions(command, fileOptions, context, begun);
      if (reports.summary === undefined && reports.metrics === undefined) return code;
      await checkReportPaths(reports, context.directory);
      const { writeReports } = await import("./reports.ts");
      const report = {
        source: sourceId,
        command: definition.id,
        started: begun,
        ended: context.now(),
        exit: code,
        totals: state.delivered,
        archive: state.resumed?.report(),
      };
      await unlessAborted(context.signal, writeReports(reports, report, context.directory, log));
      return code;
    } catch (error) {
      const failure = toFailure(error, command);
      // What was typed wrong has been said.
      if (failure.code !== "usage") log.error(failure);
      return code === 0 ? exitCodes[failure.code] : code;
    }
  }
}

/** Without what the file says, where it cannot be read: its failure is to be reported as those of the run are. */
async function configure(
  command: Command,
  sourceId: string,
  context: CliContext,
): Promise<{ readonly context: CliContext; readonly failure?: unknown }> {
  try {
    return { context: await withConfig(command, sourceId, context) };
  } catch (failure) {
    return { context, failure };
  }
}

async function exportAll(
  sourceId: string,
  definition: ExportDefinition,
  command: Command,
  context: CliContext,
  log: RunLog,
  state: RunState,
): Promise<Totals> {
  const now = context.now();
  const given = readOptions(command, sharedOptions, context, now);
  checkArchiveOptions(given, definition, command);
  await checkReportPaths(given, context.directory);
  const isArchived = given.archive !== undefined;
  const goesOn = isArchived || given.checkpoint !== undefined;
  const choices = goesOn ? wholly(given) : given;
  const sourceOptions = readOptions(command, definition.options, context, now);
  const window = toWindow(choices, definition.defaultSince, now);
  const pageSize = toPageSize(definition, choices.pageSize);
  // Before anything is sent: it may be written wrong.
  const where = choices.where === undefined ? {} : { where: parseWhere(choices.where) };
  const formatter = isArchived
    ? await wholeRecords()
    : await chooseFormatter(suitedLooks(choices, command, context), definition, context);
  if (leavesTerminal(choices, context)) {
    const subject = { label: sourceId, unit: definition.unit, noun: definition.lists ?? eventNames };
    state.progress = await startProgress(subject, choices, context);
    // In order of time all is read, and the limit is of what comes then.
    if (choices.sort === undefined) state.progress.update({ mostRecords: choices.limit });
  }
  const source = await definition.open(
    goesOn ? wholly(sourceOptions) : sourceOptions,
    toSourceContext(context, choices, log),
  );
  let resumed: ResumedExport | undefined;
  try {
    if (isArchived) {
      const { openArchiveExport } = await import("./archive-export.ts");
      resumed = await openArchiveExport(sourceId, definition, choices, source, context, log);
    } else if (choices.checkpoint !== undefined) {
      const { openCheckpointExport } = await import("./checkpoint-export.ts");
      resumed = await openCheckpointExport(sourceId, definition, choices, source, context, log);
    }
    if (resumed !== undefined) state.resumed = resumed;
    const output = resumed?.output ?? (await openOutput(choices, context));
    const target = resumed ?? { source, query: { window } };
    return await runExport({
      ...target,
      formatter,
      output,
      sourceId,
      query: { ...target.query, pageSize },
      ...where,
      limit: choices.limit,
      concurrency: toConcurrency(definition, choices, pageSize),
      ...(await chooseOrder(choices, formatter, context)),
      signal: context.signal,
      onProgress(totals) {
        // The engine goes on counting in it.
        state.delivered = { ...totals };
        const { done, share, held, filtered, known } = totals;
        const records = totals.records + held;
        state.progress.update({ done, share, records, read: records + filtered + known });
      },
      onListing: state.progress.update,
    });
  } finally {
    await resumed?.close();
    await closeQuietly(source, log);
  }
}

function createRunLog(command: Command, context: CliContext, state: Readonly<RunState>): RunLog {
  const settings: Omit<LogSettings, "level" | "format"> = {
    secrets: secretsOf(context.env),
    now: context.now,
    write: (line) => void context.stderr.write(line),
    meanwhile: (...note) => state.progress.meanwhile(...note),
  };
  try {
    const choices = readOptions(command, messageOptions, context, context.now());
    const color = hasColor(choices.color, context.env, context.stderr.isTTY === true);
    return createLog({ ...settings, ...looksOf(choices), color });
  } catch {
    // A malformed message option is reported when all options are read; that report needs a log.
    return createLog({ ...settings, level: "normal", format: "text" });
  }
}

export function toPageSize({ id, pageSize }: ExportDefinition, asked: number | undefined): number {
  if (pageSize === undefined || asked === undefined) return pageSize?.default ?? 0;
  if (asked <= pageSize.maximum) return asked;
  throw usageError(
    `--page-size is 1 to ${pageSize.maximum} for ${id}, not ${asked}`,
    "the service gives no more at once",
  );
}

/** No more slices at once than a limit needs pages: what is read ahead of it is read for nothing. */
function toConcurrency(
  definition: ExportDefinition,
  { concurrency, limit, where, sort }: Choices,
  pageSize: number,
): number {
  const readsAll = limit === undefined || where !== undefined || sort !== undefined || pageSize === 0;
  const enough = readsAll ? Infinity : Math.ceil(limit / pageSize);
  return Math.min(concurrency ?? definition.concurrency, enough);
}

export function toSourceContext(context: CliContext, choices: Choices, log: RunLog): SourceContext {
  return {
    env: context.env,
    get stdin() {
      return context.stdin;
    },
    log,
    maxAttempts: choices.maxAttempts,
    timeout: choices.timeout === undefined ? defaultTimeout : choices.timeout * 1000,
    now: context.now,
    version: context.version,
  };
}

/** Whether the terminal, if there is one, is free: the records run down it neither by themselves nor by way of jq or less. */
function leavesTerminal(choices: Choices, context: CliContext): boolean {
  if (choices.archive !== undefined) return true;
  return writesToStdout(choices) ? context.stdoutIsFile : !writesToTerminal(choices, context);
}

function secondsSince(started: number): number {
  return (stopwatch() - started) / 1000;
}

export async function closeQuietly(source: Source, log: RunLog): Promise<void> {
  try {
    await source.close?.();
  } catch (error) {
    log.debug(`closing the source: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function toFailure(error: unknown, command: Command): ExportError {
  if (error instanceof ExportError && (error.hint !== undefined || error.code !== "usage")) return error;
  if (error instanceof ExportError) return usageError(error.message, helpHint(command));
  return unexpectedError(error);
}
