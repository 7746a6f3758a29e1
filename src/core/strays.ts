import { createHash } from "node:crypto";
import { eventAt } from "./delivery.ts";
import { ExportError, failureOfSlice } from "./errors.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Batch, SliceFailure } from "./slice-reader.ts";
import { isWithin, sortKey } from "./time.ts";
import type { AuditRecord, Instant, Slice } from "./types.ts";

/** An event that came in another window than that of its own time, and is not known to have come in its own. */
export interface Stray {
  readonly record: AuditRecord;
  readonly text: string;
  /** What of the event this version does not know. */
  readonly unknown: readonly string[];
  /** The slice that it belongs to; undefined where it lies in none, such as one after the last. */
  readonly slice: Slice | undefined;
  /** It may have been delivered before it was seen elsewhere: only a look into its own window can tell. */
  readonly isUncertain: boolean;
}

/**
 * The strays that no window of their own has. Where that window was delivered before the stray was seen, it is read once
 * more: nobody remembers all that was delivered.
 *
 * @param unread the slices that could not be read to their end: they are named, and so is what lies in them
 */
export async function findStrays(
  keeper: StrayKeeper,
  unread: readonly Slice[],
  read: (slice: Slice) => AsyncIterable<Batch>,
): Promise<{ readonly found: readonly Stray[]; readonly failures: readonly SliceFailure[] }> {
  const failures: SliceFailure[] = [];
  const failed = new Set<Slice | undefined>();
  const present = new Set<Stray>();
  let strays: readonly Stray[];
  try {
    strays = keeper.outstanding(unread);
  } catch (error) {
    return { found: [], failures: [{ slice: undefined, error: failureOfSlice(error) }] };
  }
  const uncertain = strays.filter(({ isUncertain }) => isUncertain);
  for (const slice of new Set(uncertain.map((stray) => stray.slice))) {
    if (slice === undefined) continue;
    const sought = new Map<string, Stray[]>();
    for (const stray of uncertain) {
      if (stray.slice === slice) put(sought, keyOf(stray.record, stray.text), stray);
    }
    try {
      const again = createDigest();
      for await (const batch of read(slice)) {
        again.add(batch);
        for (const [index, record] of batch.records.entries()) {
          const { text } = eventAt(batch.texts, index);
          const stray = takeOut(sought, keyOf(record, text), text);
          if (stray !== undefined) present.add(stray);
        }
      }
      // What has arrived in between is not what was delivered, and nobody can tell which is which.
      if (again.value() !== keeper.delivered(slice)) throw changed(slice);
    } catch (error) {
      failures.push({ slice, error: failureOfSlice(error) });
      failed.add(slice);
    }
  }
  return { found: strays.filter((stray) => !failed.has(stray.slice) && !present.has(stray)), failures };
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
  outstanding(unread: readonly Slice[]): readonly Stray[];
  /** What was delivered of a slice, as a digest. */
  delivered(slice: Slice): string;
}

/** So many events, and characters, of a service that ignores what it is asked for. */
const most = 20_000;
const mostCharacters = 32 * 1024 * 1024;

/** Sources ask for a second more at either end, so that neighbours have the events around their bound in common. */
const border = 2_000;

export function createStrayKeeper(): StrayKeeper {
  const slices: Slice[] = [];
  const digests = new Map<Slice, Digest>();
  /** By their keys; several of one key are of one slice. */
  const pending = new Map<string, Pending[]>();
  let kept = 0;
  let keptCharacters = 0;
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
    digests.set(slice, createDigest());
  }

  function keep(key: string, stray: Pending): void {
    if (kept >= most || keptCharacters + stray.text.length > mostCharacters) {
      overflow += 1;
      return;
    }
    kept += 1;
    keptCharacters += stray.text.length;
    put(pending, key, stray);
  }

  /** An event has come where it belongs. */
  function release(key: string, text: string): void {
    const stray = takeOut(pending, key, text);
    if (stray === undefined) return;
    kept -= 1;
    keptCharacters -= stray.text.length;
  }

  return {
    note(batch) {
      const { slice, records, texts, strays } = batch;
      if (slice.window === undefined) return;
      begin(slice);
      digests.get(slice)?.add(batch);
      const isNear = nearBounds(slice);
      // For most windows nothing is pending, and few events are near: this is all that is done for the others.
      records.forEach((record, index) => {
        const nearBound = isNear(record.time);
        if (!nearBound && pending.size === 0) return;
        const { text } = eventAt(texts, index);
        const key = keyOf(record, text);
        release(key, text);
        if (!nearBound) return;
        if (settled.size < most) settled.add(key);
        else isForgetful = true;
      });
      for (const { record, text, unknown } of strays) {
        const key = keyOf(record, text);
        if (settled.has(key) || settledBefore.has(key)) continue;
        const from = slices.length - 1;
        const earlier = pending.get(key) ?? [];
        // In one answer even an event of the same id and time is another where it differs; elsewhere it is another shape.
        if (earlier.some((stray) => stray.text === text || stray.from !== from)) continue;
        keep(key, { record, text, unknown, from });
      }
    },

    outstanding(unread) {
      if (overflow > 0) throw tooMany(overflow + kept);
      return [...pending.values()].flat().flatMap(({ record, text, unknown, from }) => {
        const time = record.time ?? "";
        const isOwn = ({ window = {} }: Slice): boolean => isWithin(window, time);
        if (unread.some((slice) => slice.window !== undefined && isOwn(slice))) return [];
        const own = slices.findIndex(isOwn);
        const slice = slices[own];
        if (slice === undefined) return { record, text, unknown, slice, isUncertain: false };
        const isRemembered = own === from - 1 && nearBounds(slice)(time) && !isForgetful;
        const isUncertain = own < from && !isRemembered;
        return { record: { ...record, scope: slice.scope }, text, unknown, slice, isUncertain };
      });
    },

    delivered: (slice) => digests.get(slice)?.value() ?? "",
  };
}

interface Pending extends Omit<Stray, "slice" | "isUncertain"> {
  /** The number of the slice that it came in. */
  readonly from: number;
}

function put<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Takes out the one of that text; where none has it, the first, in another shape. */
function takeOut<Value extends { readonly text: string }>(
  lists: Map<string, Value[]>,
  key: string,
  text: string,
): Value | undefined {
  const list = lists.get(key);
  if (list === undefined) return undefined;
  const index = list.findIndex((value) => value.text === text);
  const [value] = list.splice(Math.max(0, index), 1);
  if (list.length === 0) lists.delete(key);
  return value;
}

/** What a slice has, whatever the order: to tell whether two readings of it had the same. */
interface Digest {
  add(batch: Batch): void;
  value(): string;
}

function createDigest(): Digest {
  let count = 0;
  let sum = 0;
  return {
    add({ records }) {
      for (const { id, time } of records) {
        // An event without a time is delivered with one window alone, and so not the same twice.
        if (time === null) continue;
        count += 1;
        // One without an id has been named by its text: see record.ts.
        sum = (sum + fingerprint(id)) % Number.MAX_SAFE_INTEGER;
      }
    },
    value: () => `${count} ${sum}`,
  };
}

/**
 * The service's id and the time, whatever the shape that the event comes in; of an event without an id its text and its
 * ordinal among equal ones, for its name is of the slice that it came in.
 */
export function keyOf({ id, time }: AuditRecord, text: string): string {
  if (text.includes(id)) return `${id}\n${time === null ? time : sortKey(time)}`;
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
