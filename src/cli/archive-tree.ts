import type { Command } from "commander";
import { addOptions } from "./options.ts";
import type { Building } from "./preparation-tree.ts";
import { coverageOptions, messageOptions, summarizeOptions, verifyOptions } from "./shared-options.ts";

/** What the commands for archives, and for records that were exported, do when they are chosen. */
export interface ArchiveActions {
  verify(directory: string, command: Command): Promise<number>;
  coverage(directory: string, command: Command): Promise<number>;
  summarize(paths: readonly string[], command: Command): Promise<number>;
}

const verifyExamples = `
Examples:
  # is all as it was written?
  $ audit-export verify /var/audit/cases
  # and is it what HEAD was when it was noted elsewhere, signed by our key?
  $ audit-export verify /var/audit/cases --anchor 5f3c… --public-key audit.pub
`;

const coverageExamples = `
Examples:
  # what time is covered, and what is missing?
  $ audit-export coverage /var/audit/cases
  # the holes alone
  $ audit-export coverage /var/audit/cases | jq 'select(.kind == "hole")'
`;

/** `verify` and `coverage`. */
export function addArchiveCommands(
  program: Command,
  { actions, done, isWanted, footer }: Building<ArchiveActions>,
): void {
  const verify = program
    .command("verify")
    .summary("check an archive: nothing changed, removed or added")
    .description(
      "Checks an archive, offline: every byte of every file is as the runs have written it, nothing is missing, " +
        "nothing was added, and no record stands twice. Exit 5 names what is not so, the first broken link first.",
    )
    .argument("<directory>", "the archive")
    .action(async (directory: string) => done(await actions.verify(directory, verify)));
  const coverage = program
    .command("coverage")
    .summary("what time an archive covers, and what is missing")
    .description("Shows what time an archive covers, its holes, and how many events came late. Exit 6 with holes.")
    .argument("<directory>", "the archive")
    .action(async (directory: string) => done(await actions.coverage(directory, coverage)));
  const withOptions = [
    [verify, "What else is to hold:", verifyOptions, verifyExamples],
    [coverage, "Output:", coverageOptions, coverageExamples],
  ] as const;
  for (const [command, heading, options, examples] of withOptions) {
    command.allowExcessArguments(false);
    if (!isWanted(command)) {
      command.option("--option");
      continue;
    }
    addOptions(command, heading, options);
    addOptions(command, "Messages:", messageOptions);
    command.addHelpText("after", `${examples}${footer}`);
  }
}

export function addSummarize(program: Command, { actions, done, isWanted, footer }: Building<ArchiveActions>): void {
  const command = program
    .command("summarize")
    .summary("count records: who did how much of what, and when")
    .description(
      "Counts exported records: by actor, action and day, or by what --by names. Reads NDJSON as the exports write it, " +
        "also packed as .gz; of an archive's directory, what its runs have committed.",
    )
    .argument("[file...]", "files and archives; - or none: standard input")
    .action(async (paths: string[]) => done(await actions.summarize(paths, command)));
  if (!isWanted(command)) return void command.option("--option");
  addOptions(command, "What to count:", summarizeOptions);
  addOptions(command, "Messages:", messageOptions);
  command.addHelpText(
    "after",
    `
Examples:
  # who did what, of a pipeline, an archive, or files
  $ audit-export cases --all | audit-export summarize -f table
  $ audit-export summarize /var/audit/cases --since 7d
  $ audit-export summarize november.ndjson.gz december.ndjson.gz
  # at what hours is something deleted, and by whom?
  $ audit-export summarize all.ndjson --where action~Delete --by hour --by actor
  # whatever else a record has, for another program
  $ audit-export summarize cases.ndjson --by changes.0.name --top 3 -f csv
${footer}`,
  );
}
