import { resolve, sep } from "node:path";
import type { Command } from "commander";
import { usageError } from "../core/errors.ts";
import type { ExportDefinition, OptionValues } from "../core/source-definition.ts";
import { isTyped, kebabCase } from "./options.ts";
import type { archiveOptions, reportOptions } from "./shared-options.ts";

/** An archive has whole records of all that there is, in one format. */
const ofPlainOutput = ["output", "format", "fields", "schema", "escapeFormulas"] as const;
/** What goes on is of all that there is: of less, nobody could say later what is missing. */
const ofLess = ["limit", "updatedSince", "where"] as const;
/** They say where time begins and ends that is covered; a case is read whole. */
const times = ["since", "until"] as const;

/**
 * @throws ExportError (usage) for options that do not go together. Of variables, which are set for many commands, those
 * that say nothing here are ignored.
 */
export function checkArchiveOptions(
  { archive, checkpoint, summary, metrics }: OptionValues<typeof archiveOptions & typeof reportOptions>,
  { defaultSince }: ExportDefinition,
  command: Command,
  directory: string,
): void {
  const reports = [summary, metrics].filter((path) => path !== undefined).map((path) => resolve(directory, path));
  if (reports.length > 1 && reports[0] === reports[1]) throw usageError("--summary and --metrics are the same file");
  if (archive !== undefined && reports.some((path) => path.startsWith(resolve(directory, archive) + sep))) {
    throw usageError("--summary and --metrics do not go into the archive", "an archive has nothing but its own files");
  }
  const typed = (names: readonly string[]): string | undefined => names.find((name) => isTyped(command, name));
  if (archive !== undefined && checkpoint !== undefined) {
    throw usageError("--archive and --checkpoint exclude each other", "an archive knows by itself how far it is");
  }
  if (archive === undefined && checkpoint === undefined) {
    const alone = typed(["overlap", "lag", "fullSweep", "lockWait", "maxRuntime", "signKey"]);
    if (alone !== undefined) throw usageError(`--${kebabCase(alone)} goes with --archive or --checkpoint`);
    return;
  }
  const way = archive === undefined ? "--checkpoint" : "--archive";
  const unsuitable = [
    ...ofLess,
    ...(archive === undefined ? ["signKey"] : ofPlainOutput),
    ...(defaultSince === undefined ? times : []),
  ];
  const other = typed(unsuitable);
  if (other === undefined) return;
  throw usageError(
    `--${kebabCase(other)} does not go with ${way}`,
    archive === undefined
      ? "a checkpoint is of all that the service has; leave --checkpoint out to export less"
      : "an archive keeps the whole records of all that the service has; leave --archive out to export less",
  );
}

/** The options without those that ask for less than there is: variables may have given them. */
export function wholly<Choices extends object>(choices: Choices): Choices {
  const {
    limit: _limit,
    updatedSince: _updatedSince,
    where: _where,
    ...others
  } = choices as Choices & Record<string, unknown>;
  return others as Choices;
}
