import { createHash } from "node:crypto";
import { emptyEvent } from "./empty-event.ts";
import type { AuditEvent, AuditRecord, Item, RecordNeeds, Slice, Source } from "./types.ts";
import { nothingUnknown } from "./unknown.ts";

export interface MappedRecord {
  readonly record: AuditRecord;
  /** The service gave the id; it is no hash of ours. */
  readonly named: boolean;
  /** Paths of members that could not be read. */
  readonly problems: readonly string[];
  /** What of the event this version does not know. */
  readonly unknown: readonly string[];
}

const nothingKnown: AuditEvent = { ...emptyEvent, unreadable: ["(event)"] };

/**
 * The record of one item. An event that cannot be mapped, or has no id, is a record all the same: its raw text is
 * whole, and its id the hash of that text, with an ordinal where the slice has the same text again (`hashes` counts).
 */
export function toRecord(
  source: Source,
  sourceId: string,
  slice: Slice,
  item: Item,
  hashes: Map<string, number>,
  needs: RecordNeeds,
): MappedRecord {
  const event = (needs === "key" ? keyEvent(source, item) : undefined) ?? mapEvent(source, slice, item);
  const given = item.id ?? event.id ?? "";
  const named = given !== "";
  const id = named ? given : hashId(nameSpace(sourceId, slice, event.time), item.text, hashes);
  const record: AuditRecord = {
    schema: "audit-export/1",
    source: sourceId,
    id,
    time: event.time,
    action: event.action,
    actor: event.actor,
    target: event.target,
    outcome: event.outcome,
    address: event.address,
    changes: event.changes,
    scope: slice.scope,
    // Where many pages wait for their turn, what each event parses to would be most of what they take.
    raw: needs === "all" ? item.event : null,
  };
  const problems = named ? event.unreadable : ["(no id)", ...event.unreadable];
  return { record, named, problems, unknown: event.unknown ?? nothingUnknown };
}

/** The event with nothing but its key. */
function keyEvent(source: Source, item: Item): AuditEvent | undefined {
  const key = source.key?.(item);
  return key === undefined ? undefined : { ...emptyEvent, id: key.id, time: key.time };
}

function mapEvent(source: Source, slice: Slice, item: Item): AuditEvent {
  try {
    return source.record(item.event, slice, item);
  } catch {
    // A mapper is total by contract; should one fail after all, the event is evidence and must not be lost for it.
    return nothingKnown;
  }
}

/**
 * What an event without an id is named by, beside its text. One that lies in a window by its time is the same in whatever
 * window it is asked for; one without a time comes with any, and two of them may be two events.
 */
function nameSpace(sourceId: string, slice: Slice, time: AuditEvent["time"]): string {
  if (slice.window !== undefined && time !== null) return sourceId;
  return slice.cut?.origin ?? slice.key;
}

function hashId(space: string, text: string, hashes: Map<string, number>): string {
  const hash = createHash("sha256").update(`${space}\n${text}`).digest("hex").slice(0, 32);
  const ordinal = (hashes.get(hash) ?? 0) + 1;
  hashes.set(hash, ordinal);
  return ordinal === 1 ? hash : `${hash}-${ordinal}`;
}
