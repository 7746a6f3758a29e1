import { usageError } from "../core/errors.ts";
import type { AuditRecord } from "../core/types.ts";
import { cellReader } from "./column-values.ts";
import { parseFields } from "./fields.ts";

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
  if (path.includes(","))
    throw usageError(`--where names more than one field: "${path}"`, "give --where for each of them");
  const [column] = fieldsOf(path);
  if (column === undefined) throw usageError(`--where "${condition}" names no field`);
  const read = cellReader(column, "audit");
  if (operator === "=") return (record, text) => read(record, text).text === value;
  if (operator === "!=") return (record, text) => read(record, text).text !== value;
  const pattern = toPattern(value, condition);
  return (record, text) => pattern.test(read(record, text).text);
}

function fieldsOf(path: string): ReturnType<typeof parseFields> {
  try {
    return parseFields(path, "audit");
  } catch (error) {
    throw error instanceof Error ? inWords(error) : error;
  }
}

/** parseFields speaks of the option that it is mostly used for. */
function inWords(error: Error): Error {
  const { hint } = error as { readonly hint?: string };
  return usageError(error.message.replace("--fields", "--where"), hint);
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
