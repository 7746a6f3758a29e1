import { createHash } from "node:crypto";
import { eventAt } from "./delivery.ts";
import { type Batch, onlyThose } from "./slice-reader.ts";

/** More are not remembered: they are delivered with each window that has them, rather than lost. */
const most = 10_000;

/**
 * An event whose time cannot be read lies in no window, so a service may give it with each. It is delivered with the
 * first that has it: this drops it from the batches that follow, which must come in the order of delivery.
 */
export function createUndatedFilter(): (batch: Batch) => Batch {
  const delivered = new Set<string>();

  function isNew(batch: Batch, index: number): boolean {
    const record = batch.records[index];
    if (record === undefined || record.time !== null) return true;
    // One without an id has been named by its slice as well, and stays: two of them may be two events.
    const key = createHash("sha256")
      .update(`${record.id}\n${eventAt(batch.texts, index).text}`)
      .digest("base64");
    if (delivered.has(key)) return false;
    if (delivered.size < most) delivered.add(key);
    return true;
  }

  return (batch) => {
    // A slice without a window of its own, such as a case, has all its events to itself.
    if (batch.slice.window === undefined || batch.records.every(({ time }) => time !== null)) return batch;
    const kept = batch.records.map((_, index) => isNew(batch, index));
    const only = onlyThose(batch, kept);
    return { ...only, duplicates: batch.duplicates + batch.records.length - only.records.length };
  };
}
