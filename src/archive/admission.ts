import type { Batch } from "../core/slice-reader.ts";
import type { AuditRecord } from "../core/types.ts";
import { createIdSet, type IdSet } from "./id-set.ts";
import { covers, type Spans } from "./spans.ts";
import { sha256Of } from "./store.ts";

/** Tells which events are new, by their ids: in an archive each id stands once. */
export interface Admission {
  /** The ids of what earlier runs have archived, so far as this run can meet it. */
  readonly archived: IdSet;
  /** Of a batch what is new, with its strays, since where an event comes does not matter to who knows it by its id. */
  admit(batch: Batch): { readonly batch: Batch; readonly known: number };
}

/** @param windows what is asked for; undefined for slices without windows, of which all is wanted */
export function createAdmission(windows: Spans | undefined): Admission {
  const archived = createIdSet();
  const delivered = createIdSet();
  /** Of events that came in another window than their own: there they come again, and that is no repetition. */
  const early = new Set<string>();

  function isWanted({ time }: AuditRecord): boolean {
    return windows === undefined || time === null || covers(windows, time);
  }

  return {
    archived,
    admit(batch) {
      const records: AuditRecord[] = [];
      const texts: string[] = [];
      const unknown: (readonly string[])[] = [];
      const conflicts: number[] = [];
      let known = 0;
      let { duplicates } = batch;

      function take(
        given: AuditRecord,
        text: string,
        names: readonly string[],
        place: "own" | "conflict" | "stray",
      ): void {
        if (!isWanted(given)) return;
        let record = given;
        if (archived.has(record.id)) {
          known += 1;
          return;
        }
        if (!delivered.add(record.id)) {
          // Another event under the same id: both are evidence, and each needs a name of its own.
          record = place === "conflict" ? { ...given, id: `${given.id}~${sha256Of(text).slice(0, 32)}` } : given;
          if (place !== "conflict" || !delivered.add(record.id)) {
            if (place !== "stray" && !early.delete(record.id)) duplicates += 1;
            return;
          }
          conflicts.push(records.length);
        }
        if (place === "stray") early.add(record.id);
        records.push(record);
        texts.push(text);
        unknown.push(names);
      }

      const conflicting = new Set(batch.conflicts);
      batch.records.forEach((record, index) => {
        const place = conflicting.has(index) ? "conflict" : "own";
        take(record, batch.texts[index] ?? "", batch.unknown[index] ?? [], place);
      });
      for (const stray of batch.strays) take(stray.record, stray.text, stray.unknown, "stray");
      return { batch: { ...batch, records, texts, unknown, conflicts, duplicates, strays: [] }, known };
    },
  };
}
