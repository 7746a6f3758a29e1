import { compareInstants } from "../core/time.ts";
import type { AuditRecord, Instant, Slice } from "../core/types.ts";
import type { Checkpoint } from "./checkpoint-file.ts";
import { type IdSet, keyOf } from "./id-set.ts";
import { type Span, type Spans, without } from "./spans.ts";

/** Characters of one key. */
const keyLength = 22;

/** What of the delivered is remembered, so that it is not delivered again: no more of windows than what can come again. */
export interface DeliveredKeys {
  add(slice: Slice, records: readonly AuditRecord[]): void;
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
  const settled: [hour: string, key: string][] = [];
  const open = new Map<Slice, [time: Instant | null, key: string][]>();

  return {
    add(slice, records) {
      const list = open.get(slice) ?? [];
      open.set(slice, list);
      for (const { id, time } of records) list.push([time, keyOf(id)]);
    },
    settle(slice) {
      for (const [time, key] of open.get(slice) ?? []) {
        const mayComeAgain = horizon === undefined || time === null || compareInstants(time, horizon) >= 0;
        if (mayComeAgain) settled.push([hourOf(time), key]);
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
      for (const [hour, keys] of Object.entries(before)) {
        if (horizon !== undefined && isForgotten(hour, covered, horizon)) continue;
        for (const key of split(keys)) keep(hour, key);
      }
      for (const [hour, key] of settled) keep(hour, key);
      for (const list of open.values()) for (const [time, key] of list) keep(hourOf(time), key);
      return Object.fromEntries([...all].map(([hour, keys]) => [hour, keys.join("")]));
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
