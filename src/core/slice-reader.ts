import { createTokenGuard } from "./paging.ts";
import { toRecord } from "./record.ts";
import { isWithin } from "./time.ts";
import type { AuditRecord, Page, Query, Slice, Source } from "./types.ts";

/** What one page of a slice came to. */
export interface Batch {
  readonly slice: Slice;
  readonly records: readonly AuditRecord[];
  /** The raw texts of the records, in the same order. */
  readonly texts: readonly string[];
  /** Events that an earlier page had already given, dropped. */
  readonly duplicates: number;
  /** Events that share an id with an earlier one but differ from it: delivered all the same. */
  readonly conflicts: number;
  /** Members, by path, that were not of the documented shape, and how often. */
  readonly unreadable: ReadonlyMap<string, number>;
}

/**
 * How many pages back an event is recognised when it comes again. Pages that shift while they are read repeat events
 * across one border; four leaves room, and bounds the memory whatever the slice's length.
 */
const rememberedPages = 4;

/**
 * Reads one slice to its end as batches of records, and guards what no service may do to us.
 *
 * @throws ExportError (temporary, of the slice) when a page token comes a second time.
 */
export async function* readSlice(source: Source, sourceId: string, slice: Slice, query: Query): AsyncGenerator<Batch> {
  const window = slice.window ?? query.window;
  const tokens = createTokenGuard(slice.label);
  const recentPages: Map<string, string>[] = [];
  const hashes = new Map<string, number>();
  for await (const page of source.pages(slice, query)) {
    yield toBatch(page);
    tokens.check(page.cursor);
  }

  function toBatch(page: Page): Batch {
    const records: AuditRecord[] = [];
    const texts: string[] = [];
    const unreadable = new Map<string, number>();
    const thisPage = new Map<string, string>();
    recentPages.push(thisPage);
    if (recentPages.length > rememberedPages) recentPages.shift();
    let duplicates = 0;
    let conflicts = 0;
    for (const item of page.items) {
      const { record, named, problems } = toRecord(source, sourceId, slice, item, hashes);
      if (named) {
        const earlier = recentPages.find((known) => known.has(record.id))?.get(record.id);
        if (earlier === item.text) {
          duplicates += 1;
          continue;
        }
        if (earlier !== undefined) conflicts += 1;
        thisPage.set(record.id, item.text);
      }
      for (const path of problems) unreadable.set(path, (unreadable.get(path) ?? 0) + 1);
      // An event whose time cannot be read may lie within: it is delivered rather than lost.
      if (record.time !== null && !isWithin(window, record.time)) continue;
      records.push(record);
      texts.push(item.text);
    }
    return { slice, records, texts, duplicates, conflicts, unreadable };
  }
}

/** A rough size in bytes of what a batch holds in memory: the texts, and about as much again parsed, per event. */
export function batchSize(batch: Batch): number {
  let size = 1024;
  for (const text of batch.texts) size += text.length * 3 + 256;
  return size;
}
