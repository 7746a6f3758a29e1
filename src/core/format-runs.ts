import { eventAt, pieceOf } from "./delivery.ts";
import type { AuditRecord, EventText, Formatter, Piece } from "./types.ts";

/**
 * Characters of events that are formatted at once, about: short texts are made in memory that is used again and again, a whole
 * page's text in memory that is new to the process each time, which costs more than to make it (measured).
 */
const most = 32_768;

/** What is to be written of the first `count` records, one piece after the other. */
export function formatRuns(
  formatter: Formatter,
  records: readonly AuditRecord[],
  texts: readonly EventText[],
  count: number,
): readonly Piece[] {
  if (formatter.pieces !== undefined) return formatter.pieces(records.slice(0, count), texts.slice(0, count));
  const formatted: string[] = [];
  let run: string[] = [];
  let start = 0;
  let characters = 0;
  for (let index = 0; index < count; index++) {
    const event = eventAt(texts, index);
    run.push(formatter.readsTexts === false ? "" : event.text);
    characters += pieceOf(event).length;
    if (characters < most && index < count - 1) continue;
    formatted.push(formatter.format(records.slice(start, index + 1), run));
    start = index + 1;
    run = [];
    characters = 0;
  }
  return formatted.filter((text) => text !== "");
}
