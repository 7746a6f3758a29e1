import { visible } from "../core/visible.ts";
import type { Actor, Target } from "../core/types.ts";
import { cellReader, type Reader } from "./column-values.ts";
import type { Column, Schema } from "./fields.ts";

/** A cell as people see it: one line, nothing hostile. */
export interface TableCell {
  readonly text: string;
  /** The side that stays when it must be cut. Ids and ARNs begin alike: their end tells them apart. */
  readonly keep: "start" | "end";
}

export function tableCellReader(column: Column, schema: Schema): Reader<TableCell> {
  const name = column.path.join(".");
  if (schema === "audit" && (name === "actor" || name === "target")) return (record) => partyCell(record[name]);
  const read = cellReader(column, schema);
  const isId = /(?:^|[._-])(?:id|arn)$/i.test(name) || /[a-z](?:Id|ID|Arn|ARN)$/.test(name);
  return (record, text) => cellOf(read(record, text).text, isId);
}

/** Who, or what, in one word: the name where there is one. */
function partyCell(party: Actor | Target | null): TableCell {
  if (party === null) return cellOf("", false);
  const { id, name, type } = party;
  if (name !== null && name !== "") return cellOf(name, false);
  if (id !== null && id !== "") return cellOf(id, true);
  return cellOf(type === null || type === "unknown" ? "" : type, false);
}

function cellOf(text: string, isId: boolean): TableCell {
  return { text: visible(text), keep: isId || text.startsWith("arn:") ? "end" : "start" };
}
