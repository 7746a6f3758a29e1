import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { type ErrorCode, ExportError, exitCodes, resultName, systemCode, usageError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import type { OptionValues } from "../core/source-definition.ts";
import { runChild, signalCode } from "./child.ts";
import type { Job } from "./config/jobs.ts";
import { readConfig } from "./config/read.ts";
import { profileVariable, settingOf } from "./config/configured.ts";
import type { Config } from "./config/file.ts";
import type { CliContext } from "./context.ts";
import { jobReport, type JobResult, writeJobReports } from "./job-reports.ts";
import type { RunLog } from "./log.ts";
import { readOptions } from "./options.ts";
import { print } from "./print.ts";
import { checkReportPaths } from "./report-paths.ts";
import { reporting } from "./reporting.ts";
import { writeReport } from "./reports.ts";
import { counted } from "./result.ts";
import { messageOptions, runOptions } from "./shared-options.ts";
import { shellWord } from "./shell-word.ts";

/** Runs the jobs of the configuration file, one after the other, each as a command of its own; gives the worst exit code. */
export function runJobsCommand(names: readonly string[], command: Command, context: CliContext): Promise<number> {
  return reporting(command, context, async (log) => {
    const started = context.now();
    const choices = readOptions(command, runOptions, context, started);
    const config = await readConfig(command, context);
    if (config === undefined) {
      throw new ExportError("config", "there is no configuration file with jobs", {
        hint: "audit-export run --help shows one; --config names another",
      });
    }
    await checkReportPaths(choices, context.directory);
    const jobs = chosenJobs(config.jobs, names, config.path);
    if (choices.dryRun === true) return showJobs(jobs, context);
    const messages = messageParameters(readOptions(command, messageOptions, context, started));
    const results: JobResult[] = [];
    for (const [index, job] of jobs.entries()) {
      if (context.signal.aborted) break;
      log.summary(`job ${index + 1} of ${jobs.length}: ${job.name}`, { job: job.name });
      results.push(await runJob(job, config, messages, context));
    }
    const code = context.signal.aborted ? signalCode(context.signal) : worstOf(results.map(({ exit }) => exit));
    report(results, jobs.length, code, log);
    await writeJobReports(choices, { started, ended: context.now(), exit: code, results }, context.directory);
    return code;
  });
}

/** @throws ExportError (usage) for a job that there is none of, (config) where there are none at all */
function chosenJobs(jobs: readonly Job[], names: readonly string[], path: string): readonly Job[] {
  if (jobs.length === 0) {
    throw new ExportError("config", `${path} has no jobs`, { hint: "audit-export run --help shows one: [[job]]" });
  }
  if (names.length === 0) return jobs;
  const known = jobs.map(({ name }) => name);
  return [...new Set(names)].map((name) => {
    const job = jobs.find((candidate) => candidate.name === name);
    if (job !== undefined) return job;
    const close = nearest(name, known);
    throw usageError(
      `there is no job "${name}" in ${path}`,
      close === undefined ? `it has ${known.join(", ")}` : `did you mean ${close}?`,
    );
  });
}

async function showJobs(jobs: readonly Job[], context: CliContext): Promise<number> {
  const lines = jobs.map(({ name, command, profile, parameters, environment }) => {
    const chosen = profile === undefined ? environment : { [profileVariable]: profile, ...environment };
    const variables = Object.entries(chosen).map(([variable, value]) => `${variable}=${shellWord(value)}`);
    return `# ${name}\n${[...variables, "audit-export", ...command, ...parameters.map(shellWord)].join(" ")}\n`;
  });
  await print(lines, context);
  return 0;
}

/**
 * One job, in a process of its own: what an SDK keeps for a process, an identity or a lot of memory, does not go from one job to
 * the next, and one that ends in an unforeseen way ends alone. What it came to it says in a file that was not there before.
 */
async function runJob(job: Job, config: Config, messages: readonly string[], context: CliContext): Promise<JobResult> {
  const folder = await temporaryFolder();
  try {
    const summary = join(folder, "summary.json");
    const { AUDIT_EXPORT_SUMMARY: _summary, AUDIT_EXPORT_METRICS: _metrics, ...inherited } = context.env;
    const env = { ...inherited, ...job.environment, ...environmentFor(job, config) };
    const parameters = [...job.command, ...job.parameters, ...messages, `--summary=${summary}`];
    const { node, script } = context.program;
    const started = context.now();
    const end = await runChild(node, [script, ...parameters], env, context, { isApart: true });
    const text = await readFile(summary, "utf8").catch(() => undefined);
    const wanted = settingOf(job, config, "summary", context.env);
    if (text !== undefined && wanted !== undefined) await writeReport(context.directory, wanted, () => text);
    return jobReport(job, { started, ended: context.now(), ...end }, text === undefined ? undefined : JSON.parse(text));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function environmentFor({ profile }: Job, { path }: Config): Readonly<Record<string, string>> {
  return { AUDIT_EXPORT_CONFIG: path, ...(profile === undefined ? {} : { [profileVariable]: profile }) };
}

async function temporaryFolder(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), "audit-export-run-"));
  } catch (error) {
    throw new ExportError(
      "output",
      `could not make a folder in ${tmpdir()}: ${systemCode(error) ?? "unknown reason"}`,
      {
        hint: "make room there, or name another directory with TMPDIR",
        cause: error,
      },
    );
  }
}

