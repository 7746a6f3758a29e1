import type { Command } from "commander";
import { usageError } from "../core/errors.ts";
import type { CliContext } from "./context.ts";
import { type OutputChoices as Choices, writesTable } from "./destination.ts";
import { isTyped } from "./options.ts";

/**
 * The options of the output without those that the others leave nothing to say; variables may have given them.
 *
 * @throws ExportError (usage) for such an option that was typed
 */
export function suitedLooks(choices: Choices, command: Command, context: CliContext): Choices {
  const { explode, tz, ...others } = choices;
  const isRaw = choices.schema === "raw";
  if (isRaw && explode !== undefined && isTyped(command, "explode")) {
    throw usageError(
      "--explode does not go with --schema raw",
      "what changed is read out of the event; leave --schema out: each row has the event's own text in raw",
    );
  }
  const hasTimes = tz !== undefined && !isRaw && writesTable(choices, context);
  if (tz !== undefined && !hasTimes && isTyped(command, "tz")) {
    throw usageError(
      "--tz is for the time that a table shows",
      isRaw
        ? "the raw schema gives what the service sent; leave --schema or --tz out"
        : "all other formats keep UTC, by which times compare; leave --tz out, or choose -f table",
    );
  }
  return {
    ...others,
    ...(explode === undefined || isRaw ? {} : { explode }),
    ...(hasTimes ? { tz } : {}),
  };
}
