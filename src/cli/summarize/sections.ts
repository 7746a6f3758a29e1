import type { Dimension } from "./dimensions.ts";
import type { Group } from "./tally.ts";

/** What is shown of one dimension. */
export interface Section {
  readonly name: string;
  /** Set where the values are a course of time. */
  readonly course: Dimension["course"];
  /** Whether the groups are all of it, in its order. */
  readonly isWhole: boolean;
  readonly groups: readonly Group[];
  /** The groups that are not shown, and their records; and of a course what lies within it and had no records. */
  readonly others: { readonly groups: number; readonly records: number; readonly empty: number };
}

/** Rows of a section of values, and of one of time: a month of days. */
const usualRows = 10;
const usualRowsOfTime = 31;

/**
 * The groups of a dimension as people look for them: the largest first, and a course of time in its order, with those of its
 * days that had nothing. Where it has more rows than it may have it is no course: the largest are shown.
 *
 * @param top how many groups at most; left out: 10, of time 31
 */
export function toSection({ name, course }: Dimension, groups: readonly Group[], top?: number): Section {
  if (course !== undefined) {
    const whole = wholeCourse(course, groups, top ?? usualRowsOfTime);
    if (whole !== undefined) {
      return { name, course, isWhole: true, groups: whole, others: { groups: 0, records: 0, empty: 0 } };
    }
  }
  const shown = largestFirst(groups).slice(0, top ?? usualRows);
  const [all, those] = [groups, shown].map((list) => list.reduce((sum, { count }) => sum + count, 0));
  const others = {
    groups: groups.length - shown.length,
    records: (all ?? 0) - (those ?? 0),
    empty: course === undefined ? 0 : spanOf(course, groups).length - datedOf(groups).length,
  };
  return { name, course, isWhole: false, groups: shown, others };
}

/** The largest first; equal ones by their text, so that every run shows the same. What has none comes last of them. */
export function largestFirst(groups: readonly Group[]): readonly Group[] {
  return groups.toSorted((one, other) => other.count - one.count || compareTexts(one, other));
}

/** Time in its order. */
export function inOrder(groups: readonly Group[]): readonly Group[] {
  return groups.toSorted(compareTexts);
}

function compareTexts(one: Group, other: Group): number {
  if (one.text === other.text) return compare(rest(one), rest(other));
  if (one.text === null || other.text === null) return one.text === null ? 1 : -1;
  return compare(one.text, other.text);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What may tell groups of one text apart. */
function rest({ isLiteral, id }: Group): string {
  return `${isLiteral ? 0 : 1} ${id}`;
}

function wholeCourse(
  course: NonNullable<Dimension["course"]>,
  groups: readonly Group[],
  most: number,
): readonly Group[] | undefined {
  const undated = groups.filter(({ text }) => text === null);
  const { start, length, nameOf } = spanOf(course, groups);
  if (length + undated.length > most) return undefined;
  const byName = new Map(groups.map((group) => [group.text, group]));
  const names = Array.from({ length }, (_, index) => nameOf(start + index));
  return [...names.map((name) => byName.get(name) ?? emptyGroup(name)), ...undated];
}

function datedOf(groups: readonly Group[]): readonly Group[] {
  return groups.filter(({ text }) => text !== null);
}

function emptyGroup(text: string): Group {
  return { text, isLiteral: false, id: null, count: 0, first: null, last: null };
}

interface Span {
  readonly start: number;
  readonly length: number;
  nameOf(number: number): string;
}

/** From the first day, or month, of which there is a record to the last, both included; of hours always the whole day. */
function spanOf(course: NonNullable<Dimension["course"]>, groups: readonly Group[]): Span {
  const sorted = inOrder(datedOf(groups));
  const [first, last] = [sorted[0]?.text ?? null, sorted.at(-1)?.text ?? null];
  const { numberOf, nameOf } = counting[course];
  if (first === null || last === null) return { start: 0, length: 0, nameOf };
  if (course === "hour") return { start: 0, length: 24, nameOf };
  return { start: numberOf(first), length: numberOf(last) - numberOf(first) + 1, nameOf };
}

const dayLength = 86_400_000;

/** Days, months and hours as numbers that count up by one. */
const counting = {
  day: {
    numberOf: (day: string) => Date.parse(`${day}T00:00:00Z`) / dayLength,
    nameOf: (number: number) => new Date(number * dayLength).toISOString().slice(0, 10),
  },
  month: {
    numberOf: (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1,
    nameOf: (number: number) => `${padded(Math.floor(number / 12), 4)}-${padded((number % 12) + 1, 2)}`,
  },
  hour: { numberOf: Number, nameOf: (number: number) => padded(number, 2) },
} as const;

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, "0");
}
