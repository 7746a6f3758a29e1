import type { Style } from "../core/paint.ts";
import { visible } from "../core/visible.ts";
import type { Actor, Target } from "../core/types.ts";
import { cellReader, type Reader } from "./column-values.ts";
import { cellStyles } from "./cell-styles.ts";
import type { Column } from "./fields.ts";
import type { FormatterOptions } from "./registry.ts";

/** A cell as people see it: one line, nothing hostile. */
export interface TableCell {
  readonly text: string;
  /** The side that stays when it must be cut. Ids and ARNs begin alike: their end tells them apart. */
  readonly keep: "start" | "end";
  readonly style?: Style | undefined;
}

/** What decides how cells look; of the raw schema nobody knows what they mean. */
type TableLooks = Pick<FormatterOptions, "schema" | "color" | "localTime">;

export function tableCellReader(column: Column, looks: TableLooks): Reader<TableCell> {
  const read = plainReader(column, looks);
  const name = column.path.join(".");
  const styleOf = looks.color === true && looks.schema === "audit" ? cellStyles.get(name) : undefined;
  if (styleOf === undefined) return read;
  return (record, text) => {
    const cell = read(record, text);
    return { ...cell, style: styleOf(cell.text) };
  };
}

function plainReader(column: Column, { schema, localTime }: TableLooks): Reader<TableCell> {
  const name = column.path.join(".");
  if (schema === "audit" && name === "time" && localTime !== undefined) {
    return ({ time }) => cellOf(time === null ? "" : localTime(time), false);
  }
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
