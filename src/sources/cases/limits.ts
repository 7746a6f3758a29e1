import { usageError } from "../../core/errors.ts";

/**
 * API reference: a case id and a domain id have 1 to 500 characters. The SDK checks neither, and sends an empty one as
 * `/cases//audit-history`.
 *
 * @throws ExportError (usage)
 */
export function checkIdLength(option: string, id: string): void {
  const { length } = Array.from(id);
  // In a path these mean another place, and whoever normalises it asks for that.
  if (id === "." || id === "..") throw usageError(`${option} cannot be "${id}"`);
  if (length < 1 || length > 500) throw usageError(`${option} has 1 to 500 characters, not ${length}`);
}

/** What the options say of which cases. */
interface Chosen {
  readonly caseId?: readonly string[];
  readonly all?: boolean;
  readonly domainId?: string;
  readonly updatedSince?: string;
}

/**
 * The ids that are named.
 *
 * @throws ExportError (usage) for options that do not go together
 */
export function chosenCases({ caseId: caseIds = [], all, domainId, updatedSince }: Chosen): readonly string[] {
  if (all === true && caseIds.length > 0) throw usageError("--all and --case-id exclude each other");
  if (all !== true && caseIds.length === 0) {
    throw usageError("which cases?", "give --case-id <id>, or --all for every case of the domain");
  }
  if (updatedSince !== undefined && all !== true) throw usageError("--updated-since goes with --all");
  for (const id of caseIds) checkIdLength("--case-id", id);
  if (domainId !== undefined) checkIdLength("--domain-id", domainId);
  return caseIds;
}
