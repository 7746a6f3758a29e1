import type { Command } from "commander";
import { usageError } from "../core/errors.ts";
import type { ExportDefinition, OptionValues } from "../core/source-definition.ts";
import { isTyped, kebabCase } from "./options.ts";
import type { archiveOptions } from "./shared-options.ts";

/** An archive has whole records of all that there is, in one format. */
const ofPlainOutput = ["output", "format", "fields", "schema", "explode", "tz", "escapeFormulas"] as const;
/** What goes on is of all that there is: of less, nobody could say later what is missing. */
const ofLess = ["limit", "updatedSince", "where"] as const;
/** What goes on is delivered as it comes: what was not yet, would be missing from an order. */
const ofOrder = ["sort"] as const;
/** They say where time begins and ends that is covered; a case is read whole. */
const times = ["since", "until"] as const;

/**
 * @throws ExportError (usage) for options that do not go together. Of variables, which are set for many commands, those
 * that say nothing here are ignored.
 */
export function checkArchiveOptions(
  { archive, checkpoint }: OptionValues<typeof archiveOptions>,
  { defaultSince }: ExportDefinition,
  command: Command,
): void {
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
    ...ofOrder,
    ...(archive === undefined ? ["signKey"] : ofPlainOutput),
    ...(defaultSince === undefined ? times : []),
  ];
  const other = typed(unsuitable);
  if (other === undefined) return;
  if (other === "sort") {
    throw usageError(
      `--sort does not go with ${way}`,
      "what goes on is delivered as it comes; sort what has come, by its time",
    );
  }
  throw usageError(
    `--${kebabCase(other)} does not go with ${way}`,
    archive === undefined
      ? "a checkpoint is of all that the service has; leave --checkpoint out to export less"
      : "an archive keeps the whole records of all that the service has; leave --archive out to export less",
  );
}

/** The options without those that ask for less than there is, or for an order: variables may have given them. */
export function wholly<Choices extends object>(choices: Choices): Choices {
  const {
    limit: _limit,
    updatedSince: _updatedSince,
    where: _where,
    sort: _sort,
    ...others
  } = choices as Choices & Record<string, unknown>;
  return others as Choices;
}
