import { eventsOfCases, type Scenario } from "../scenario.ts";
import { createEventList, type TimeNotation } from "./event-list.ts";

/** The events of cases one after the other in one list. */
export interface CaseList {
  readonly count: number;
  /** Of a case, from `start` at most `size`, between what stands before and after; its events are counted from 0. */
  page(index: number, start: number, size: number, before: string, after: string): Uint8Array;
  lengthOf(index: number): number;
}

const minute = 60_000;
/** A Monday; each case begins an hour after the one before. */
const beginning = Date.UTC(2026, 0, 5, 8);

export function createCaseList(
  scenario: Scenario,
  make: (index: number, isFirst: boolean) => string,
  notation: TimeNotation,
): CaseList {
  const lengths = eventsOfCases(scenario);
  const firsts: number[] = [0];
  for (const length of lengths) firsts.push((firsts.at(-1) ?? 0) + length);
  const list = createEventList(
    (index) => make(index, false),
    (index) => make(index, true),
    (index) => {
      const owner = ownerOf(firsts, index);
      const place = index - (firsts[owner] ?? 0);
      return { time: beginning + owner * 60 * minute + place * minute + (index % 997), isFirst: place === 0 };
    },
    notation,
  );
  return {
    count: lengths.length,
    lengthOf: (index) => lengths[index] ?? 0,
    page(index, start, size, before, after) {
      const first = firsts[index] ?? 0;
      return list.page(before, first + start, first + Math.min(start + size, lengths[index] ?? 0), after);
    },
  };
}

/** The last of the cases that begin at or before the event; empty ones own none. */
function ownerOf(firsts: readonly number[], index: number): number {
  let [low, high] = [0, firsts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((firsts[middle] ?? 0) <= index) low = middle;
    else high = middle;
  }
  return low;
}
