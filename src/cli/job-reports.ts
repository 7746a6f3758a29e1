import { resultName } from "../core/errors.ts";
import type { OptionValues } from "../core/source-definition.ts";
import type { Job } from "./config/jobs.ts";
import { metricsText, type Sample } from "./metrics.ts";
import { writeReport } from "./reports.ts";
import type { reportOptions } from "./shared-options.ts";

/** What one job came to. */
export interface JobResult {
  readonly name: string;
  readonly command: readonly string[];
  readonly started: Date;
  readonly ended: Date;
  readonly seconds: number;
  readonly exit: number;
  /** What the job says of itself; undefined where it ended before it could. */
  readonly summary: Summary | undefined;
}

/** What is read of it here; the rest goes as it is into the run's own summary. */
interface Summary {
  readonly records: number;
  readonly known: number;
  readonly duplicates: number;
  readonly pages: number;
  readonly slices: { readonly complete: number; readonly unread: number };
  readonly archive: { readonly path: string; readonly coveredUntil: string | null; readonly late: number } | null;
}

export function jobReport(
  { name, command }: Job,
  { started, ended, code }: { readonly started: Date; readonly ended: Date; readonly code: number },
  summary: unknown,
): JobResult {
  const seconds = (ended.getTime() - started.getTime()) / 1000;
  // The file is our own program's, of the same version.
  return { name, command, started, ended, seconds, exit: code, summary: summary as Summary | undefined };
}

/** @throws ExportError (output) */
export async function writeJobReports(
  { summary, metrics }: OptionValues<typeof reportOptions>,
  run: { readonly started: Date; readonly ended: Date; readonly exit: number; readonly results: readonly JobResult[] },
  directory: string,
): Promise<void> {
  const document = {
    started: run.started.toISOString(),
    ended: run.ended.toISOString(),
    exit: run.exit,
    result: resultName(run.exit),
    jobs: run.results.map(({ name, exit, summary: own }) => ({
      name,
      exit,
      result: resultName(exit),
      summary: own ?? null,
    })),
  };
  await writeReport(directory, summary, () => `${JSON.stringify(document, undefined, 1)}\n`);
  await writeReport(directory, metrics, (before) => metricsText(run.results.map(sampleOf), before));
}

function sampleOf({ name, command: [source = "", further], started, ended, exit, summary }: JobResult): Sample {
  const { archive } = summary ?? { archive: null };
  const values =
    summary === undefined
      ? {}
      : {
          records: summary.records,
          known_records: summary.known,
          duplicate_records: summary.duplicates,
          pages: summary.pages,
          slices_complete: summary.slices.complete,
          slices_unread: summary.slices.unread,
          ...(archive === null ? {} : { late_records: archive.late }),
        };
  return {
    labels: { job: name, source, command: further ?? source, ...(archive === null ? {} : { archive: archive.path }) },
    started,
    ended,
    exit,
    values,
    coveredUntil: archive?.coveredUntil ?? null,
  };
}
