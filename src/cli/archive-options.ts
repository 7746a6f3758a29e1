import type { Command } from "commander";
import { usageError } from "../core/errors.ts";
import type { ExportDefinition, OptionValues } from "../core/source-definition.ts";
import { isTyped, kebabCase } from "./options.ts";
import type { archiveOptions } from "./shared-options.ts";

/** An archive has whole records of all that there is, in one format; and of slices without windows, of all times. */
const contradicting = ["output", "format", "fields", "schema", "escapeFormulas", "limit", "updatedSince"] as const;
/** They say where an archive of windows begins; a case is archived whole. */
const times = ["since", "until"] as const;
const ofArchives = ["overlap", "lag", "fullSweep", "lockWait", "maxRuntime", "signKey"] as const;

/**
 * @throws ExportError (usage) for options that do not go together. Of variables, which are set for many commands, those
 * that say nothing here are ignored.
 */
export function checkArchiveOptions(
  choices: OptionValues<typeof archiveOptions>,
  definition: ExportDefinition,
  command: Command,
): void {
  const isWindowed = definition.defaultSince !== undefined;
  const others = choices.archive === undefined ? ofArchives : [...contradicting, ...(isWindowed ? [] : times)];
  const other = others.find((name) => isTyped(command, name));
  if (other === undefined) return;
  const option = `--${kebabCase(other)}`;
  if (choices.archive === undefined) throw usageError(`${option} goes with --archive`);
  throw usageError(
    `${option} does not go with --archive`,
    "an archive keeps the whole records of all that the service has; export from the service to get less",
  );
}

/** The options without those that ask for less than there is: variables may have given them. */
export function wholly<Choices extends object>(choices: Choices): Choices {
  const { limit: _limit, updatedSince: _updatedSince, ...others } = choices as Choices & Record<string, unknown>;
  return others as Choices;
}
