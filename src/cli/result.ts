import { allFailed, type Totals } from "../core/engine.ts";
import { type ErrorCode, exitCodes } from "../core/errors.ts";
import type { ExportDefinition } from "../core/source-definition.ts";
import type { RunLog } from "./log.ts";

/**
 * Says on stderr what a run came to, every unread slice by its name, and gives the exit code: the failure's own where
 * all that was asked for failed alike, incomplete where something could be read.
 */
export function reportResult(
  totals: Readonly<Totals>,
  definition: Pick<ExportDefinition, "unit">,
  seconds: number,
  log: RunLog,
): number {
  reportOddities(totals, log);
  for (const { error } of totals.failures) log.error(error);
  const failure = resultCode(totals);
  const exitCode = failure === undefined ? 0 : exitCodes[failure];
  const unread = totals.failures.length;
  const dropped =
    totals.duplicates > 0 ? `, ${counted(totals.duplicates, ["repeated event", "repeated events"])} dropped` : "";
  const read = `${counted(totals.records, ["event", "events"])} of ${counted(totals.begun, definition.unit)} in ${counted(totals.pages, ["page", "pages"])}`;
  // Where nothing was read at all, the failure has said everything.
  if (totals.pages > 0 || unread !== 1) {
    log.summary(`${unread > 0 ? `incomplete, ${unread} not read: ` : ""}${read}, ${seconds.toFixed(1)} s${dropped}`, {
      records: totals.records,
      complete: totals.complete,
      unread,
      pages: totals.pages,
      duplicates: totals.duplicates,
      seconds: Number(seconds.toFixed(3)),
      exit: exitCode,
    });
  }
  return exitCode;
}

function resultCode(totals: Readonly<Totals>): ErrorCode | undefined {
  const [first] = totals.failures;
  if (first === undefined) return undefined;
  const alike = totals.failures.every(({ error }) => error.code === first.error.code);
  return allFailed(totals) && alike ? first.error.code : "incomplete";
}

function reportOddities({ unreadable, conflicts }: Readonly<Totals>, log: RunLog): void {
  if (unreadable.size > 0) {
    const members = [...unreadable].map(([path, times]) => `${path} (${times})`).join(", ");
    log.warn(
      `some events have members that are missing or not as documented: ${members}; they are exported, and whole in raw`,
    );
  }
  if (conflicts > 0) {
    log.warn(
      `${counted(conflicts, ["event has", "events have"])} the id of another event but other content; both are exported`,
    );
  }
}

function counted(count: number, [one, many]: readonly [string, string]): string {
  return `${count} ${count === 1 ? one : many}`;
}
