import { eventAt } from "./delivery.ts";
import { type Batch, onlyThose } from "./slice-reader.ts";
import { isWithin } from "./time.ts";
import type { EventText, Instant, Slice } from "./types.ts";

/** An event that was delivered. */
interface Given {
  readonly id: string;
  readonly time: Instant | null;
  readonly event: EventText;
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
  /** By the slices that will have them again, and then by their ids. */
  const givenBefore = new Map<Slice, ReadonlyMap<string, readonly Given[]>>();

  return {
    withoutGiven(batch) {
      const given = givenBefore.get(batch.slice);
      if (given === undefined) return batch;
      // One of the same id and another text is another event.
      const isNew = batch.records.map(
        ({ id }, index) => given.get(id)?.some(({ event }) => event.text === eventAt(batch.texts, index).text) !== true,
      );
      if (!isNew.includes(false)) return batch;
      return onlyThose(batch, isNew);
    },

    cut(slice, parts, delivered) {
      const events = [...(givenBefore.get(slice)?.values() ?? [])].flat().concat(delivered.flatMap(eventsOf));
      givenBefore.delete(slice);
      for (const part of parts) {
        const { window = {} } = part;
        const own = events.filter(({ time }) => time === null || isWithin(window, time));
        if (own.length > 0) givenBefore.set(part, byId(own));
      }
    },

    end: (slice) => void givenBefore.delete(slice),
  };
}

function byId(events: readonly Given[]): ReadonlyMap<string, readonly Given[]> {
  const lists = new Map<string, readonly Given[]>();
  for (const event of events) lists.set(event.id, [...(lists.get(event.id) ?? []), event]);
  return lists;
}

function eventsOf({ records, texts }: Batch): readonly Given[] {
  return records.map(({ id, time }, index) => ({ id, time, event: eventAt(texts, index) }));
}
