import { visible } from "../../core/visible.ts";
import { textWidth } from "../../formats/text-width.ts";
import { fitted, type Label, labelsOf } from "./labels.ts";
import type { Section } from "./sections.ts";
import type { Group, Tally } from "./tally.ts";

export interface ChartLooks {
  /** Columns of the terminal; undefined where there is none. */
  readonly room: number | undefined;
  /** Bars of `#`: where block characters would not be shown as such. */
  readonly isAscii: boolean;
}

const gap = "  ";
/** A bar that is shorter says nothing, and one that is longer no more. */
const leastBar = 6;
const mostBar = 48;
/** Of what figures leave of a terminal, labels get this part at most; a day is never cut. */
const labelPart = 0.55;
const leastLabel = 10;

/** Without a terminal: an ARN fits. */
const widestLabel = 100;

const numbers = new Intl.NumberFormat("en");

interface Row {
  readonly label: Label;
  readonly count: string;
  readonly share: string;
  /** Of the largest of its section, 0 to 1; undefined for a row that stands for many. */
  readonly part: number | undefined;
}

/** Records counted, for people: a line of all, then the sections, each with its rows and their bars. */
export function chartText(tally: Tally, sections: readonly Section[], looks: ChartLooks): string {
  const head = `${headText(tally)}\n`;
  if (tally.all.count === 0) return head;
  const rows = sections.map((section) => rowsOf(section, tally.all.count));
  const headings = sections.map(headingOf);
  const { label, count, share, bar } = widthsOf(rows.flat(), headings, looks.room);
  const bars = looks.isAscii ? asciiBar : blockBar;
  const rule = (looks.isAscii ? "-" : "─").repeat(label + count + share + bar);

  function line(row: Row): string {
    const drawn = row.part === undefined || bar === 0 ? "" : gap + bars(row.part, bar - gap.length);
    const shown = share === 0 ? "" : row.share.padStart(share);
    return `${fitted(row.label, label)}${row.count.padStart(count)}${shown}${drawn}`.trimEnd();
  }

  const blocks = rows.map((list, index) => {
    const name: Label = { text: headings[index] ?? "", keep: "start" };
    const heading = line({ label: name, count: "count", share: "share", part: undefined });
    return ["", heading, rule, ...list.map(line)].map((text) => `${text}\n`).join("");
  });
  return head + blocks.join("");
}

/** How many, of what, from when to when. */
export function headText({ all, sources }: Pick<Tally, "all" | "sources">): string {
  const records = `${numbers.format(all.count)} ${all.count === 1 ? "record" : "records"}`;
  const [only] = sources.keys();
  const of =
    sources.size === 0 ? "" : sources.size === 1 ? ` of ${visible(only ?? "")}` : ` of ${sources.size} sources`;
  const when = all.first === null ? "" : `, from ${all.first} to ${all.last}`;
  return `${records}${of}${when}`;
}

function headingOf({ name, course, isWhole }: Section): string {
  if (course === undefined) return visible(name);
  return isWhole ? `${name} (UTC)` : `busiest ${name} (UTC)`;
}

function rowsOf({ groups, others }: Section, all: number): readonly Row[] {
  const most = groups.reduce((largest, { count }) => Math.max(largest, count), 1);
  const labels = labelsOf(groups);
  const rows = groups.map((group: Group, index) => ({
    label: labels[index] ?? { text: "", keep: "start" as const },
    ...figures(group.count, all),
    part: group.count / most,
  }));
  if (others.groups === 0) return rows;
  const empty = others.empty === 0 ? "" : `, ${numbers.format(others.empty)} without`;
  const label = { text: `${numbers.format(others.groups)} more${empty}`, keep: "start" as const };
  return [...rows, { label, ...figures(others.records, all), part: undefined }];
}

function figures(count: number, all: number): Pick<Row, "count" | "share"> {
  return { count: numbers.format(count), share: `${((count / all) * 100).toFixed(1)}%` };
}

/** Columns with the gap before each but the first; 0 for what has no room. All sections have the same, so that bars compare. */
function widthsOf(
  rows: readonly Row[],
  headings: readonly string[],
  room: number | undefined,
): Readonly<Record<"label" | "count" | "share" | "bar", number>> {
  const natural = widest([...headings, ...rows.map(({ label }) => label.text)]);
  const count = gap.length + widest(["count", ...rows.map((row) => row.count)]);
  const share = gap.length + "100.0%".length;
  if (room === undefined) return { label: Math.min(natural, widestLabel), count, share, bar: gap.length + mostBar };
  const label = Math.min(natural, Math.max(leastLabel, Math.floor((room - count - share) * labelPart)));
  const left = room - label - count - share - gap.length;
  if (left >= leastBar) return { label, count, share, bar: gap.length + Math.min(left, mostBar) };
  const isNarrow = room - leastLabel - count - share < 0;
  const figuresWidth = count + (isNarrow ? 0 : share);
  const most = Math.max(1, room - figuresWidth);
  return { label: Math.min(natural, most), count, share: isNarrow ? 0 : share, bar: 0 };
}

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

function blockBar(part: number, width: number): string {
  const units = part === 0 ? 0 : Math.max(1, Math.round(part * width * 8));
  return "█".repeat(Math.floor(units / 8)) + (eighths[units % 8] ?? "");
}

function asciiBar(part: number, width: number): string {
  return "#".repeat(part === 0 ? 0 : Math.max(1, Math.round(part * width)));
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, textWidth(text)), 0);
}