/** What was said of the messages of the run holds for those of its jobs. */
function messageParameters({
  quiet,
  verbose,
  debug,
  logFormat,
  color,
}: OptionValues<typeof messageOptions>): readonly string[] {
  return [
    ...(quiet === true ? ["--quiet"] : []),
    ...(verbose === true ? ["--verbose"] : []),
    ...(debug === true ? ["--debug"] : []),
    ...(logFormat === undefined ? [] : [`--log-format=${logFormat}`]),
    ...(color === false ? ["--no-color"] : []),
  ];
}

/**
 * The worst first: what nobody has foreseen, then what somebody must mend before the job can do what it should, then what
 * is missing, and last what may pass by itself. Signals go before all: the run did not come to its end.
 */
const severity: readonly ErrorCode[] = [
  "interrupted",
  "terminated",
  "unexpected",
  "verification",
  "output",
  "config",
  "usage",
  "auth",
  "notFound",
  "incomplete",
  "temporary",
];

/** The exit code for several runs; one that is none of ours is the worst. */
export function worstOf(codes: readonly number[]): number {
  const failed = codes.filter((code) => code !== 0);
  const foreign = failed.find((code) => !severity.some((name) => exitCodes[name] === code));
  if (foreign !== undefined) return foreign;
  const worst = severity.find((name) => failed.includes(exitCodes[name]));
  return worst === undefined ? 0 : exitCodes[worst];
}

function report(results: readonly JobResult[], jobs: number, exit: number, log: RunLog): void {
  const complete = results.filter((result) => result.exit === 0).length;
  for (const { name, exit: code } of results.filter((result) => result.exit !== 0)) {
    const failure = `job ${name} ended with ${code}, ${resultName(code)}`;
    log.error(
      new ExportError("incomplete", failure, {
        hint: `its messages stand above; audit-export run ${shellWord(name)} runs it alone`,
      }),
    );
  }
  const records = results.reduce((sum, result) => sum + (result.summary?.records ?? 0), 0);
  log.summary(`${complete} of ${counted(jobs, ["job", "jobs"])} complete, ${counted(records, ["record", "records"])}`, {
    jobs: results.map(({ name, exit: code, summary }) => ({ name, exit: code, records: summary?.records ?? null })),
    exit,
  });
  const width = Math.max(0, ...results.map(({ name }) => name.length));
  if (log.isText && results.length > 1) {
    for (const { name, exit: code, summary, seconds } of results) {
      const read = summary === undefined ? "" : `, ${counted(summary.records, ["record", "records"])}`;
      log.summary(`  ${name.padEnd(width)}  ${resultName(code)}${read}, ${seconds.toFixed(1)} s`, {});
    }
  }
}
