import { compact } from "../core/json-text.ts";
import { eventAt, pieceOf } from "../core/delivery.ts";
import type { Formatter, Piece } from "../core/types.ts";
import { guardTerminal } from "../core/visible.ts";
import { jsonReader, type Reader } from "./column-values.ts";
import { recordHead, recordJson, recordTail } from "./record-json.ts";
import type { Schema } from "./fields.ts";
import type { FormatterOptions } from "./registry.ts";

/** A record as one line of JSON: whole, or the fields asked for under the paths they were asked for by. */
export function lineReader(options: FormatterOptions): Reader<string> {
  const line = wholeReader(options);
  return options.terminal === undefined ? line : (record, text) => guardTerminal(withoutTabs(line(record, text)));
}

/** Between tokens, where JSON has no escapes, a service may have put tabs; on a terminal they would be shown as one. */
function withoutTabs(line: string): string {
  return line.includes("\t") ? compact(line) : line;
}

function wholeReader({ columns, schema }: FormatterOptions): Reader<string> {
  if (columns === undefined) return schema === "raw" ? (_, text) => text : recordJson;
  const members = columns.map((column) => ({ key: JSON.stringify(column.name), read: jsonReader(column, schema) }));
  return (record, text) => `{${members.map(({ key, read }) => `${key}:${read(record, text)}`).join(",")}}`;
}

/** Whether records are written whole, and nothing of what a service sent needs another look. */
export function isWhole({ columns, terminal }: FormatterOptions): boolean {
  return columns === undefined && terminal === undefined;
}

/** Whole records, each on its line, in pieces: of the events the bytes are copied. */
export function piecesOfLines(schema: Schema): NonNullable<Formatter["pieces"]> {
  const isRaw = schema === "raw";
  const end = isRaw ? "\n" : `${recordTail}\n`;
  return (records, texts) => {
    const pieces: Piece[] = [];
    let before = "";
    for (const [index, record] of records.entries()) {
      const head = isRaw ? before : before + recordHead(record);
      if (head !== "") pieces.push(head);
      pieces.push(pieceOf(eventAt(texts, index)));
      before = end;
    }
    if (before !== "") pieces.push(before);
    return pieces;
  };
}
