import { compact } from "../../core/json-text.ts";
import type { Actor, AuditRecord, Target } from "../../core/types.ts";
import { jsonReader } from "../../formats/column-values.ts";
import { fieldOf } from "../../formats/where.ts";

/** What a record counts for, in one dimension. */
export interface Value {
  /** Records count together where this is the same. */
  readonly key: string;
  /** Null: the service did not say. Text, or for what JSON writes without quotes the JSON. */
  readonly text: string | null;
  readonly isLiteral: boolean;
  /** Of an actor and a target. */
  readonly id: string | null;
}

/** Something to count records by. */
export interface Dimension {
  /** As it was asked for. */
  readonly name: string;
  /** Set where the values are a course of time, which is read in its order and has gaps. */
  readonly course?: "day" | "month" | "hour";
  /** `event` is the event's own JSON; it is asked for where it is needed. */
  valueOf(record: AuditRecord, event: () => string): Value;
}

const none: Value = { key: "-", text: null, isLiteral: false, id: null };

/** Those that have names of their own. */
const ownDimensions: readonly Dimension[] = [
  { name: "actor", valueOf: ({ actor }) => partyValue(actor) },
  { name: "target", valueOf: ({ target }) => targetValue(target) },
  { name: "month", course: "month", valueOf: ({ time }) => timeValue(time, 0, 7) },
  { name: "day", course: "day", valueOf: ({ time }) => timeValue(time, 0, 10) },
  { name: "hour", course: "hour", valueOf: ({ time }) => timeValue(time, 11, 13) },
];

/**
 * What `--by` names: actor, target, month, day, hour (that of the day), or a path of `--fields`.
 *
 * @throws ExportError (usage)
 */
export function parseDimension(name: string): Dimension {
  const own = ownDimensions.find((dimension) => dimension.name === name);
  if (own !== undefined) return own;
  const column = fieldOf(name, "--by");
  const read = jsonReader(column, "audit");
  const isOfEvent = column.path[0] === "raw";
  return { name, valueOf: (record, event) => jsonValue(read(record, isOfEvent ? event() : "null")) };
}

/** Never two ids in one, whatever their names: by name only where there is no id. Where there is neither, by the type. */
function partyValue(party: Actor | Target | null): Value {
  if (party === null) return none;
  const { id, name, type } = party;
  if (id !== null) return { key: `i${id}`, text: name ?? id, isLiteral: false, id };
  if (name !== null) return { key: `n${name}`, text: name, isLiteral: false, id };
  return type === null || type === "unknown" ? none : { key: `t${type}`, text: type, isLiteral: false, id };
}

/** A case and a project may bear the same number. */
function targetValue(target: Target | null): Value {
  const value = partyValue(target);
  return value === none ? none : { ...value, key: `${value.key}\n${target?.type}` };
}

function timeValue(time: string | null, start: number, end: number): Value {
  return time === null ? none : textValue(time.slice(start, end));
}

function jsonValue(json: string): Value {
  if (json === "null") return none;
  if (json.startsWith('"')) return textValue(String(JSON.parse(json)));
  const text = compact(json);
  return { key: `j${text}`, text, isLiteral: true, id: null };
}

function textValue(text: string): Value {
  return { key: `t${text}`, text, isLiteral: false, id: null };
}
