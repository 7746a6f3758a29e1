import { ExportError } from "../../core/errors.ts";
import { isWithin } from "../../core/time.ts";
import type { Instant } from "../../core/types.ts";
import type { Attempt } from "./caller.ts";
import { isBeyond, type Span } from "./windows.ts";

/** What of the events that came for a part of a window is meant. */
export interface Part {
  /**
   * Whether an event of that time is to go on: not one of another part, which has it itself. What is no part of the window
   * at all does, for the engine sees to it that it is not lost; and so does what has no time.
   */
  has(time: Instant | null): boolean;
  /** Whether the event was asked for; one that was not may be lost elsewhere, or delivered already, and is counted. */
  isAsked(asked: Span, time: Instant): boolean;
  /** @throws ExportError (incomplete) when events came that were not asked for. */
  check(attempt: Attempt): void;
}

export function createPart(span: Span, whole: Span): Part {
  let unasked = 0;

  function isAsked(asked: Span, time: Instant): boolean {
    const isFarOff = isBeyond(asked, time);
    if (isFarOff) unasked += 1;
    return !isFarOff;
  }

  return {
    isAsked,
    has(time) {
      if (time === null || isWithin(span, time) || !isWithin(whole, time)) return true;
      isAsked(span, time);
      return false;
    },
    check({ doing, ofSlice }) {
      if (unasked === 0) return;
      const what = unasked === 1 ? "1 event came that was" : `${unasked} events came that were`;
      throw new ExportError("incomplete", `could not ${doing} for certain: ${what} not asked for`, {
        hint: "the service filed it under another time than its own, or does not keep to the interval; export shorter windows",
        ofSlice,
      });
    },
  };
}
