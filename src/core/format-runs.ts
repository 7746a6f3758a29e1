import type { AuditRecord, Formatter } from "./types.ts";

/**
 * Characters of events that are formatted at once, about: short texts are made in memory that is used again and again, a whole
 * page's text in memory that is new to the process each time, which costs more than to make it (measured).
 */
const most = 32_768;

/** The texts of the first `count` records, to be written one after the other. */
export function formatRuns(
  formatter: Formatter,
  records: readonly AuditRecord[],
  texts: readonly string[],
  count: number,
): readonly string[] {
  const formatted: string[] = [];
  let start = 0;
  let characters = 0;
  for (let index = 0; index < count; index++) {
    characters += texts[index]?.length ?? 0;
    if (characters < most && index < count - 1) continue;
    formatted.push(formatter.format(records.slice(start, index + 1), texts.slice(start, index + 1)));
    start = index + 1;
    characters = 0;
  }
  return formatted.filter((text) => text !== "");
}
