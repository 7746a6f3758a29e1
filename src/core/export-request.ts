import type { Ledger } from "./ledger.ts";
import type { Sorter } from "./sorter.ts";
import type { Totals } from "./totals.ts";
import type { AuditRecord, Formatter, Output, Query, Source } from "./types.ts";

/** How far the list of slices is; the parts of one that is cut do not count. */
export interface Listing {
  /** Slices that it has given. */
  readonly listed: number;
  /** How many it will give, where the source has said so. */
  readonly expected: number | undefined;
  /** There are no more. */
  readonly isComplete: boolean;
}

/** All that a run of the engine is told. */
export interface ExportRequest {
  readonly sourceId: string;
  readonly source: Source;
  readonly query: Pick<Query, "window" | "pageSize" | "changedSince">;
  readonly formatter: Formatter;
  readonly output: Output;
  /** Which records are delivered; left out: all. */
  readonly where?: (record: AuditRecord, text: string) => boolean;
  /** Stop after so many records; with a sorter, these are the first of its order, and all is read. */
  readonly limit: number | undefined;
  /** Slices read at the same time. */
  readonly concurrency: number;
  /** Bytes that all slices together may hold back for their turn, about. */
  readonly buffer: number;
  /** Ends the run early. */
  readonly signal: AbortSignal;
  /** Aborted when the time for the run is over: it then ends after the page in hand, as if that were all. */
  readonly stop?: AbortSignal;
  /** Keeps account, and leaves out what earlier runs had. */
  readonly ledger?: Ledger;
  /** Holds back the records until all are there, and gives them in another order. Not beside a ledger. */
  readonly sorter?: Sorter;
  /** Called after each step is written, never before: what it is told is delivered. */
  readonly onProgress?: (totals: Readonly<Totals>) => void;
  /** Called when the list of slices begins, with each slice that it gives, and at its end. */
  readonly onListing?: (listing: Listing) => void;
}
