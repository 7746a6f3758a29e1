import { ExportError } from "../core/errors.ts";
import { compareInstants, isWithin } from "../core/time.ts";
import type { Instant, Window } from "../core/types.ts";

/** Watches one slice for events that the service gives in another window than that of their own time. */
export interface Strays {
  /** The time of an event of the slice; null, of one whose time cannot be read: that is delivered wherever it comes. */
  note(time: Instant | null): void;
  /** To be thrown after the last page of the slice; undefined when there was no stray. */
  failure(doing: string): ExportError | undefined;
}

/**
 * A service may file an event under another time than the event's own, that of its arrival, say. Such an event comes in
 * a window that it does not belong to, and is dropped there for its time; its own window may never have it. So it must
 * not be passed over when the export as a whole is to have it.
 *
 * `asked` is what the service was asked for, both ends included; `exported` is the window of the whole export.
 */
export function createStrays(asked: Window, exported: Window): Strays {
  let count = 0;
  return {
    note(time) {
      if (time !== null && !isAsked(asked, time) && isWithin(exported, time)) count += 1;
    },
    failure(doing) {
      if (count === 0) return undefined;
      const events = count === 1 ? "1 event of another window" : `${count} events of other windows`;
      return new ExportError(
        "incomplete",
        `could not ${doing} whole: ${events} came in it, so the service filed events under another time than their own`,
        { hint: "please report it; the service's own tools list what it has of this window", ofSlice: true },
      );
    },
  };
}

/** @throws ExportError for the first of the slice's parts in which there was a stray. */
export function checkStrays(parts: readonly Strays[], doing: string): void {
  const failure = parts.map((part) => part.failure(doing)).find((found) => found !== undefined);
  if (failure !== undefined) throw failure;
}

function isAsked({ since, until }: Window, time: Instant): boolean {
  if (since !== undefined && compareInstants(time, since) < 0) return false;
  return until === undefined || compareInstants(time, until) <= 0;
}
