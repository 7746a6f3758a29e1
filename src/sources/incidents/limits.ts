import { usageError } from "../../core/errors.ts";

/**
 * Model of ListCaseEdits, API version 2018-05-10: a case id has 10 to 32 characters, `\d{10,32}.*`. The SDK checks
 * neither, and sends an empty id as `/v1/cases//list-case-edits`.
 *
 * @throws ExportError (usage)
 */
export function checkCaseId(option: string, id: string): void {
  const { length } = Array.from(id);
  if (length >= 10 && length <= 32 && /^\d{10,32}.*$/u.test(id)) return;
  throw usageError(
    `${option} "${id}" is not the id of a case`,
    "it has 10 to 32 characters and begins with ten digits or more, like 1234567890: what follows case/ in the ARN",
  );
}

/**
 * The ids that are named.
 *
 * @throws ExportError (usage) for options that do not go together
 */
export function chosenCases({
  caseId: caseIds = [],
  all,
}: {
  readonly caseId?: readonly string[];
  readonly all?: boolean;
}): readonly string[] {
  if (all === true && caseIds.length > 0) throw usageError("--all and --case-id exclude each other");
  if (all !== true && caseIds.length === 0) {
    throw usageError("which cases?", "give --case-id <id>, or --all for every case of the membership");
  }
  for (const id of caseIds) if (id !== "-") checkCaseId("--case-id", id);
  return caseIds;
}
