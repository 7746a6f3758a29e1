import { parseInstant } from "../../core/time.ts";
import type { AuditRecord } from "../../core/types.ts";
import { exportAgain, NoRecordError } from "./no-record.ts";

const schema = "audit-export/1";

/**
 * The record that a line holds, as the exports write it.
 *
 * @throws NoRecordError for anything else: what cannot be counted is never passed over
 */
export function parseRecord(line: string): AuditRecord {
  const value = parseJson(line);
  if (Array.isArray(value) || line.startsWith("[")) throw new NoRecordError("is a JSON array", exportAgain);
  if (!isObject(value)) throw new NoRecordError("is no record", exportAgain);
  const { schema: named } = value;
  if (typeof named === "string" && named !== schema && named.startsWith("audit-export/")) {
    throw new NoRecordError(
      `is a record of the schema ${named}`,
      `this version knows ${schema}; a newer one may know it`,
    );
  }
  if (named !== schema) throw new NoRecordError(`has no "schema":"${schema}"`, exportAgain);
  const wrong = Object.entries(members).find(([name, isRight]) => !isRight(value[name]));
  if (wrong !== undefined) {
    throw new NoRecordError(
      `has no ${wrong[0]} as records have it`,
      "put it back as the export wrote it, or export again",
    );
  }
  return value as unknown as AuditRecord;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw line.startsWith("[")
      ? new NoRecordError("begins a JSON array", exportAgain)
      : new NoRecordError("is no JSON", exportAgain);
  }
}

type Members = Readonly<Record<string, unknown>>;

/** What each member of a record may be: see AuditRecord. */
const members: Readonly<Record<Exclude<keyof AuditRecord, "schema">, (value: unknown) => boolean>> = {
  source: isText,
  id: isText,
  time: (value) =>
    value === null || (typeof value === "string" && value.endsWith("Z") && parseInstant(value) !== undefined),
  action: isTextOrNull,
  actor: isParty,
  target: isParty,
  outcome: isTextOrNull,
  address: isTextOrNull,
  changes: (value) => Array.isArray(value) && value.every(isObject),
  scope: isObject,
  raw: (value) => value !== undefined,
};

function isParty(value: unknown): boolean {
  return value === null || (isObject(value) && ["id", "name", "type"].every((name) => isTextOrNull(value[name])));
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === "string";
}
