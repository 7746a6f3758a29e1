import type { ErrorCode } from "./errors.ts";
import type { SliceFailure } from "./slice-reader.ts";

/** What a run came to so far. */
export interface Totals {
  /** Slices of which at least one page was delivered. */
  begun: number;
  /** Slices that were read to their end. */
  complete: number;
  /** Slices of the list that are over, whatever came of them; one that was cut is over with the last of its parts. */
  done: number;
  /** How much of its window of time has been delivered of the slice that is being delivered, 0 to 1; 0 where nobody can say. */
  share: number;
  pages: number;
  /** Delivered: the output has taken them. */
  records: number;
  /** Read, and held back for their order: see core/sorter.ts. */
  held: number;
  duplicates: number;
  conflicts: number;
  /** Events that were not asked for, by what is in them. */
  filtered: number;
  /** Events that an earlier run had delivered: see core/ledger.ts. */
  known: number;
  /** Events that came in another slice than their own, and in that one only. */
  strays: number;
  /** Members that were not of the documented shape, by path. */
  readonly unreadable: Map<string, number>;
  /** What events that were delivered have and this version does not know, by its name. */
  readonly unknown: Map<string, number>;
  readonly failures: SliceFailure[];
  /** The run ended with the records that --limit asks for: what was not read was not asked for. */
  limited: boolean;
  /** What was read is kept, whatever could not be: a failure of a slice leaves the run incomplete, also where it is the only one. */
  keepsFailures: boolean;
  /** The time for the run was over: what was not read is for the next one. */
  stopped: boolean;
}

export function noTotals(): Totals {
  return {
    begun: 0,
    complete: 0,
    done: 0,
    share: 0,
    pages: 0,
    records: 0,
    held: 0,
    duplicates: 0,
    conflicts: 0,
    filtered: 0,
    known: 0,
    strays: 0,
    unreadable: new Map(),
    unknown: new Map(),
    failures: [],
    limited: false,
    keepsFailures: false,
    stopped: false,
  };
}

/**
 * Whether nothing that was asked for could be read to its end. A failure of the code `incomplete` says that the service
 * has no more to give: what came before it is worth keeping.
 */
export function allFailed({ complete, failures, keepsFailures, limited, records, held }: Readonly<Totals>): boolean {
  if (keepsFailures) return false;
  if (complete > 0 || failures.length === 0 || limited) return false;
  return records + held === 0 || failures.some(({ error }) => error.code !== "incomplete");
}

/** What another run does not mend by itself. */
const lasting: ReadonlySet<ErrorCode> = new Set(["auth", "config", "usage"]);

/** What a run failed with: its failures' own code where all that was asked for failed alike, incomplete where something could be read. */
export function failureOf(totals: Readonly<Totals>): ErrorCode | undefined {
  const [first] = totals.failures;
  if (first !== undefined) {
    const alike = totals.failures.every(({ error }) => error.code === first.error.code);
    const isOfItsOwn = totals.keepsFailures
      ? totals.complete === 0 && lasting.has(first.error.code)
      : allFailed(totals);
    return isOfItsOwn && alike ? first.error.code : "incomplete";
  }
  return totals.stopped ? "temporary" : undefined;
}
