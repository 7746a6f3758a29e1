import { resultName } from "../core/errors.ts";
import type { OptionValues } from "../core/source-definition.ts";
import type { Job } from "./config/jobs.ts";
import { metricsText, type RunFigures, type Sample, toSample } from "./metrics.ts";
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
  /** What the job says of itself, of which this is read here; undefined where it ended before it could. */
  readonly summary: RunFigures | undefined;
}

export function jobReport(
  { name, command }: Job,
  { started, ended, code }: { readonly started: Date; readonly ended: Date; readonly code: number },
  summary: unknown,
): JobResult {
  const seconds = (ended.getTime() - started.getTime()) / 1000;
  // The file is our own program's, of the same version.
  return { name, command, started, ended, seconds, exit: code, summary: summary as RunFigures | undefined };
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

function sampleOf(result: JobResult): Sample {
  const [source = "", further] = result.command;
  return toSample({ job: result.name, source, command: further ?? source }, result, result.summary);
}
