import type { Scenario, Span } from "../scenario.ts";

/** When the events of a service that is asked by time happened: the first is the oldest. */
export interface Timeline {
  timeOf(index: number): number;
  /** The events from `since` to `until`, both included: the first, and the one after the last. */
  within(since: number, until: number): readonly [first: number, end: number];
}

export function createTimeline({ events, uneven }: Scenario, { since, until }: Span): Timeline {
  const length = until - since;

  /** In whole milliseconds, as the services say it; never on the border of a day. */
  function timeOf(index: number): number {
    const part = (index + 0.5) / events;
    return Math.floor(since + length * (uneven ? unevenPlace(part) : part));
  }

  /** The first event that is not before the time. */
  function firstFrom(time: number): number {
    let [low, high] = [0, events];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (timeOf(middle) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return { timeOf, within: (start, end) => [firstFrom(start), firstFrom(Math.floor(end) + 1)] };
}

/** Where in the time a part of the events has passed: a twentieth until 0.45, nine tenths from there to 0.55. */
function unevenPlace(part: number): number {
  if (part < 0.05) return part * 9;
  if (part > 0.95) return 1 - (1 - part) * 9;
  return 0.45 + (part - 0.05) / 9;
}
