import { usageError } from "../core/errors.ts";
import type { AuditRecord } from "../core/types.ts";
import { cellReader } from "./column-values.ts";
import { type Column, ofExplode, parseFields } from "./fields.ts";

/** Whether a record is wanted; `text` is its event's own JSON. */
export type Condition = (record: AuditRecord, text: string) => boolean;

/**
 * The conditions of `--where`, which all must hold: `path=value`, `path!=value`, or `path~pattern`, a regular expression of
 * JavaScript's that is found anywhere in the value. The paths are those of `--fields`, into the record also with the schema raw;
 * a value is compared as a cell of csv shows it, and what the service did not give is empty.
 *
 * @throws ExportError (usage)
 */
export function parseWhere(texts: readonly string[]): Condition {
  const conditions = texts.map(parseCondition);
  return (record, text) => conditions.every((holds) => holds(record, text));
}

function parseCondition(condition: string): Condition {
  const [, path = "", operator = "", value = ""] = /^\s*([^=!~\s]+)\s*(!=|=|~)(.*)$/s.exec(condition) ?? [];
  if (path === "") {
    throw usageError(
      `--where "${condition}" is no condition`,
      "write it like action=Case.Updated, actor.type!=user or raw.ip~^10",
    );
  }
  const read = cellReader(fieldOf(path, "--where"), "audit");
  if (operator === "=") return (record, text) => read(record, text).text === value;
  if (operator === "!=") return (record, text) => read(record, text).text !== value;
  const pattern = toPattern(value, condition);
  return (record, text) => pattern.test(read(record, text).text);
}

/**
 * The one field that a path names, for an option other than `--fields`.
 *
 * @throws ExportError (usage), in whose words the option has its own name
 */
export function fieldOf(path: string, option: string): Column {
  if (path.includes(",")) {
    throw usageError(`${option} names more than one field: "${path}"`, `give ${option} for each of them`);
  }
  try {
    const [column] = parseFields(path, "audit");
    if (column !== undefined) return column;
  } catch (error) {
    const { hint } = error as { readonly hint?: string };
    throw error instanceof Error
      ? usageError(error.message.replace("--fields", option), hint?.replace(ofExplode, ""))
      : error;
  }
  throw usageError(`${option} "${path}" names no field`);
}

function toPattern(value: string, condition: string): RegExp {
  try {
    return new RegExp(value, "u");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw usageError(
      `--where "${condition}": ${reason}`,
      "the text behind ~ is a regular expression, as in JavaScript",
    );
  }
}
