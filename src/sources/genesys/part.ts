import { ExportError } from "../../core/errors.ts";
import { compareInstants, isWithin, toInstant } from "../../core/time.ts";
import type { Instant, Item, Page } from "../../core/types.ts";
import type { Attempt } from "./caller.ts";
import { itemTime, nameOf } from "./event-time.ts";
import { isBeyond, type Span, toMilliseconds, widening } from "./windows.ts";

/** What of the events that came for a part of a window is meant. */
export interface Part {
  /**
   * Whether an event is to go on: not one of another part that has it itself. What is no part of the window at all does,
   * for the engine sees to it that it is not lost; and so does what has no time.
   */
  takes(item: Item, time: Instant | null): boolean;
  /** Whether a time was asked for; an event of one that was not may be lost elsewhere, or delivered, and is counted. */
  isAsked(asked: Span, time: Instant): boolean;
  /**
   * What follows the last page: events that came with an earlier part, and with this one, their own, not again.
   *
   * @throws ExportError (incomplete) when events came that were not asked for.
   */
  end(attempt: Attempt): Generator<Page, void, undefined>;
}

/**
 * The parts that a window is read in, in the order of time. Each is asked for with a second more at either end, so that
 * neighbours have the events around their bound in common, unless the service files one under another time than its own:
 * those are told by their names.
 */
export function createParts(whole: Span): (span: Span) => Part {
  /** Events that were delivered, of those near the end of their part. */
  const settled = new Set<string>();
  /** Events that came before their own part did. */
  const early = new Map<string, Item>();

  return (span) => {
    const nearEnd = toInstant(toMilliseconds(span.until) - widening);
    let unasked = 0;

    function isAsked(asked: Span, time: Instant): boolean {
      const isFarOff = isBeyond(asked, time);
      if (isFarOff) unasked += 1;
      return !isFarOff;
    }

    function isMissing(item: Item, time: Instant): boolean {
      if (!isAsked(span, time)) return false;
      const name = nameOf(item);
      if (compareInstants(time, span.since) >= 0) {
        early.set(name, item);
        return false;
      }
      const isNew = !settled.has(name);
      settled.add(name);
      return isNew;
    }

    return {
      isAsked,
      takes(item, time) {
        if (time === null || !isWithin(whole, time)) return true;
        if (!isWithin(span, time)) return isMissing(item, time);
        if (early.size > 0) early.delete(nameOf(item));
        if (compareInstants(time, nearEnd) >= 0) settled.add(nameOf(item));
        return true;
      },
      *end({ doing, ofSlice }) {
        const own = [...early].filter(([, item]) => isWithin(span, itemTime(item) ?? ""));
        for (const [name] of own) {
          early.delete(name);
          settled.add(name);
        }
        if (own.length > 0) yield { items: own.map(([, item]) => item) };
        if (unasked === 0) return;
        const what = unasked === 1 ? "1 event came that was" : `${unasked} events came that were`;
        throw new ExportError("incomplete", `could not ${doing} for certain: ${what} not asked for`, {
          hint: "the service filed it under another time than its own, or does not keep to the interval; export shorter windows",
          ofSlice,
        });
      },
    };
  };
}
