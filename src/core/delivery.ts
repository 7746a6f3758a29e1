import type { AuditRecord, EventText, Piece } from "./types.ts";

/** What is delivered at a time: records, and what belongs to each, in the same order. */
export interface Delivery {
  readonly records: readonly AuditRecord[];
  /** The texts of the records' events. */
  readonly texts: readonly EventText[];
  /** What of each record's event this version does not know. */
  readonly unknown: readonly (readonly string[])[];
}

/** Those at whose places `kept` is true. */
export function keptOf({ records, texts, unknown }: Delivery, kept: readonly boolean[]): Delivery {
  const only = <Item>(list: readonly Item[]): readonly Item[] => list.filter((_, index) => kept[index]);
  return { records: only(records), texts: only(texts), unknown: only(unknown) };
}

/** Without its text a record could only be written without its evidence, so that is never done. */
export function eventAt<Text>(texts: readonly Text[], index: number): Text {
  const event = texts[index];
  if (event === undefined) throw new TypeError(`Record ${index} of the page came without the text of its event`);
  return event;
}

/** An event's text to be copied or measured: its bytes, where there are any. */
export function pieceOf(event: EventText): Piece {
  return event.bytes ?? event.text;
}
