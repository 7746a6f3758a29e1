import { usageError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import type { RecordNeeds } from "../core/types.ts";

/** The two shapes an export has: the record of this tool, or the event as the service sent it. */
export type Schema = "audit" | "raw";

/** The event stands in its text for all formats here; of the raw schema nothing else is written. */
export function neededBy(schema: Schema): RecordNeeds {
  return schema === "raw" ? "key" : "record";
}

/** One path of `--fields`: a column of table and csv, a key of ndjson and json. */
export interface Column {
  /** As typed: the column's heading. */
  readonly name: string;
  readonly path: readonly string[];
}

const party = ["id", "name", "type"];
const change = ["field", "name", "old", "new"];

/** What may follow each key of the record: nothing, these, one of an array's elements with these, or anything. */
const recordKeys: Readonly<Record<string, readonly string[] | "changes" | "open">> = {
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

/** Fixed, the same for every source: scripts read csv by them. */
export const csvColumns: readonly Column[] = columns(
  "time,source,id,action,actor.id,actor.name,target.type,target.id,target.name,outcome,address,changes",
);

/** What a person looks for first, in 80 columns: who did what to what, when. */
export const tableColumns: readonly Column[] = columns("time,action,actor,target,changes");

/** The columns `--fields` names. A path that cannot be there is refused; one that may be there and is not reads as null. */
export function parseFields(text: string, schema: Schema): readonly Column[] {
  const parsed = columns(text);
  const seen = new Set<string>();
  for (const { name, path } of parsed) {
    if (path.includes("")) {
      const what = name === "" ? "an empty name" : `"${name}", which has an empty part`;
      throw usageError(`--fields has ${what}`, "give paths separated by commas, such as time,actor.id,raw.requestId");
    }
    if (seen.has(name)) throw usageError(`--fields names "${name}" twice`, "name every field once");
    seen.add(name);
    if (schema === "audit") checkPath(name, path);
  }
  return parsed;
}

/** The columns of a format that cannot do without: as asked for, or its own. */
export function chosenColumns(
  options: { readonly columns: readonly Column[] | undefined; readonly schema: Schema },
  format: string,
  own: readonly Column[],
): readonly Column[] {
  if (options.columns !== undefined) return options.columns;
  if (options.schema === "audit") return own;
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

function checkPath(name: string, path: readonly string[]): void {
  const [key = "", ...inner] = path;
  const allowed = Object.hasOwn(recordKeys, key) ? recordKeys[key] : undefined;
  if (allowed === undefined) {
    throw unknownField(
      name,
      `the record has ${Object.keys(recordKeys).join(", ")}; members of the event are raw.<path>`,
    );
  }
  if (allowed === "open" || inner.length === 0) return;
  if (allowed === "changes") {
    const [index = "", member, ...deeper] = inner;
    const scalar = member === "field" || member === "name";
    const known = member === undefined || (change.includes(member) && !(scalar && deeper.length > 0));
    if (/^(?:0|[1-9]\d*)$/.test(index) && known) return;
    throw unknownField(
      name,
      `one change is changes.0, and its parts are ${change.map((part) => `changes.0.${part}`).join(", ")}`,
    );
  }
  if (inner.length === 1 && allowed.includes(inner[0] ?? "")) return;
  const parts = allowed.map((part) => `${key}.${part}`).join(", ");
  throw unknownField(name, parts === "" ? `${key} has no parts` : `${key} has ${parts}`);
}

function unknownField(name: string, valid: string): Error {
  const parts = { ...recordKeys, changes: change.map((part) => `0.${part}`), scope: [], raw: [] };
  const deeper = Object.entries(parts).flatMap(([key, inner]) => inner.map((part) => `${key}.${part}`));
  const close = nearest(name, [...Object.keys(recordKeys), ...deeper]);
  return usageError(
    `--fields: the record has no "${name}"`,
    close === undefined ? valid : `did you mean ${close}? ${valid}`,
  );
}
