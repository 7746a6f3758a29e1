import { Argument, type Command } from "commander";
import { addOptions } from "./options.ts";
import type { Building } from "./preparation-tree.ts";
import { messageOptions, runOptions, type Scheduler, schedulers, unitOptions } from "./shared-options.ts";

/** A configuration file with all that it can have. */
export const configurationExample = `  [defaults]                       # of every command that has the option
  concurrency = 4

  [defaults.cases]                 # of one source
  domain-id = "a1de7f00-…"

  [profiles.prod]                  # taken with AUDIT_EXPORT_PROFILE=prod
  profile = "audit-prod"           # of the AWS configuration
  region = "eu-central-1"

  [[job]]
  source = "cases"
  profile = "prod"                 # of this file
  archive = "/var/audit/cases"
  options = { all = true, max-runtime = "50m" }

  [[job]]
  name = "genesys"                 # the source, unless given
  source = "genesys"
  archive = "/var/audit/genesys"`;

const aboutConfiguration = `
A configuration file, which also gives options to commands that are typed:

${configurationExample}

What is typed goes before the environment, that before the profile, that before
the defaults. Of several exit codes the worst is the run's: what must be mended
(1, 5, 74, 78, 2, 4, 3) goes before what is missing (6), and that before what
may pass by itself (75).

Examples:
  # every job, from a crontab
  $ audit-export run -q --metrics /var/lib/node_exporter/audit.prom
  # one of them
  $ audit-export run cases
`;

const unitExamples = `
Examples:
  # a line for crontab -e: every day at 02:15
  $ audit-export unit cron
  # a hardened service and its timer
  $ audit-export unit systemd --every hour -o /etc/systemd/system
  # a CronJob that tries again what may pass by itself
  $ audit-export unit kubernetes | kubectl apply -f -
`;

export interface JobActions {
  run(jobs: readonly string[], command: Command): Promise<number>;
  unit(scheduler: Scheduler, jobs: readonly string[], command: Command): Promise<number>;
}

/** The commands that make exports by themselves: `run`, and `unit` for whoever starts it. */
export function addJobCommands(program: Command, { actions, done, isWanted }: Building<JobActions>): void {
  const run = program
    .command("run")
    .summary("make the exports that the configuration file has as jobs")
    .description(
      "Makes the exports that the configuration file has as jobs, one after the other; all, or those that are named.",
    )
    .argument("[job...]", "names of jobs")
    .action(async (jobs: string[]) => done(await actions.run(jobs, run)));
  const unit = program
    .command("unit")
    .summary("print a schedule: for cron, systemd or Kubernetes")
    .description("Prints a schedule that runs the jobs of the configuration file; all, or those that are named.")
    .addArgument(new Argument("<scheduler>", "what starts it").choices(schedulers))
    .argument("[job...]", "names of jobs")
    .action(async (scheduler: Scheduler, jobs: string[]) => done(await actions.unit(scheduler, jobs, unit)));
  for (const [command, heading, options, text] of [
    [run, "Jobs:", runOptions, aboutConfiguration],
    [unit, "Schedule:", unitOptions, unitExamples],
  ] as const) {
    if (!isWanted(command)) {
      command.option("--option");
      continue;
    }
    addOptions(command, heading, options);
    addOptions(command, "Messages:", messageOptions);
    command.addHelpText("after", text);
  }
}
