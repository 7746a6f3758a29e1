import { cpus, release, totalmem, type as systemName } from "node:os";
import { type Figure, type Quantity, quantities, type Run } from "./measure.ts";
import type { PackageSize } from "./package-size.ts";
import type { ServerRate } from "./server-rate.ts";
import type { Outcome } from "./run-measure.ts";
import { medians } from "./statistics.ts";

export interface Results {
  readonly date: Date;
  /** How many processes wanted to run in the minute before; see os.loadavg. */
  readonly load: number;
  readonly outcomes: readonly Outcome[];
  readonly rates: readonly ServerRate[];
  readonly size: PackageSize | undefined;
}

type Medians = Readonly<Record<Quantity, number | undefined>>;

/** The whole of it as Markdown. */
export function report({ date, load, outcomes, rates, size }: Results): string {
  const figures = outcomes.flatMap(({ measure, runs }) => {
    // Of this measure alone: the same command in another, such as bare Node, ran at another time.
    const own = new Map([...runs].map(([name, list]) => [name, middle(list)] as const));
    return measure.figures.flatMap((figure) => figureRow(figure, own));
  });
  const sizes = size === undefined ? [] : sizeRows(size);
  const missing = [...new Set(outcomes.flatMap((outcome) => outcome.missing))];
  return [
    machine(date, load),
    table(["measure", "medians", "is", "target", "held"], [...figures, ...sizes]),
    "All that was run; wall and CPU in seconds, the CPU with that of all processes below, memory in MiB. Standard output went to a file, of all alike.",
    table(["command", "wall", "CPU", "peak memory", "runs"], outcomes.flatMap(sideRows)),
    ...rates.map(rateLine),
    ...missing.map((line) => `Skipped: ${line}.`),
  ].join("\n\n");
}

function middle(runs: readonly Run[]): Medians {
  return medians(runs, quantities);
}

function machine(date: Date, load: number): string {
  const [processor] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = processor?.model.trim() ?? "a processor of unknown kind";
  return `${date.toISOString().slice(0, 10)}, Node ${process.version}, ${model}, ${cpus().length} cores, ${memory} GiB, ${systemName()} ${release()}, load ${load.toFixed(1)} before`;
}

/** No row where one of the two was not run. */
function figureRow(
  { label, of, by, compared, target }: Figure,
  own: ReadonlyMap<string, Medians>,
): readonly (readonly string[])[] {
  const value = own.get(of)?.[by];
  if (value === undefined) return [];
  if (compared.as === "rate") {
    const rate = compared.events / value;
    const aim = target === undefined ? "" : `≥ ${target.toLocaleString("en")}`;
    return [[label, shown(value, by), Math.round(rate).toLocaleString("en"), aim, held(target, rate >= (target ?? 0))]];
  }
  if (compared.as === "share") return [ratioRow(label, shown(value, by), value / compared.seconds, target)];
  const other = own.get(compared.as === "ratio" ? compared.to : compared.over)?.[by];
  if (other === undefined) return [];
  const both = `${shown(value, by)}, ${shown(other, by)}`;
  if (compared.as === "ratio") return [ratioRow(label, both, value / other, target)];
  const excess = value - other;
  const aim = target === undefined ? "" : `≤ ${shown(target, by)}`;
  return [[label, both, shown(excess, by), aim, held(target, excess <= (target ?? 0))]];
}

function ratioRow(label: string, values: string, ratio: number, target: number | undefined): readonly string[] {
  // Compared as it is shown: nobody is to see 0.55 and read that it is more than 0.55.
  const text = ratio.toFixed(2);
  const aim = target === undefined ? "" : `≤ ${target}`;
  return [label, values, text, aim, held(target, Number(text) <= (target ?? 0))];
}

function held(target: number | undefined, is: boolean): string {
  if (target === undefined) return "";
  return is ? "yes" : "**no**";
}

function sizeRows({ installed, packed }: PackageSize): readonly (readonly string[])[] {
  return [
    ["installed size", "", megabytes(installed), "≤ 8 MB", held(8, installed <= 8e6)],
    ["`npm pack`", "", megabytes(packed), "≤ 1.2 MB", held(1.2, packed <= 1.2 * 1024 * 1024)],
  ];
}

function sideRows({ runs }: Outcome): readonly (readonly string[])[] {
  return [...runs].map(([name, list]) => {
    const { wall, cpu, peak } = middle(list);
    return [
      name,
      ...[wall, cpu].map((value) => value?.toFixed(2) ?? ""),
      peak === undefined ? "" : mebibytes(peak),
      String(list.length),
    ];
  });
}

function rateLine({ what, rate: { requests, bytes, seconds } }: ServerRate): string {
  return `The server alone, pages of ${what}: ${Math.round(requests / seconds).toLocaleString("en")} requests and ${Math.round(bytes / seconds / 1e6)} MB a second.`;
}

function shown(value: number, by: Quantity): string {
  return by === "peak" ? `${mebibytes(value)} MiB` : `${value.toFixed(value < 1 ? 3 : 2)} s`;
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = headings.map(() => "---");
  return [headings, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
