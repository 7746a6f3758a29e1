import { createHash } from "node:crypto";
import { ExportError } from "./errors.ts";
import type { Batch } from "./slice-reader.ts";
import { isWithin } from "./time.ts";
import type { AuditRecord, Instant, Slice } from "./types.ts";

/** An event that came in another window than that of its own time, and is not known to have come in its own. */
export interface Stray {
  readonly record: AuditRecord;
  readonly text: string;
  /** The slice that it belongs to. */
  readonly slice: Slice;
  /** It may have been delivered before it was seen elsewhere: only a look into its own window can tell. */
  readonly isUncertain: boolean;
}

/** A slice that could not be read a second time, or the strays as a whole. */
export interface StrayFailure {
  readonly slice: Slice | undefined;
  readonly error: ExportError;
}

/**
 * The strays that no window of their own has. Where that window was delivered before the stray was seen, it is read once
 * more: nobody remembers all that was delivered.
 */
export async function findStrays(
  keeper: StrayKeeper,
  read: (slice: Slice) => AsyncIterable<Batch>,
): Promise<{ readonly found: readonly Stray[]; readonly failures: readonly StrayFailure[] }> {
  const present = new Set<string>();
  const failed = new Set<Slice>();
  const failures: StrayFailure[] = [];
  try {
    const strays = keeper.outstanding();
    for (const slice of new Set(strays.filter(({ isUncertain }) => isUncertain).map((stray) => stray.slice))) {
      try {
        let count = 0;
        for await (const batch of read(slice)) {
          count += datedIn(batch);
          for (const [index, record] of batch.records.entries()) present.add(keyOf(record, batch.texts[index] ?? ""));
        }
        // What has arrived in between is not what was delivered, and nobody can tell which is which.
        if (count !== keeper.delivered(slice)) throw changed(slice);
      } catch (error) {
        failures.push({ slice, error: ofSlice(error) });
        failed.add(slice);
      }
    }
    const found = strays.filter(({ record, text, slice }) => !failed.has(slice) && !present.has(keyOf(record, text)));
    return { found, failures };
  } catch (error) {
    return { found: [], failures: [...failures, { slice: undefined, error: ofSlice(error) }] };
  }
}

/** @throws the error where it is not of one slice only. */
function ofSlice(error: unknown): ExportError {
  if (error instanceof ExportError && error.ofSlice) return error;
  throw error;
}

/**
 * A service may file an event under another time than the event's own, that of its arrival, say. Such an event comes in a
 * window that it does not belong to, and its own window may never have it; or the service gives more than it is asked for,
 * and then its own window has it too. So what lies outside of its slice and inside the export is kept until it has come
 * where it belongs.
 */
export interface StrayKeeper {
  /** Takes note of a batch, in the order of delivery. */
  note(batch: Batch): void;
  /**
   * What has not come where it belongs, after the last slice.
   *
   * @throws ExportError (incomplete, of a slice) when there were too many to keep.
   */
  outstanding(): readonly Stray[];
  /** How many events with a time were delivered of a slice. */
  delivered(slice: Slice): number;
}

/** Some 20 MB, for a service that ignores what it is asked for. */
const most = 20_000;

/** Sources ask for a second more at either end, so that neighbours have the events around their bound in common. */
const border = 2_000;

export function createStrayKeeper(): StrayKeeper {
  const slices: Slice[] = [];
  const counts = new Map<Slice, number>();
  const pending = new Map<string, { readonly record: AuditRecord; readonly text: string; readonly from: number }>();
  /** Events near a bound of their own window that were delivered, of this slice and the one before: its neighbour. */
  let settled = new Set<string>();
  let settledBefore = new Set<string>();
  let isForgetful = false;
  let overflow = 0;

  function begin(slice: Slice): void {
    if (slices.at(-1) === slice) return;
    slices.push(slice);
    settledBefore = settled;
    settled = new Set();
  }

  return {
    note(batch) {
      const { slice, records, texts, strays } = batch;
      if (slice.window === undefined) return;
      begin(slice);
      counts.set(slice, (counts.get(slice) ?? 0) + datedIn(batch));
      const isNear = nearBounds(slice);
      // For most windows nothing is pending, and few events are near: this is all that is done for the others.
      records.forEach((record, index) => {
        const nearBound = isNear(record.time);
        if (!nearBound && pending.size === 0) return;
        const key = keyOf(record, texts[index] ?? "");
        pending.delete(key);
        if (!nearBound) return;
        if (settled.size < most) settled.add(key);
        else isForgetful = true;
      });
      for (const { record, text } of strays) {
        const key = keyOf(record, text);
        if (settled.has(key) || settledBefore.has(key) || pending.has(key)) continue;
        if (pending.size < most) pending.set(key, { record, text, from: slices.length - 1 });
        else overflow += 1;
      }
    },

    outstanding() {
      if (overflow > 0) throw tooMany(overflow + pending.size);
      return [...pending.values()].flatMap(({ record, text, from }) => {
        const time = record.time ?? "";
        const own = slices.findIndex(({ window = {} }) => isWithin(window, time));
        const slice = slices[own];
        // A window of which not even a page came is named as unread.
        if (slice === undefined) return [];
        const isRemembered = own === from - 1 && nearBounds(slice)(time) && !isForgetful;
        return { record: { ...record, scope: slice.scope }, text, slice, isUncertain: own < from && !isRemembered };
      });
    },

    delivered: (slice) => counts.get(slice) ?? 0,
  };
}

/** How many of a batch's events have a time: of the others each is delivered with one window alone. */
function datedIn({ records }: Batch): number {
  return records.reduce((sum, { time }) => (time === null ? sum : sum + 1), 0);
}

/**
 * The service's id, whatever the shape that the event comes in; of an event without an id its text and its ordinal among
 * equal ones, for its name is of the slice that it came in.
 */
export function keyOf({ id }: AuditRecord, text: string): string {
  if (text.includes(id)) return id;
  return createHash("sha256")
    .update(`${id.slice(32)}\n${text}`)
    .digest("base64");
}

/** Compared as text, which is right to the second, and quick. */
function nearBounds({ window = {} }: Slice): (time: Instant | null) => boolean {
  const { since, until } = window;
  const first = since === undefined ? "" : moved(since, border);
  const last = until === undefined ? "~" : moved(until, -border);
  return (time) => time !== null && (time <= first || time >= last);
}

function moved(instant: Instant, milliseconds: number): Instant {
  const time = new Date(Date.parse(instant) + milliseconds);
  return Number.isNaN(time.getTime()) ? instant : time.toISOString();
}

function changed({ label }: Slice): ExportError {
  return new ExportError("incomplete", `${label} has other events than when it was read`, {
    hint: "events arrived meanwhile, or the service does not keep to the time it is asked for; run again",
    ofSlice: true,
  });
}

function tooMany(count: number): ExportError {
  return new ExportError("incomplete", `${count} events came in windows of time that are not theirs`, {
    hint: "the service does not keep to the time it is asked for; export its windows one by one, and report it",
    ofSlice: true,
  });
}
