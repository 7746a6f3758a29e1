import { eventsOfCases, type Scenario } from "../scenario.ts";
import { createEventList } from "./event-list.ts";

/** The events of cases one after the other in one list. */
export interface CaseList {
  readonly count: number;
  /** Of a case, from `start` at most `size`; its events are counted from 0. */
  page(index: number, start: number, size: number): string;
  lengthOf(index: number): number;
}

const minute = 60_000;
/** A Monday; each case begins an hour after the one before. */
const beginning = Date.UTC(2026, 0, 5, 8);

export function createCaseList(
  scenario: Scenario,
  make: (index: number, isFirst: boolean, time: number) => string,
): CaseList {
  const lengths = eventsOfCases(scenario);
  const firsts: number[] = [0];
  for (const length of lengths) firsts.push((firsts.at(-1) ?? 0) + length);
  const list = createEventList((index) => {
    const owner = ownerOf(firsts, index);
    const place = index - (firsts[owner] ?? 0);
    return make(index, place === 0, beginning + owner * 60 * minute + place * minute + (index % 997));
  });
  return {
    count: lengths.length,
    lengthOf: (index) => lengths[index] ?? 0,
    page(index, start, size) {
      const first = firsts[index] ?? 0;
      return list.joined(first + start, first + Math.min(start + size, lengths[index] ?? 0));
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
