import type { Totals } from "./totals.ts";
import type { ExportError } from "./errors.ts";
import type { Batch, SliceFailure } from "./slice-reader.ts";
import type { Slice } from "./types.ts";

/**
 * Keeps account of an export, slice by slice, and knows what earlier ones have delivered: so that the next one need only
 * deliver what is new, and can say what is missing.
 */
export interface Ledger {
  /** A run is committed whatever it failed with, and with what came until then; else only one that has read something whole. */
  readonly keepsFailures: boolean;
  /** What of a batch is to be delivered now. Called for each, in the order of delivery, before it is written. */
  admit(batch: Batch): Promise<Admitted>;
  /** The slice was read to its end. */
  complete(slice: Slice): void;
  /** The slice, or the rest of the list of slices, could not be read. */
  fail(failure: SliceFailure): void;
  /** The slice is read in parts instead, which follow. */
  cut(slice: Slice): void;
  /** Every slice there is has passed: the list of them came to its end. */
  listed(): void;
  /** All that is delivered is written and forced to where it goes: now, and only now, it counts. */
  commit(totals: Readonly<Totals>, failure: ExportError | undefined): Promise<void>;
}

export interface Admitted {
  readonly batch: Batch;
  /** Events left out because an earlier export has delivered them. */
  readonly known: number;
}
