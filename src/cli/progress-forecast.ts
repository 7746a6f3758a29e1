import type { ProgressFacts } from "./progress.ts";

/** What is told of a run's speed. */
export interface Forecast {
  /** Records that are read in a second, lately. */
  readonly rate: number | undefined;
  /** Milliseconds until its end, about; undefined where it would be a guess. */
  readonly left: number | undefined;
}

/** Milliseconds back that the speeds are taken from: of records, which is to show what is, and of all, which is to be calm. */
const lately = 5_000;
const calmly = 300_000;

/** Milliseconds between two forecasts: numbers that change faster cannot be read. */
const refresh = 1_000;

/** Milliseconds, and slices or else a part of the whole, that must have passed before the rest can be told from them. */
const leastTime = 3_000;
const leastDone = 3;
const leastPart = 0.05;

/** Milliseconds: a longer time says no more than that it is long. */
const longest = 7 * 86_400_000;

/** Gives what is to be shown for the facts at a time, in milliseconds of whatever clock. */
export function createForecast(): (now: number, facts: ProgressFacts) => Forecast {
  const records = createMeter(lately);
  const all = createMeter(calmly);
  let forecast: Forecast = { rate: undefined, left: undefined };
  let nextAt = -Infinity;

  return (now, facts) => {
    if (now < nextAt || facts.isComplete === undefined) return forecast;
    nextAt = now + refresh;
    forecast = { rate: records(now, facts.read).perSecond, left: leftOf(now, facts) };
    return forecast;
  };

  function leftOf(now: number, facts: ProgressFacts): number | undefined {
    const part = partOf(facts);
    if (part === undefined) return undefined;
    const { perSecond, passed } = all(now, part);
    if (perSecond === undefined || passed < leastTime) return undefined;
    if (facts.done < leastDone && part < leastPart) return undefined;
    const left = ((1 - part) / perSecond) * 1000;
    return left > 0 && left <= longest ? left : undefined;
  }
}

/** How many slices there are, so far as that is known; and whether those are all. */
export function knownOf({ listed, expected, isComplete }: ProgressFacts): {
  readonly known: number;
  readonly isAll: boolean;
} {
  if (isComplete === true || expected === undefined) return { known: listed, isAll: isComplete === true };
  return { known: Math.max(listed, expected), isAll: expected >= listed };
}

/** The part of the whole that is done, 0 to 1; undefined where nobody knows how much the whole is. */
function partOf(facts: ProgressFacts): number | undefined {
  const { done, share, records, mostRecords } = facts;
  const { known, isAll } = knownOf(facts);
  const parts = [
    ...(isAll && known > 0 ? [(done + share) / known] : []),
    // Whichever comes first ends the run.
    ...(mostRecords === undefined || mostRecords === 0 ? [] : [records / mostRecords]),
  ];
  return parts.length === 0 ? undefined : Math.min(1, Math.max(...parts));
}

interface Speed {
  /** Undefined where nothing has come. */
  readonly perSecond: number | undefined;
  /** Milliseconds that it is taken from. */
  readonly passed: number;
}

/** The speed at which a number has grown over the last `span` milliseconds; some fifty samples are kept. */
export function createMeter(span: number): (now: number, value: number) => Speed {
  const samples: { readonly time: number; readonly value: number }[] = [];

  return (now, value) => {
    const last = samples.at(-1);
    if (last === undefined || now - last.time >= span / 50) samples.push({ time: now, value });
    while ((samples[1]?.time ?? Infinity) <= now - span) samples.shift();
    const [first = { time: now, value }] = samples;
    const passed = now - first.time;
    const grown = value - first.value;
    return { perSecond: passed > 0 && grown > 0 ? (grown / passed) * 1000 : undefined, passed };
  };
}
