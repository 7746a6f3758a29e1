import { createHash } from "node:crypto";
import { ExportError } from "../../core/errors.ts";
import type { Log } from "../../core/source-definition.ts";
import type { Item, Page } from "../../core/types.ts";
import type { RealtimePage } from "./answers.ts";
import type { Attempt } from "./caller.ts";
import { itemId } from "./event-time.ts";
import { failureOf } from "./failure.ts";

export type AskPage = (pageNumber: number, pageSize: number) => Promise<RealtimePage>;

/** How often a window is read at the most, while its events move or do not fit their number. */
const readings = 6;
/**
 * So many pages in a row without an event new to the reading are a circle: among the pages that the service counts, where
 * some may be empty or have moved, and behind them, where nothing says how many there are.
 */
const mostStalePages = { counted: 20, uncounted: 3 };

/**
 * All pages of a window. Page numbers are no cursor: an event that arrives late, or leaves, or shares its second with
 * others and changes places with them, moves the pages, and one event is seen twice while another is not seen at all. So a
 * window of several pages is read until a whole reading finds nothing new, and what came is compared with the service's
 * count; what is new of a reading is delivered.
 */
export async function* readWindow(
  ask: AskPage,
  attempt: Attempt,
  pageSize: number,
  log: Log,
): AsyncGenerator<Page, void, undefined> {
  const ledger = createLedger();
  let size = pageSize;
  for (let reading = 1; ; reading++) {
    let result: Reading;
    try {
      result = yield* readOnce(ask, attempt, size, ledger);
    } catch (error) {
      if (size === 1 || failureOf(error)?.serviceCode !== "response.entity.too.large") throw error;
      size = Math.floor(size / 2);
      reading -= 1;
      continue;
    }
    const { total, pages, hasMoved, hasRepeats } = result;
    const { fresh, distinct, all, changed } = ledger;
    const fits = total === undefined ? !hasRepeats : all === total || distinct === total;
    const isConfirmed = pages === 1 || (reading > 1 && (fresh === 0 || all === total));
    if (fits && isConfirmed && !hasMoved) {
      if (changed > 0) log.warn(`${changed} events of the window changed while it was read: they are exported twice`);
      return;
    }
    if (reading === readings) throw notAll(attempt, ledger, total, hasMoved);
  }
}

/** What one reading of all pages came to, beside what the ledger has of it. */
interface Reading {
  readonly total: number | undefined;
  readonly pages: number;
  /** The count changed on the way. */
  readonly hasMoved: boolean;
  readonly hasRepeats: boolean;
}

async function* readOnce(
  ask: AskPage,
  attempt: Attempt,
  size: number,
  ledger: Ledger,
): AsyncGenerator<Page, Reading, undefined> {
  ledger.begin();
  let came = 0;
  let largest = 0;
  let stale = 0;
  let total: number | undefined;
  let hasMoved = false;
  for (let number = 1; ; number++) {
    const page = await ask(number, size);
    const { items, pageCount } = page;
    if (number === 1) total = page.total;
    hasMoved ||= page.total !== total;
    const before = ledger.distinct;
    yield { items: ledger.take(items) };
    came += items.length;
    largest = Math.max(largest, items.length);
    stale = ledger.distinct === before ? stale + 1 : 0;
    const expected = Math.max(pageCount ?? 0, total === undefined ? 0 : Math.ceil(total / size));
    if (number >= expected) {
      // Without a count a page says of itself only that it is empty, or shorter than those before it.
      const isShort = items.length === 0 || (pageCount !== undefined && items.length < largest);
      if (total === undefined ? isShort : items.length === 0 || came >= total)
        return { total, pages: number, hasMoved, hasRepeats: came > ledger.distinct };
    }
    if (stale >= (number < expected ? mostStalePages.counted : mostStalePages.uncounted)) throw circling(attempt);
  }
}

/** What was seen of a window: in this reading, and in all. */
interface Ledger {
  begin(): void;
  /** The items that no reading has delivered yet, or that have changed since. */
  take(items: readonly Item[]): readonly Item[];
  /** Different events in this reading. */
  readonly distinct: number;
  /** Events of this reading that none before it had. */
  readonly fresh: number;
  /** Different events in all readings; one that changed between two of them is no other. */
  readonly all: number;
  /** Events that came again with another text. */
  readonly changed: number;
}

function createLedger(): Ledger {
  /** The texts that came, as hashes; of an event without an id, with how often it had come before in its reading. */
  const known = new Set<string>();
  const seen = new Set<string>();
  const nameless = new Map<string, number>();
  /** How many different texts an id has: in this reading, and the most that one reading had. */
  const variants = new Map<string, number>();
  const mostVariants = new Map<string, number>();
  let fresh = 0;
  let all = 0;
  let changed = 0;

  function isNew(item: Item): boolean {
    const hash = createHash("sha256").update(item.text).digest("base64");
    const id = itemId(item);
    const key = id === undefined ? numbered(hash) : hash;
    const isKnown = known.has(key);
    const isMore = id === undefined ? !isKnown : !seen.has(key) && isVariantMore(id);
    known.add(key);
    seen.add(key);
    if (isMore) {
      fresh += 1;
      all += 1;
    } else if (!isKnown) {
      changed += 1;
    }
    return !isKnown;
  }

  /** Of equal events without an id, as many are new as this reading has more than those before it. */
  function numbered(hash: string): string {
    const times = (nameless.get(hash) ?? 0) + 1;
    nameless.set(hash, times);
    return `${hash} ${times}`;
  }

  /** Whether this reading has more events of the id than any before it: two may share one, and one may change. */
  function isVariantMore(id: string): boolean {
    const count = (variants.get(id) ?? 0) + 1;
    variants.set(id, count);
    if (count <= (mostVariants.get(id) ?? 0)) return false;
    mostVariants.set(id, count);
    return true;
  }

  return {
    begin() {
      seen.clear();
      nameless.clear();
      variants.clear();
      fresh = 0;
    },
    take: (items) => items.filter(isNew),
    get distinct() {
      return seen.size;
    },
    get fresh() {
      return fresh;
    },
    get all() {
      return all;
    },
    get changed() {
      return changed;
    },
  };
}

function notAll(
  { doing, ofSlice }: Attempt,
  { all, fresh }: Ledger,
  total: number | undefined,
  hasMoved: boolean,
): ExportError {
  const isRestless = hasMoved || fresh > 0 || total === undefined;
  const reason = isRestless
    ? "its events change places while they are read"
    : `the service counts ${total} events, and gives ${all}`;
  return new ExportError(
    isRestless ? "temporary" : "incomplete",
    `could not ${doing} to its end: ${reason}, ${readings} times`,
    {
      hint: "what came is exported; run again, or export the window with `audit-export genesys`",
      ofSlice,
    },
  );
}

function circling({ doing, ofSlice }: Attempt): ExportError {
  return new ExportError("temporary", `could not ${doing}: the service gives the same page again and again`, {
    hint: "what follows it could not be read; run again, or export the window with `audit-export genesys`",
    ofSlice,
  });
}
