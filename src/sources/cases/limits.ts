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
