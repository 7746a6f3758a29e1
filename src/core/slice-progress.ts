import type { Batch } from "./slice-reader.ts";

/** How far the slices of the list are, and the one that is being delivered. All that is delivered must pass, in its order. */
export interface SliceProgress {
  /** See Totals. */
  readonly done: number;
  readonly share: number;
  take(batch: Batch): void;
  /** A slice, or a part of one, is over. */
  end(): void;
}

/** Of a window, times may go back by so much of it before its events count as unordered: some come late. */
const disorder = 0.05;

export function createSliceProgress(): SliceProgress {
  let done = 0;
  /** Slices that the current one of the list has been cut into and that are not over; 1 for one that is whole. */
  let open = 0;
  let place = createPlace(undefined);

  return {
    get done() {
      return done;
    },
    get share() {
      return place.share;
    },
    take({ slice, parts, records }) {
      if (open === 0) {
        open = 1;
        place = createPlace(slice.window);
      }
      if (parts.length > 0) open += parts.length - 1;
      place.see(records);
    },
    end() {
      open = Math.max(open, 1) - 1;
      if (open > 0) return;
      done += 1;
      place = createPlace(undefined);
    },
  };
}

interface Place {
  readonly share: number;
  see(records: Batch["records"]): void;
}

/** Where in a window its events are, be they in the order of time or against it. */
function createPlace(window: Batch["slice"]["window"]): Place {
  const [since, until] = [Date.parse(window?.since ?? ""), Date.parse(window?.until ?? "")];
  let first = Number.NaN;
  let share = 0;
  let isOrdered = until > since;

  return {
    get share() {
      return isOrdered ? share : 0;
    },
    see(records) {
      if (!isOrdered) return;
      if (Number.isNaN(first)) first = Date.parse(records[0]?.time ?? "");
      const last = Date.parse(records.at(-1)?.time ?? "");
      // Events of one moment do not say which way they go.
      if (Number.isNaN(first) || Number.isNaN(last) || first === last) return;
      const reached = (last > first ? last - since : until - last) / (until - since);
      isOrdered = reached > share - disorder;
      share = Math.min(1, Math.max(share, reached));
    },
  };
}
