import type { Ledger } from "../core/ledger.ts";
import type { Batch } from "../core/slice-reader.ts";
import type { Slice } from "../core/types.ts";
import type { SliceEntry } from "./format.ts";
import type { Spans } from "./spans.ts";

type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** Whether the list of slices came to its end; of a short one all was passed that it had, and something is missing. */
export type Listing = "whole" | "short" | "unfinished";

/** The account of a run, slice by slice, in the order in which they were read. */
export interface Entries {
  /** The slice's own, begun where there is none yet. */
  of(slice: Slice): Mutable<SliceEntry>;
  all(): readonly SliceEntry[];
  /** The windows that were read to their end. */
  completedWindows(): Spans;
  withState(state: SliceEntry["state"]): readonly SliceEntry[];
  /** Events that came after their time had been read. */
  late(): number;
  readonly listing: Listing;
  /** What the engine tells a ledger of slices. */
  readonly account: Pick<Ledger, "complete" | "cut" | "fail" | "listed">;
}

export function createEntries(): Entries {
  const entries = new Map<Slice, Mutable<SliceEntry>>();
  let listing: Listing = "unfinished";

  function of(slice: Slice): Mutable<SliceEntry> {
    const known = entries.get(slice);
    if (known !== undefined) return known;
    const entry: Mutable<SliceEntry> = {
      key: slice.key,
      label: slice.label,
      scope: slice.scope,
      window: slice.window ?? null,
      pages: 0,
      records: 0,
      duplicates: 0,
      known: 0,
      late: 0,
      state: "unfinished",
      error: null,
      blocks: null,
      before: null,
    };
    entries.set(slice, entry);
    return entry;
  }

  return {
    of,
    get listing() {
      return listing;
    },
    account: {
      complete: (slice) => void (of(slice).state = "complete"),
      cut: (slice) => void (of(slice).state = "cut"),
      fail({ slice, error }) {
        if (slice === undefined) {
          listing = "short";
          return;
        }
        const entry = of(slice);
        entry.state = error.code === "notFound" ? "gone" : "failed";
        entry.error = error.message;
      },
      listed: () => void (listing = "whole"),
    },
    all: () => [...entries.values()],
    completedWindows() {
      return [...entries.values()].flatMap(({ window, state }) => {
        const { since, until } = window ?? {};
        return state === "complete" && since !== undefined && until !== undefined ? [{ since, until }] : [];
      });
    },
    withState: (state) => [...entries.values()].filter((entry) => entry.state === state),
    late: () => [...entries.values()].reduce((sum, { late }) => sum + late, 0),
  };
}

export function notePage(entry: Mutable<SliceEntry>, batch: Batch, block: number): void {
  entry.pages += 1;
  entry.records += batch.records.length;
  entry.duplicates += batch.duplicates;
  if (batch.records.length > 0) entry.blocks = [entry.blocks?.[0] ?? block, block];
}
