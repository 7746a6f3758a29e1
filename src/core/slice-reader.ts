import { type Delivery, keptOf, pieceOf } from "./delivery.ts";
import { ExportError } from "./errors.ts";
import { createTokenGuard } from "./paging.ts";
import { toRecord } from "./record.ts";
import { isWithin } from "./time.ts";
import type { AuditRecord, EventText, Page, Query, Slice, Source } from "./types.ts";
import { createWindowCutter, pagesBeforeLastCut, type WindowPart } from "./window-parts.ts";

/** What one page of a slice came to. */
export interface Batch extends Delivery {
  readonly slice: Slice;
  /** Events that lie in another slice of the export by their time: see core/strays.ts. */
  readonly strays: readonly {
    readonly record: AuditRecord;
    readonly text: string;
    readonly unknown: readonly string[];
  }[];
  /** Events that an earlier page had already given, dropped. */
  readonly duplicates: number;
  /** The places of records that share an id with an earlier event but differ from it: delivered all the same. */
  readonly conflicts: readonly number[];
  /** Members, by path, that were not of the documented shape, and how often. */
  readonly unreadable: ReadonlyMap<string, number>;
  /** The slice may yet be cut, and what this has then comes again in its parts. */
  readonly isProvisional: boolean;
  /** The slice is to be read in these instead, whole: this was the last batch of its own. */
  readonly parts: readonly Slice[];
}

/** A slice that could not be read to its end. Without a slice: the list of slices itself is known to be short. */
export interface SliceFailure {
  readonly slice: Slice | undefined;
  readonly error: ExportError;
}

/**
 * How many events back one is recognised when it comes again, and pages where that is more. Pages that shift while they
 * are read repeat events across one border; this leaves room, and bounds the memory whatever the slice's length.
 */
const rememberedEvents = 1000;
const rememberedPages = 4;

/**
 * A service that goes round in circles may do so under ever new tokens. Empty pages are legal, and many in a row where the
 * service looks for something rare: but not without end.
 */
const mostStalePages = 20;
const mostEmptyPages = 2_000;

function circling({ label }: Slice, pages: number): ExportError {
  return new ExportError("temporary", `the service gave ${pages} pages of ${label} without a new event`, {
    hint: "what follows them could not be read; run again, and report it to the service if it stays so",
    ofSlice: true,
  });
}

/**
 * Reads one slice as batches of records, to its end or to where it is to be cut, and guards what no service may do to us.
 *
 * @param mayCut whether it is read in parts when it turns out to be long
 * @throws ExportError (temporary, of the slice) when a page token comes a second time, or the pages bring nothing new.
 */
export async function* readSlice(
  source: Source,
  sourceId: string,
  slice: Slice,
  query: Query,
  mayCut: boolean,
): AsyncGenerator<Batch> {
  const window = slice.window ?? query.window;
  const tokens = createTokenGuard(slice.label);
  const recent = createRecentEvents();
  const hashes = new Map<string, number>();
  /** Pages in a row that had events, and none that was new; and such that had none at all. */
  let stale = 0;
  let empty = 0;
  const cutter = mayCut && source.part !== undefined ? createWindowCutter(window, slice.cut?.level ?? 0) : undefined;
  let pages = 0;
  for await (const page of source.pages(slice, query)) {
    pages += 1;
    const content = toBatch(page);
    const isProvisional = cutter !== undefined && pages <= pagesBeforeLastCut;
    if (isProvisional) cutter.see(content.records, page.items.length);
    const parts = isProvisional && page.cursor !== undefined ? cutter.parts().map(toPart) : [];
    const batch = { ...content, isProvisional, parts };
    yield batch;
    if (parts.length > 0) return;
    tokens.check(page.cursor);
    if (page.items.length > 0) stale = batch.duplicates === page.items.length ? stale + 1 : 0;
    empty = page.items.length === 0 ? empty + 1 : 0;
    if (stale >= mostStalePages || empty >= mostEmptyPages) throw circling(slice, Math.max(stale, empty));
  }

  function toPart({ window: part, level }: WindowPart): Slice {
    return { ...(source.part?.(slice, part) ?? slice), cut: { origin: slice.cut?.origin ?? slice.key, level } };
  }

  function toBatch(page: Page): Omit<Batch, "isProvisional" | "parts"> {
    const records: AuditRecord[] = [];
    const texts: EventText[] = [];
    const unknown: (readonly string[])[] = [];
    const strays: Batch["strays"][number][] = [];
    const unreadable = new Map<string, number>();
    recent.makeRoom(page.items.length);
    let duplicates = 0;
    const conflicts: number[] = [];
    for (const item of page.items) {
      const mapped = toRecord(source, sourceId, slice, item, hashes, query.needs);
      const { record, named, problems } = mapped;
      // A record that has it keeps it.
      item.release?.();
      let isConflict = false;
      if (named) {
        const earlier = recent.replace(record.id, item);
        if (earlier !== undefined && earlier.text === item.text) {
          duplicates += 1;
          continue;
        }
        isConflict = earlier !== undefined;
      }
      for (const path of problems) unreadable.set(path, (unreadable.get(path) ?? 0) + 1);
      // An event whose time cannot be read may lie within: it is delivered rather than lost.
      if (record.time !== null && !isWithin(window, record.time)) {
        if (slice.window !== undefined && isWithin(query.window, record.time)) {
          strays.push({ record, text: item.text, unknown: mapped.unknown });
        }
        continue;
      }
      if (isConflict) conflicts.push(records.length);
      records.push(record);
      texts.push(item);
      unknown.push(mapped.unknown);
    }
    return { slice, records, texts, unknown, strays, duplicates, conflicts, unreadable };
  }
}

/** The last events of a slice by their ids. */
interface RecentEvents {
  /** Forgets the oldest, so that a page of so many finds room. */
  makeRoom(items: number): void;
  /** Remembers the event as the latest; gives the one that had its id before. */
  replace(id: string, event: EventText): EventText | undefined;
}

function createRecentEvents(): RecentEvents {
  const events = new Map<string, EventText>();
  return {
    makeRoom(items) {
      const most = Math.max(rememberedEvents, items * rememberedPages) - items;
      for (const id of events.keys()) {
        if (events.size <= most) break;
        events.delete(id);
      }
    },
    replace(id, event) {
      const earlier = events.get(id);
      // A Map keeps its keys in the order they were set.
      if (earlier !== undefined) events.delete(id);
      events.set(id, event);
      return earlier;
    },
  };
}

/** The batch with some of its records: those at whose places `kept` is true. */
export function onlyThose(batch: Batch, kept: readonly boolean[]): Batch {
  let place = 0;
  const places = kept.map((isKept) => (isKept ? place++ : -1));
  return {
    ...batch,
    ...keptOf(batch, kept),
    conflicts: batch.conflicts.flatMap((index) => (kept[index] === true ? (places[index] ?? []) : [])),
  };
}

/** A rough size in bytes of what a batch holds in memory: the texts, and about as much again parsed, per event. */
export function batchSize(batch: Batch): number {
  let size = 1024;
  for (const event of batch.texts) size += pieceOf(event).length * 3 + 256;
  for (const { text } of batch.strays) size += text.length * 3 + 256;
  return size;
}
