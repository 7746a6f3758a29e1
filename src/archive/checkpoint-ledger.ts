import type { Ledger } from "../core/ledger.ts";
import { guarded } from "../outputs/durable.ts";
import { createAdmission } from "./admission.ts";
import type { Subject } from "./archive.ts";
import { type Checkpoint, checkpointFormat, writeCheckpoint } from "./checkpoint-file.ts";
import { createDeliveredKeys } from "./delivered-keys.ts";
import { createEntries, notePage } from "./entries.ts";
import { coverageAfter, type Increment, type Outcome } from "./increment.ts";
import type { Lock } from "./lock.ts";
import { isLate } from "./plan.ts";
import { hullOf, moved } from "./spans.ts";

/** No further back than what is remembered: what lies before it would be delivered again. */
export function overlapWithin(last: Checkpoint | undefined, overlap: number): number {
  const end = last?.coverage.covered.at(-1)?.until;
  if (end === undefined || last === undefined || last.remembers === null) return overlap;
  return Math.min(overlap, Math.max(0, Date.parse(end) - Date.parse(last.remembers)));
}

export interface CheckpointSettings {
  readonly path: string;
  readonly subject: Subject;
  /** What the run before has saved. */
  readonly last: Checkpoint | undefined;
  readonly number: number;
  readonly increment: Increment;
  /** Milliseconds that the next run may ask back from the end of this one. */
  readonly overlap: number;
  readonly lock: Lock;
  readonly now: () => Date;
}

export interface CheckpointRun {
  readonly ledger: Ledger;
  /** Whether the sweep that goes on has read the slice already. */
  hasRead(key: string): boolean;
  /** Undefined before the run has been committed. */
  outcome(): Outcome | undefined;
}

/** One run that goes on from a checkpoint, and saves the next one when all that it delivers has been taken. */
export function beginCheckpointRun(settings: CheckpointSettings): CheckpointRun {
  const { path, subject, last, number, increment, overlap, lock, now } = settings;
  const { before, windows, sweep } = increment;
  const admission = createAdmission(windows?.windows);
  const end = windows === undefined ? undefined : hullOf(windows.windows)?.until;
  // No run to come asks further back than from the end of this one.
  const horizon = windows === undefined || end === undefined ? undefined : moved(end, -overlap);
  const keys = createDeliveredKeys(last?.delivered ?? {}, admission.archived, horizon);
  const entries = createEntries();
  const goesOn = before.sweep !== null && sweep?.sweep.first === before.sweep.first && before.sweep.first < number;
  const swept = new Set(goesOn ? last?.swept : []);
  const seen = new Set(last?.seen);
  let outcome: Outcome | undefined;

  return {
    outcome: () => outcome,
    hasRead: (key) => swept.has(key),
    ledger: {
      ...entries.account,
      keepsFailures: false,
      admit(given) {
        const entry = entries.of(given.slice);
        const { batch, known } = admission.admit(given);
        entry.known += known;
        entry.late += batch.records.filter(({ time }) => isLate(before, time, seen.has(entry.key))).length;
        notePage(entry, batch, 0);
        keys.add(given.slice, batch.records, windows !== undefined);
        return Promise.resolve({ batch, known });
      },
      complete(slice) {
        entries.account.complete(slice);
        keys.settle(slice);
      },
      commit: () => guarded(path, save),
    },
  };

  async function save(): Promise<void> {
    const coverage = coverageAfter(increment, entries, number);
    if (windows === undefined) {
      for (const { key } of entries.withState("complete")) {
        swept.add(key);
        seen.add(key);
      }
    }
    await lock.check();
    await writeCheckpoint(path, {
      format: checkpointFormat,
      ...subject,
      runs: number,
      saved: now().toISOString(),
      coverage,
      remembers: horizon ?? null,
      swept: coverage.sweep === null ? [] : [...swept],
      seen: [...seen],
      delivered: keys.save(coverage.covered),
    });
    outcome = { coverage, late: entries.late() };
  }
}
