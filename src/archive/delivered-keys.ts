import { compareInstants, isWithin } from "../core/time.ts";
import type { AuditRecord, Instant, Slice } from "../core/types.ts";
import type { Checkpoint } from "./checkpoint-file.ts";
import { tagOf } from "./admission.ts";
import { type IdSet, keyLength, keyOf } from "./id-set.ts";
import { type Span, type Spans, without } from "./spans.ts";

/** What of the delivered is remembered, so that it is not delivered again: no more of windows than what can come again. */
export interface DeliveredKeys {
  add(slice: Slice, records: readonly AuditRecord[], isWindowed: boolean): void;
  /** The slice was read to its end: of what is older than the overlap nothing comes again. */
  settle(slice: Slice): void;
  /** @param covered what need not be asked for any more, so that what lies in it is forgotten */
  save(covered: Spans): Checkpoint["delivered"];
}

/** @param horizon what is older is not asked for again, once it was read completely; undefined: all may come again */
export function createDeliveredKeys(
  before: Checkpoint["delivered"],
  ids: IdSet,
  horizon: Instant | undefined,
): DeliveredKeys {
  for (const keys of Object.values(before)) for (const key of split(keys)) ids.addKey(key);
  const settled: [time: Instant | null, key: string][] = [];
  const open = new Map<Slice, [time: Instant | null, key: string][]>();

  return {
    add(slice, records, isWindowed) {
      const list = open.get(slice) ?? [];
      open.set(slice, list);
      for (const record of records) list.push([record.time, keyOf(record.id, tagOf(record, isWindowed))]);
    },
    settle(slice) {
      for (const [time, key] of open.get(slice) ?? []) {
        const isOld = horizon !== undefined && time !== null && compareInstants(time, horizon) < 0;
        // What came in another window than its own comes again with that, as long as it is not covered.
        if (!isOld || !isWithin(slice.window ?? {}, time)) settled.push([time, key]);
      }
      open.delete(slice);
    },
    save(covered) {
      const all = new Map<string, string[]>();
      const keep = (hour: string, key: string): void => {
        const list = all.get(hour);
        if (list === undefined) all.set(hour, [key]);
        else list.push(key);
      };
      for (const [hour, keys] of Object.entries(before)) for (const key of split(keys)) keep(hour, key);
      for (const [time, key] of settled) keep(hourOf(time), key);
      for (const list of open.values()) for (const [time, key] of list) keep(hourOf(time), key);
      const kept = [...all].filter(([hour]) => horizon === undefined || !isForgotten(hour, covered, horizon));
      return Object.fromEntries(kept.map(([hour, keys]) => [hour, keys.join("")]));
    },
  };
}

function hourOf(time: Instant | null): string {
  return time?.slice(0, 13) ?? "";
}

/** Whether all of the hour lies before the horizon, and in what is covered. */
function isForgotten(hour: string, covered: Spans, horizon: Instant): boolean {
  if (hour === "") return false;
  const start = Date.parse(`${hour}:00:00Z`);
  const span: Span = { since: `${hour}:00:00Z`, until: new Date(start + 3_600_000).toISOString() };
  return compareInstants(span.until, horizon) <= 0 && without([span], covered).length === 0;
}

function* split(keys: string): Generator<string> {
  for (let at = 0; at + keyLength <= keys.length; at += keyLength) yield keys.slice(at, at + keyLength);
}
