import { compact, valueAt } from "../core/json-text.ts";
import type { Change, ExportedRecord } from "../core/types.ts";
import { wellFormed } from "../core/visible.ts";
import { changesText } from "./changes-text.ts";
import type { Column, Schema } from "./fields.ts";
import { changeJson, changesJson, orderedParty, recordJson } from "./record-json.ts";

/** What a cell says, and whether it is text of the service's or a value JSON writes without quotes. */
export interface Cell {
  readonly text: string;
  readonly kind: "text" | "literal";
}

/** Reads a column of one record; `text` is the event's own JSON. */
export type Reader<Value> = (record: ExportedRecord, text: string) => Value;

const noCell: Cell = { text: "", kind: "literal" };

/** The column as JSON text: members of the event keep the very characters they came in. What is not there is `null`. */
export function jsonReader(column: Column, schema: Schema): Reader<string> {
  const { path } = column;
  if (schema === "raw") return (_, text) => valueAt(text, path) ?? "null";
  const [key, ...inner] = path;
  if (key === "raw") return inner.length === 0 ? (_, text) => text : (_, text) => valueAt(text, inner) ?? "null";
  if (key === "changes" || key === "change") return (record) => valueAt(changedJson(record), inner) ?? "null";
  const read = valueReader(path);
  return (record) => {
    const value = read(record);
    return value === undefined || value === null ? "null" : JSON.stringify(value);
  };
}

/** The column as people and spreadsheets read it: text as its characters, all else as compact JSON, null as nothing. */
export function cellReader(column: Column, schema: Schema): Reader<Cell> {
  const [key = ""] = column.path;
  const isChanged = key === "changes" || key === "change";
  if (schema === "audit" && isChanged && column.path.length === 1) {
    return (record) => textCell(changesText(changesOf(record)));
  }
  if (schema === "audit" && key !== "raw" && !isChanged) {
    const read = valueReader(column.path);
    return (record) => valueCell(read(record));
  }
  const read = jsonReader(column, schema);
  return (record, text) => jsonCell(read(record, text));
}

/** A record has the one or the other, and its columns are chosen by which. */
function changedJson(record: ExportedRecord): string {
  return "changes" in record ? changesJson(record.changes) : changeJson(record.change);
}

function changesOf(record: ExportedRecord): readonly Change[] {
  if ("changes" in record) return record.changes;
  return record.change === null ? [] : [record.change];
}

/** The value at a path of the record that leads neither into `raw` nor into what changed; the path has been checked by parseFields. */
function valueReader(path: readonly string[]): (record: ExportedRecord) => unknown {
  const [key, ...inner] = path;
  const [part] = inner;
  switch (key) {
    case "schema":
    case "source":
    case "id":
    case "time":
    case "action":
    case "outcome":
    case "address":
      return (record) => record[key];
    case "actor":
    case "target":
      if (part === "id" || part === "name" || part === "type") return (record) => record[key]?.[part];
      return (record) => orderedParty(record[key]);
    case "scope":
      if (inner.length === 0) return (record) => record.scope;
      return ({ scope }) => (Object.hasOwn(scope, inner.join(".")) ? scope[inner.join(".")] : null);
    default:
      return (record) => parsedAt(recordJson(record, "null"), path);
  }
}

function parsedAt(text: string, path: readonly string[]): unknown {
  const found = valueAt(text, path);
  return found === undefined ? null : JSON.parse(found);
}

function valueCell(value: unknown): Cell {
  if (value === undefined || value === null) return noCell;
  if (typeof value === "string") return textCell(value);
  return { text: JSON.stringify(value), kind: "literal" };
}

function jsonCell(json: string): Cell {
  if (json === "null") return noCell;
  if (json.startsWith('"')) return textCell(String(JSON.parse(json)));
  return { text: wellFormed(compact(json)), kind: "literal" };
}

function textCell(text: string): Cell {
  return { text: wellFormed(text), kind: "text" };
}
