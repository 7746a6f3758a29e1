import type { Batch } from "./slice-reader.ts";
import type { AuditRecord, Slice } from "./types.ts";

/** What was delivered of a slice before it was cut. */
interface Given {
  readonly events: ReadonlySet<string>;
  /** Of the slice that this one is a part of itself. */
  readonly outer: Given | undefined;
}

/**
 * A slice that is cut has been read in part, and that was delivered at once, for nobody could know. Its parts are of the
 * whole of it, so what was delivered comes with them again: this leaves it out. All batches must pass in the order of
 * delivery.
 */
export interface CutSlices {
  /** The batch without the events that were delivered before its slice was cut out of another. */
  withoutGiven(batch: Batch): Batch;
  /** A slice is read in parts from now on, after these batches of its own, as they were delivered. */
  cut(slice: Slice, parts: readonly Slice[], delivered: readonly Batch[]): void;
  /** No further batch of it comes. */
  end(slice: Slice): void;
}

export function createCutSlices(): CutSlices {
  const givenBefore = new Map<Slice, Given>();

  return {
    withoutGiven(batch) {
      const given = givenBefore.get(batch.slice);
      if (given === undefined) return batch;
      const isNew = batch.records.map((record, index) => !isGiven(given, keyOf(record, batch.texts[index])));
      if (!isNew.includes(false)) return batch;
      return {
        ...batch,
        records: batch.records.filter((_, index) => isNew[index]),
        texts: batch.texts.filter((_, index) => isNew[index]),
        unknown: batch.unknown.filter((_, index) => isNew[index]),
      };
    },

    cut(slice, parts, delivered) {
      const events = new Set<string>();
      for (const { records, texts } of delivered) {
        for (const [index, record] of records.entries()) events.add(keyOf(record, texts[index]));
      }
      const given = { events, outer: givenBefore.get(slice) };
      givenBefore.delete(slice);
      for (const part of parts) givenBefore.set(part, given);
    },

    end: (slice) => void givenBefore.delete(slice),
  };
}

function isGiven(given: Given | undefined, key: string): boolean {
  if (given === undefined) return false;
  return given.events.has(key) || isGiven(given.outer, key);
}

/** An event of the same id and another text is another one. */
function keyOf({ id }: AuditRecord, text: string | undefined): string {
  return `${id}\n${text}`;
}
