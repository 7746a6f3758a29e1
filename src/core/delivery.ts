import type { AuditRecord } from "./types.ts";

/** What is delivered at a time: records, and what belongs to each, in the same order. */
export interface Delivery {
  readonly records: readonly AuditRecord[];
  /** The raw texts of the records. */
  readonly texts: readonly string[];
  /** What of each record's event this version does not know. */
  readonly unknown: readonly (readonly string[])[];
}

/** Those at whose places `kept` is true. */
export function keptOf({ records, texts, unknown }: Delivery, kept: readonly boolean[]): Delivery {
  const only = <Item>(list: readonly Item[]): readonly Item[] => list.filter((_, index) => kept[index]);
  return { records: only(records), texts: only(texts), unknown: only(unknown) };
}
