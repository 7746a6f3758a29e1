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
