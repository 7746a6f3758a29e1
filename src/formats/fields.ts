import { usageError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import type { RecordNeeds } from "../core/types.ts";

/** The two shapes an export has: the record of this tool, or the event as the service sent it. */
export type Schema = "audit" | "raw";

/** The event stands in its text for all formats here; of the raw schema nothing else is written. */
export function neededBy(schema: Schema): RecordNeeds {
  return schema === "raw" ? "key" : "record";
}

/** Whether any of the columns is read from the events' own texts. */
export function readsTexts(columns: readonly Column[], schema: Schema): boolean {
  return schema === "raw" || columns.some(({ path }) => path[0] === "raw");
}

/** One path of `--fields`: a column of table and csv, a key of ndjson and json. */
export interface Column {
  /** As typed: the column's heading. */
  readonly name: string;
  readonly path: readonly string[];
}

const party = ["id", "name", "type"];
const change = ["field", "name", "old", "new"];

type RecordKeys = Readonly<Record<string, readonly string[] | "change" | "changes" | "open">>;

/** What may follow each key of the record: nothing, these, a change's parts, those of one of an array's elements, or anything. */
const recordKeys: RecordKeys = {
  schema: [],
  source: [],
  id: [],
  time: [],
  action: [],
  actor: party,
  target: party,
  outcome: [],
  address: [],
  changes: "changes",
  scope: "open",
  raw: "open",
};

/** The same of a record that --explode has made. */
const explodedKeys: RecordKeys = Object.fromEntries(
  Object.entries(recordKeys).map(([key, inner]) => (key === "changes" ? ["change", "change"] : [key, inner])),
);

/** Fixed, the same for every source: scripts read csv by them. */
export const csvColumns: readonly Column[] = columns(
  "time,source,id,action,actor.id,actor.name,target.type,target.id,target.name,outcome,address,changes",
);

/** What a person looks for first, in 80 columns: who did what to what, when. */
export const tableColumns: readonly Column[] = columns("time,action,actor,target,changes");

/** The columns `--fields` names. A path that cannot be there is refused; one that may be there and is not reads as null. */
export function parseFields(text: string, schema: Schema, isExploded = false): readonly Column[] {
  const parsed = columns(text);
  const seen = new Set<string>();
  for (const { name, path } of parsed) {
    if (path.includes("")) {
      const what = name === "" ? "an empty name" : `"${name}", which has an empty part`;
      throw usageError(`--fields has ${what}`, "give paths separated by commas, such as time,actor.id,raw.requestId");
    }
    if (seen.has(name)) throw usageError(`--fields names "${name}" twice`, "name every field once");
    seen.add(name);
    if (schema === "audit") checkPath(name, path, isExploded ? explodedKeys : recordKeys);
  }
  return parsed;
}

/** The columns of a format that cannot do without: as asked for, or its own. */
export function chosenColumns(
  options: {
    readonly columns: readonly Column[] | undefined;
    readonly schema: Schema;
    readonly isExploded?: boolean;
  },
  format: string,
  own: readonly Column[],
): readonly Column[] {
  if (options.columns !== undefined) return options.columns;
  if (options.schema === "audit") return options.isExploded === true ? own.flatMap(explodedColumns) : own;
  throw usageError(
    `--format ${format} with --schema raw needs --fields`,
    "name the members of the event that become columns: --fields <member>,<member.part>; -f ndjson --limit 1 shows an event",
  );
}

function columns(text: string): readonly Column[] {
  return text.split(",").map((part) => {
    const name = part.trim();
    return { name, path: name.split(".") };
  });
}

/** Of no use to --where, which asks of whole records. */
export const ofExplode = "--explode changes makes a row of each change, which has change; without it ";

function explodedColumns(column: Column): readonly Column[] {
  return column.name === "changes" ? columns(change.map((part) => `change.${part}`).join(",")) : [column];
}

function checkPath(name: string, path: readonly string[], keys: RecordKeys): void {
  const [key = "", ...inner] = path;
  const allowed = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (allowed === undefined) {
    const has = `the record has ${Object.keys(keys).join(", ")}; members of the event are raw.<path>`;
    throw unknownField(name, key === "change" ? `${ofExplode}${has}` : has, keys);
  }
  if (allowed === "open" || inner.length === 0) return;
  if (allowed === "change") {
    if (isPartOfChange(inner)) return;
    throw unknownField(name, `change has ${change.map((part) => `change.${part}`).join(", ")}`, keys);
  }
  if (allowed === "changes") {
    const [index = "", ...parts] = inner;
    if (/^(?:0|[1-9]\d*)$/.test(index) && (parts.length === 0 || isPartOfChange(parts))) return;
    const known = change.map((part) => `changes.0.${part}`).join(", ");
    throw unknownField(name, `one change is changes.0, and its parts are ${known}`, keys);
  }
  if (inner.length === 1 && allowed.includes(inner[0] ?? "")) return;
  const parts = allowed.map((part) => `${key}.${part}`).join(", ");
  throw unknownField(name, parts === "" ? `${key} has no parts` : `${key} has ${parts}`, keys);
}

/** Only the values of a change have parts of their own. */
function isPartOfChange([member = "", ...deeper]: readonly string[]): boolean {
  return change.includes(member) && (deeper.length === 0 || member === "old" || member === "new");
}

function unknownField(name: string, valid: string, keys: RecordKeys): Error {
  const deeper = Object.entries(keys).flatMap(([key, inner]) => partsOf(inner).map((part) => `${key}.${part}`));
  const close = nearest(name, [...Object.keys(keys), ...deeper]);
  return usageError(
    `--fields: the record has no "${name}"`,
    close === undefined ? valid : `did you mean ${close}? ${valid}`,
  );
}

function partsOf(inner: RecordKeys[string]): readonly string[] {
  switch (inner) {
    case "change":
      return change;
    case "changes":
      return change.map((part) => `0.${part}`);
    case "open":
      return [];
    default:
      return inner ?? [];
  }
}
