import { eventAt } from "../core/delivery.ts";
import type { Batch } from "../core/slice-reader.ts";
import { sortKey } from "../core/time.ts";
import type { AuditRecord, EventText } from "../core/types.ts";
import { createIdSet, type IdSet } from "./id-set.ts";
import { covers, type Spans } from "./spans.ts";
import { sha256Of } from "./store.ts";

/** Tells which events are new, by their ids: in an archive each id stands once. */
export interface Admission {
  /** What earlier runs have archived, so far as this run can meet it. */
  readonly archived: IdSet;
  /** Of a batch what is new, with its strays, since where an event comes does not matter to who knows it by its id. */
  admit(batch: Batch): { readonly batch: Batch; readonly known: number };
}

/**
 * What tells another event from one of the same id: its time, and of slices without windows which slice it is of. No more:
 * a service may write the same event in another way tomorrow, and this program may read it better.
 */
export function tagOf(
  { time, scope }: { readonly time: string | null; readonly scope: AuditRecord["scope"] },
  isWindowed: boolean,
): string {
  const moment = time === null ? "" : sortKey(time);
  return isWindowed ? moment : `${moment} ${JSON.stringify(scope)}`;
}

/** @param windows what is asked for; undefined for slices without windows, of which all is wanted */
export function createAdmission(windows: Spans | undefined): Admission {
  const isWindowed = windows !== undefined;
  const known = createIdSet();
  let hasRenamed = false;
  const archived: IdSet = {
    ...known,
    add(id, tag) {
      if (renamedForm.test(id)) hasRenamed = true;
      return known.add(id, tag);
    },
  };
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
      const texts: EventText[] = [];
      const unknown: (readonly string[])[] = [];
      const conflicts: number[] = [];
      let knownEvents = 0;
      let { duplicates } = batch;

      function take(
        given: AuditRecord,
        event: EventText,
        names: readonly string[],
        place: "own" | "conflict" | "stray",
      ): void {
        if (!isWanted(given)) return;
        const tag = tagOf(given, isWindowed);
        let record = isWindowed ? named(given, event) : given;
        const isRenamed = place === "conflict" ? isTaken(record, tag) : isOther(record, tag);
        if (isRenamed) record = renamed(record, place === "conflict" ? event.text : tag);
        // What took the id may be in another case's part of the archive, which this run has not looked into.
        if (!isRenamed && hasRenamed && !isTaken(record, tag) && isArchivedAs(renamed(record, tag), tag)) {
          knownEvents += 1;
          return;
        }
        const isKnown = archived.find(record.id, tag) !== "new";
        if (isKnown || delivered.add(record.id, tag) !== "new") {
          if (isKnown) knownEvents += 1;
          else if (place !== "stray" && !early.delete(record.id)) duplicates += 1;
          return;
        }
        if (place === "stray") early.add(record.id);
        if (isRenamed) conflicts.push(records.length);
        records.push(record);
        texts.push(event);
        unknown.push(names);
      }

      const conflicting = new Set(batch.conflicts);
      batch.records.forEach((record, index) => {
        const place = conflicting.has(index) ? "conflict" : "own";
        take(record, eventAt(batch.texts, index), batch.unknown[index] ?? [], place);
      });
      for (const stray of batch.strays) take(stray.record, stray, stray.unknown, "stray");
      return { batch: { ...batch, records, texts, unknown, conflicts, duplicates, strays: [] }, known: knownEvents };
    },
  };

  function isArchivedAs({ id }: AuditRecord, tag: string): boolean {
    return archived.find(id, tag) !== "new";
  }

  function isTaken({ id }: AuditRecord, tag: string): boolean {
    return archived.find(id, tag) !== "new" || delivered.find(id, tag) !== "new";
  }

  function isOther({ id }: AuditRecord, tag: string): boolean {
    return archived.find(id, tag) === "other" || delivered.find(id, tag) === "other";
  }
}

/** What `renamed` makes. */
const renamedForm = /~[0-9a-f]{32}$/;

/** Another event under an id that is taken: both are evidence, and each needs a name of its own, the same in every run. */
function renamed(record: AuditRecord, difference: string): AuditRecord {
  return { ...record, id: `${record.id}~${sha256Of(difference).slice(0, 32)}` };
}

/** An event without an id and without a time has been named by the window that it came in, and every run has other windows. */
function named(record: AuditRecord, event: EventText): AuditRecord {
  if (record.time !== null) return record;
  const { text } = event;
  if (text.includes(record.id)) return record;
  return { ...record, id: `${sha256Of(`${record.source}\n${text}`).slice(0, 32)}${record.id.slice(32)}` };
}
