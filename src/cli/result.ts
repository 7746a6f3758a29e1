import { exitCodes, type ExportError } from "../core/errors.ts";
import type { ExportDefinition } from "../core/source-definition.ts";
import { failureOf, type Totals } from "../core/totals.ts";
import type { RunLog } from "./log.ts";

export const eventNames = ["event", "events"] as const;

type Reported = Pick<ExportDefinition, "lists" | "unit">;

/**
 * Says on stderr what a run came to, every unread slice by its name, and gives the exit code: the failure's own where
 * all that was asked for failed alike, incomplete where something could be read.
 */
export function reportResult(totals: Readonly<Totals>, definition: Reported, seconds: number, log: RunLog): number {
  reportOddities(totals, log);
  for (const { error } of totals.failures) log.error(error);
  const failure = failureOf(totals);
  const exitCode = failure === undefined ? 0 : exitCodes[failure];
  const unread = totals.failures.length;
  const dropped =
    (totals.known > 0 ? `, ${totals.known} known already` : "") +
    (totals.filtered > 0 ? `, ${totals.filtered} left out by --where` : "") +
    (totals.duplicates > 0 ? `, ${counted(totals.duplicates, ["repeated event", "repeated events"])} dropped` : "");
  if (totals.stopped) {
    log.warn(
      "the time of --max-runtime is over: what was read until then is kept, and the next run goes on from there",
    );
  }
  // Where nothing was read at all, the failure has said everything.
  if (totals.pages > 0 || unread !== 1) {
    const incomplete = unread > 0 ? `incomplete, ${unread} not read: ` : "";
    log.summary(
      `${incomplete}${readSoFar(totals, definition)}, ${seconds.toFixed(1)} s${dropped}${withheld(totals)}${unknownTo(totals)}`,
      details(totals, unread, seconds, exitCode),
    );
  }
  return exitCode;
}

/**
 * Says of a run that a failure ended what had been read until then, and which slices had failed before; gives the exit
 * code. Where nothing had been read, the failure says everything.
 */
export function reportEarlyEnd(
  failure: ExportError,
  totals: Readonly<Totals> | undefined,
  definition: Reported,
  seconds: number,
  log: RunLog,
): number {
  if (totals !== undefined) reportOddities(totals, log);
  for (const { error } of totals?.failures ?? []) log.error(error);
  log.error(failure);
  const exitCode = exitCodes[failure.code];
  if (totals !== undefined && totals.pages > 0) {
    const read = readSoFar({ ...totals, records: totals.records + totals.held }, definition);
    const message = `ended early: ${read} had been read${restOf(totals, failure)}${unknownTo(totals)}`;
    log.summary(message, details(totals, null, seconds, exitCode));
  }
  return exitCode;
}

/** What became of the rest; an output may fail at its very end, when nothing follows. */
function restOf({ held, records }: Readonly<Totals>, { code }: ExportError): string {
  if (held > 0) return records === 0 ? `; none was written, ${forOrder}` : `, and ${records} written in order`;
  return code === "output" ? "" : "; what follows was not";
}

function readSoFar({ records, begun, pages }: Readonly<Totals>, { lists, unit }: Reported): string {
  return `${counted(records, lists ?? eventNames)} of ${counted(begun, unit)} in ${counted(pages, ["page", "pages"])}`;
}

/** `unread` is null where nobody knows how much was left. */
function details(totals: Readonly<Totals>, unread: number | null, seconds: number, exit: number) {
  const { records, held, complete, pages, duplicates, known, filtered } = totals;
  const unknown = Object.fromEntries(totals.unknown);
  return {
    records,
    held,
    complete,
    unread,
    pages,
    duplicates,
    known,
    filtered,
    unknown,
    seconds: Number(seconds.toFixed(3)),
    exit,
  };
}

const forOrder = "since --sort gives the whole";

/** Of a run that failed altogether: in order there is only the whole. */
function withheld({ held }: Readonly<Totals>): string {
  return held === 0 ? "" : `; ${counted(held, ["event", "events"])} read and not written, ${forOrder}`;
}

/** No warning: services grow, nothing is missing, and a nightly run with -q has nothing to tell. */
function unknownTo({ unknown }: Readonly<Totals>): string {
  return unknown.size === 0 ? "" : `; unknown to this version: ${listed(unknown)}`;
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, times]) => `${name} (${times})`).join(", ");
}

function reportOddities({ unreadable, conflicts, strays }: Readonly<Totals>, log: RunLog): void {
  if (unreadable.size > 0) {
    log.warn(
      `some events have members that are missing or not as documented: ${listed(unreadable)}; they are exported, and whole in raw`,
    );
  }
  if (strays > 0) {
    log.warn(
      `${counted(strays, ["event came", "events came"])} in a window of time that is not that of the event, and not in its own; exported after the others`,
    );
  }
  if (conflicts > 0) {
    log.warn(
      `${counted(conflicts, ["event has", "events have"])} the id of another event but other content; both are exported`,
    );
  }
}

export function counted(count: number, [one, many]: readonly [string, string]): string {
  return `${count} ${count === 1 ? one : many}`;
}
