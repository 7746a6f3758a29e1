import { cut, textWidth } from "../formats/text-width.ts";
import { durationWords } from "./duration.ts";
import { type Forecast, knownOf } from "./progress-forecast.ts";
import type { ProgressFacts, ProgressSubject } from "./progress.ts";

/** What is told beside the facts themselves. */
interface Shown extends Forecast {
  /** What goes on while nothing comes. */
  readonly note: string | undefined;
}

/** The line in at most so many columns: what tells least is left out until the rest has room, and that is cut at last. */
export function progressText(
  { label, unit, noun }: ProgressSubject,
  facts: ProgressFacts,
  { rate, left, note }: Shown,
  width: number,
): string {
  if (width <= 0) return "";
  const { isComplete, listed, expected } = facts;
  if (isComplete === undefined || (listed === 0 && !isComplete && expected === undefined)) {
    return fitting(
      [{ label, note: note ?? (isComplete === undefined ? "starting" : `listing the ${unit[1]}`) }],
      width,
    );
  }
  const whole: Parts = {
    label,
    counts: [
      countText(facts, unit),
      recordsText(facts, noun),
      rate === undefined ? undefined : rateText(rate),
      left === undefined ? undefined : `about ${durationWords(roughly(left))} left`,
    ],
    note,
  };
  const [slices, events, , end] = whole.counts ?? [];
  return fitting(
    [
      whole,
      { ...whole, counts: [slices, events, end] },
      { ...whole, counts: [slices, events] },
      { ...whole, counts: [slices] },
      { counts: [slices], note },
      { counts: [countText(facts, undefined)], note },
    ],
    width,
  );
}

interface Parts {
  readonly label?: string;
  readonly counts?: readonly (string | undefined)[];
  readonly note?: string | undefined;
}

/** The first that has room; of the last what has. */
function fitting(choices: readonly Parts[], width: number): string {
  const lines = choices.map(lineOf);
  const whole = lines.find((line) => textWidth(line) <= width);
  return whole ?? cut(lines.at(-1) ?? "", width, "start");
}

function lineOf({ label, counts = [], note }: Parts): string {
  const told = counts.filter((text) => text !== undefined).join(", ");
  const texts = [told, note].filter((text) => text !== undefined && text !== "").join("; ");
  return label === undefined ? texts : `${label}: ${texts}`;
}

/** `12 of 200 cases`; `12 of 200+ cases` while there may be more. */
function countText(facts: ProgressFacts, unit: ProgressSubject["unit"] | undefined): string {
  const { known, isAll } = knownOf(facts);
  const count = `${facts.done} of ${known}${isAll ? "" : "+"}`;
  if (unit === undefined) return count;
  return `${count} ${isAll && known === 1 ? unit[0] : unit[1]}`;
}

/** `345 events`; `1 of 345 events` where others are left out: that all goes on is seen by those. */
function recordsText({ records, read }: ProgressFacts, [one, many]: ProgressSubject["noun"]): string {
  if (read > records) return `${records} of ${read} ${many}`;
  return `${records} ${records === 1 ? one : many}`;
}

function rateText(perSecond: number): string {
  return `${perSecond >= 10 ? Math.round(perSecond) : Number(perSecond.toPrecision(2))}/s`;
}

/** An estimate has no more digits than it is worth: milliseconds in steps of 5, 10 or 60 seconds. */
function roughly(milliseconds: number): number {
  const step = milliseconds < 30_000 ? 5_000 : milliseconds < 90_000 ? 10_000 : 60_000;
  return Math.ceil(milliseconds / step) * step;
}
