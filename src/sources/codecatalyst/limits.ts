import { usageError } from "../../core/errors.ts";

/** Service model of CodeCatalyst (2022-09-28), NameString; the SDK does not check it. */
const spaceName = /^[a-zA-Z0-9]+(?:[-_.][a-zA-Z0-9]+)*$/;

/** @throws ExportError (usage) */
export function checkSpaceName(option: string, name: string): void {
  if (name.length >= 3 && name.length <= 63 && spaceName.test(name)) return;
  throw usageError(
    `${option} "${name}" cannot be the name of a space`,
    "it has 3 to 63 letters and digits, with single - _ or . between them",
  );
}

/** Days that ListEventLogs guarantees (its API reference). */
export const guaranteedDays = 30;
