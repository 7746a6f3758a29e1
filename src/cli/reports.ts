import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { exitCodes } from "../core/errors.ts";
import type { OptionValues } from "../core/source-definition.ts";
import { noTotals, type Totals } from "../core/totals.ts";
import { createFileOutput } from "../outputs/file.ts";
import type { RunLog } from "./log.ts";
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
  const written = await Promise.allSettled([
    write(directory, summary, () => `${JSON.stringify(toSummary(report, log), undefined, 1)}\n`),
    write(directory, metrics, (before) => toMetrics(report, before)),
  ]);
  for (const { reason } of written.filter((result) => result.status === "rejected")) throw reason;
}

async function write(
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
    result: Object.entries(exitCodes).find(([, code]) => code === exit)?.[0] ?? "complete",
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

const prefix = "audit_export";
const lastSuccess = `${prefix}_last_success_timestamp_seconds`;

/** The text format of Prometheus: https://prometheus.io/docs/instrumenting/exposition_formats. */
function toMetrics({ source, command, started, ended, exit, totals, archive }: RunReport, before: string): string {
  const { records, known, duplicates, pages, complete, failures } = totals ?? noTotals();
  const labels = { source, command, ...(archive === undefined ? {} : { archive: archive.path }) };
  const succeeded = exit === 0 ? seconds(ended) : valueOf(before, lastSuccess);
  const coveredUntil = archive?.coveredUntil ?? null;
  const gauges: readonly (readonly [name: string, help: string, value: number | undefined])[] = [
    ["exit_code", "Exit code of the last run", exit],
    ["last_run_timestamp_seconds", "When the last run ended", seconds(ended)],
    ["last_success_timestamp_seconds", "When a run last ended with 0", succeeded],
    ["duration_seconds", "How long the last run took", seconds(ended) - seconds(started)],
    ["records", "Records that the last run delivered", records],
    ["known_records", "Events that an earlier run had delivered", known],
    ["duplicate_records", "Events that the service gave twice", duplicates],
    ["pages", "Pages that the last run read", pages],
    ["slices_complete", "Cases or windows that the last run read to their end", complete],
    ["slices_unread", "Cases or windows that the last run could not read", failures.length],
    ["late_records", "Events that came after their time had been read", archive?.late],
    [
      "covered_until_timestamp_seconds",
      "Time until which the archive is complete",
      coveredUntil === null ? undefined : Date.parse(coveredUntil) / 1000,
    ],
  ];
  return gauges
    .filter(([, , value]) => value !== undefined)
    .map(([name, help, value]) => {
      const full = `${prefix}_${name}`;
      return `# HELP ${full} ${help}.\n# TYPE ${full} gauge\n${full}{${labelsText(labels)}} ${value}\n`;
    })
    .join("");
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replaceAll(/[\\"\n]/g, (character) => escapes[character] ?? character)}"`)
    .join(",");
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': String.raw`\"`, "\n": String.raw`\n` };

function seconds(date: Date): number {
  return date.getTime() / 1000;
}

/** The value that a metric had in the file before: of the last success, which a failure does not undo. */
function valueOf(text: string, name: string): number | undefined {
  const line = text.split("\n").find((candidate) => candidate.startsWith(`${name}{`));
  const value = line === undefined ? Number.NaN : Number(line.slice(line.lastIndexOf(" ") + 1));
  return Number.isFinite(value) ? value : undefined;
}
