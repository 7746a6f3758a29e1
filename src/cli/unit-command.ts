import { mkdir } from "node:fs/promises";
import { dirname, isAbsolute, resolve } from "node:path";
import type { Command } from "commander";
import { ExportError, usageError } from "../core/errors.ts";
import { settingOf } from "./config/configured.ts";
import type { Config } from "./config/file.ts";
import { usualPath } from "./config/location.ts";
import type { Job } from "./config/jobs.ts";
import { readConfig } from "./config/read.ts";
import type { CliContext } from "./context.ts";
import { readOptions } from "./options.ts";
import { print } from "./print.ts";
import { reporting } from "./reporting.ts";
import { writeReport } from "./reports.ts";
import { type Scheduler, unitOptions } from "./shared-options.ts";
import { cronTab } from "./units/cron.ts";
import { kubernetesCronJob } from "./units/kubernetes.ts";
import { parseClock, type Schedule } from "./units/schedule.ts";
import { systemdUnits } from "./units/systemd.ts";

/** Where the file stands in a container, as the mount of the CronJob has it. */
const configInContainer = "/etc/audit-export/config.toml";

/** Prints a schedule that runs the jobs of the configuration file, or writes its files into a directory. */
export function runUnitCommand(
  scheduler: Scheduler,
  names: readonly string[],
  command: Command,
  context: CliContext,
): Promise<number> {
  return reporting(command, context, async (log) => {
    const choices = readOptions(command, unitOptions, context, context.now());
    const config = await readConfig(command, context);
    if (config === undefined) log.warn("there is no configuration file yet: audit-export run --help shows one");
    const unknown = names.find((name) => config?.jobs.some((job) => job.name === name) !== true);
    if (unknown !== undefined)
      throw usageError(
        `there is no job "${unknown}" in the configuration file`,
        "audit-export run --dry-run shows them",
      );
    const jobs = (config?.jobs ?? []).filter(({ name }) => names.length === 0 || names.includes(name));
    const path =
      scheduler === "kubernetes" ? configInContainer : (config?.path ?? usualPath(context) ?? configInContainer);
    const schedule: Schedule = {
      every: choices.every === "hour" || choices.every === "week" ? choices.every : "day",
      ...parseClock(choices.at ?? "02:15"),
      program: [context.program.node, resolve(context.directory, context.program.script)],
      parameters: ["run", ...new Set(names), "--config", path, "--quiet"],
      writes: config === undefined ? [] : [...new Set(jobs.flatMap((job) => directoriesOf(job, config, context.env)))],
      user: choices.user ?? "audit-export",
      image: choices.image ?? `audit-export:${context.version}`,
    };
    checkCharacters(schedule);
    const files = filesOf(scheduler, schedule);
    if (choices.output === undefined) await print(listing(files), context);
    else {
      const folder = resolve(context.directory, choices.output);
      // What cannot be made is told by the first file.
      await mkdir(folder, { recursive: true }).catch(() => undefined);
      for (const [name, text] of Object.entries(files)) await writeReport(folder, name, () => text);
    }
    return 0;
  });
}

function filesOf(scheduler: Scheduler, schedule: Schedule): Readonly<Record<string, string>> {
  switch (scheduler) {
    case "cron":
      return { crontab: cronTab(schedule) };
    case "systemd":
      return systemdUnits(schedule);
    case "kubernetes":
      return { "audit-export.yaml": kubernetesCronJob(schedule) };
  }
}

/**
 * Where the job's files are, which may not be there yet; their folder must, unless that is the root of all.
 *
 * @throws ExportError (config) for a relative path: a schedule starts elsewhere
 */
function directoriesOf(job: Job, config: Config, env: CliContext["env"]): readonly string[] {
  return ["archive", "checkpoint", "output", "summary", "metrics"].flatMap((name) => {
    const path = settingOf(job, config, name, env);
    if (path === undefined) return [];
    if (!isAbsolute(path)) {
      throw new ExportError("config", `the job ${job.name} has a relative path: ${name} = "${path}"`, {
        hint: "give a path from the root: a schedule starts in another directory",
      });
    }
    const folder = dirname(path);
    return [folder === dirname(folder) ? path : folder];
  });
}

/** @throws ExportError (usage) for what would end a line of the schedule */
function checkCharacters({ program, parameters, writes, user, image }: Schedule): void {
  const odd = [...program, ...parameters, ...writes, user, image].find((text) => /[\u0000-\u001f\u007f]/.test(text));
  if (odd !== undefined)
    throw usageError(`"${odd}" has a control character`, "no schedule can hold one: give another name");
}

/** Of several files each begins with its name, as a comment, so that the text can be taken apart. */
function listing(files: Readonly<Record<string, string>>): string {
  const texts = Object.entries(files);
  return texts.map(([name, text]) => (texts.length === 1 ? text : `# ${name}\n${text}`)).join("\n");
}
