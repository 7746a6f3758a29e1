import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { resultName } from "../core/errors.ts";
import type { OptionValues } from "../core/source-definition.ts";
import { noTotals, type Totals } from "../core/totals.ts";
import { createFileOutput } from "../outputs/file.ts";
import type { RunLog } from "./log.ts";
import { metricsText, toSample } from "./metrics.ts";
import type { reportOptions } from "./shared-options.ts";

/** What a run came to, for those who watch it. */
export interface RunReport {
  readonly source: string;
  readonly command: string;
  readonly started: Date;
  readonly ended: Date;
  readonly exit: number;
  readonly totals: Readonly<Totals> | undefined;
  /** Of a run that goes on from an earlier one: its archive or its checkpoint, and what it came to if it was committed. */
  readonly archive:
    | {
        readonly path: string;
        readonly run: number | null;
        readonly coveredUntil: string | null;
        /** Events that came after their time had been read. */
        readonly late: number;
      }
    | undefined;
}

/**
 * Writes the reports that the options ask for, each whole or not at all.
 *
 * @throws ExportError (output)
 */
export async function writeReports(
  { summary, metrics }: OptionValues<typeof reportOptions>,
  report: RunReport,
  directory: string,
  log: RunLog,
): Promise<void> {
  const figures = toSummary(report, log);
  const { source, command } = report;
  const written = await Promise.allSettled([
    writeReport(directory, summary, () => `${JSON.stringify(figures, undefined, 1)}\n`),
    writeReport(directory, metrics, (before) => metricsText([toSample({ source, command }, report, figures)], before)),
  ]);
  for (const { reason } of written.filter((result) => result.status === "rejected")) throw reason;
}

/** Writes a report whole, or not at all; what stood there before is known to its maker. */
export async function writeReport(
  directory: string,
  file: string | undefined,
  textAfter: (before: string) => string,
): Promise<void> {
  if (file === undefined) return;
  const path = resolve(directory, file);
  // A pipe would be waited for.
  const before = await stat(path).then(
    (found) => (found.isFile() ? readFile(path, "utf8") : ""),
    () => "",
  );
  const output = await createFileOutput(path);
  try {
    await output.write(textAfter(before));
    await output.commit();
  } catch (error) {
    await output.abort();
    throw error;
  }
}

function toSummary({ source, command, started, ended, exit, totals, archive }: RunReport, log: RunLog) {
  const { records, known, duplicates, pages, complete, failures, strays, unknown } = totals ?? noTotals();
  return {
    source,
    command,
    started: started.toISOString(),
    ended: ended.toISOString(),
    exit,
    result: resultName(exit),
    records,
    known,
    duplicates,
    strays,
    pages,
    slices: { complete, unread: failures.length },
    failures: failures.map(({ slice, error }) => ({
      slice: slice === undefined ? null : log.clean(slice.label),
      code: error.code,
      message: log.clean(error.message),
    })),
    unknown: Object.fromEntries([...unknown].map(([name, times]) => [log.clean(name), times])),
    archive: archive ?? null,
  };
}
