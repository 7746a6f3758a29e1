import type { Delivery } from "../../core/delivery.ts";
import { sortKey } from "../../core/time.ts";
import type { AuditRecord, Change, EventText } from "../../core/types.ts";
import { exactJson } from "../../core/value-json.ts";

/**
 * A record as bytes, in memory as on the disk, so that what it takes is known, and that nothing of the page that it came on
 * is kept with it. The lengths stand before the parts: nothing that a service sends is taken for an end.
 *
 * bytes 0–3 the length of the whole, 4–7 that of the key, 8–11 that of the record; 12 how the event's text is written.
 */
export interface Entry {
  /** Text that sorts as the records do. */
  readonly key: string;
  readonly bytes: Buffer;
}

const headLength = 13;
/** UTF-8 carries no half of a surrogate pair. */
const encodings = ["utf8", "utf16le"] as const;

/** Behind every time there is: no instant begins with it. */
const untimed = "~";

export function toEntry(record: AuditRecord, text: string, unknown: readonly string[]): Entry {
  const key = record.time === null ? untimed : sortKey(record.time);
  const json = recordText(record, unknown);
  const way = /\p{Cs}/u.test(text) ? 1 : 0;
  const jsonLength = Buffer.byteLength(json);
  const length = headLength + key.length + jsonLength + Buffer.byteLength(text, encodings[way]);
  const bytes = Buffer.allocUnsafe(length);
  bytes.writeUInt32LE(length, 0);
  bytes.writeUInt32LE(key.length, 4);
  bytes.writeUInt32LE(jsonLength, 8);
  bytes[12] = way;
  bytes.write(key, headLength, "latin1");
  bytes.write(json, headLength + key.length, "utf8");
  bytes.write(text, headLength + key.length + jsonLength, encodings[way]);
  return { key: keyOf(bytes), bytes };
}

/** Made of the bytes: the record's time may be a slice of a whole page's text, and would keep that in memory. */
function keyOf(bytes: Buffer): string {
  return bytes.toString("latin1", headLength, headLength + bytes.readUInt32LE(4));
}

/**
 * The entries that stand whole in the bytes, one after the other.
 *
 * @returns beside them how many bytes the first takes that does not, as far as can be told: none at the end.
 */
export function entriesIn(bytes: Buffer): { readonly entries: readonly Entry[]; readonly missing: number } {
  const entries: Entry[] = [];
  let at = 0;
  while (bytes.length - at >= headLength) {
    const length = bytes.readUInt32LE(at);
    if (length > bytes.length - at) return { entries, missing: length };
    const own = bytes.subarray(at, at + length);
    entries.push({ key: keyOf(own), bytes: own });
    at += length;
  }
  return { entries, missing: at === bytes.length ? 0 : headLength };
}

/** @param parses whether the records are to have their events parsed */
export function toDelivery(entries: readonly Entry[], parses: boolean): Delivery {
  const records: AuditRecord[] = [];
  const texts: EventText[] = [];
  const unknown: (readonly string[])[] = [];
  for (const { key, bytes } of entries) {
    const jsonStart = headLength + key.length;
    const textStart = jsonStart + bytes.readUInt32LE(8);
    const text = bytes.toString(encodings[bytes[12] === 1 ? 1 : 0], textStart);
    const members = JSON.parse(bytes.toString("utf8", jsonStart, textStart)) as Members;
    records.push(toRecord(members, parses ? JSON.parse(text) : null));
    texts.push({ text });
    unknown.push(members[9]);
  }
  return { records, texts, unknown };
}

type Members = readonly [
  source: string,
  id: string,
  time: AuditRecord["time"],
  action: AuditRecord["action"],
  actor: AuditRecord["actor"],
  target: AuditRecord["target"],
  outcome: AuditRecord["outcome"],
  address: AuditRecord["address"],
  scope: AuditRecord["scope"],
  unknown: readonly string[],
  changes: readonly Change[],
];

/** The members of a record but `raw`, as JSON from which they come again exactly. */
function recordText(record: AuditRecord, unknown: readonly string[]): string {
  const { source, id, time, action, actor, target, outcome, address, scope, changes } = record;
  const members = [source, id, time, action, actor, target, outcome, address, scope, unknown];
  if (changes.every(isPlain)) return JSON.stringify([...members, changes]);
  return `${JSON.stringify(members).slice(0, -1)},${exactJson(changes)}]`;
}

/** JSON.stringify is quicker, but does not write every number, and recurses. */
function isPlain(change: Change): boolean {
  return isPlainValue(change.old) && isPlainValue(change.new);
}

function isPlainValue(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  return value === null || (typeof value !== "object" && value !== undefined);
}

function toRecord(members: Members, raw: unknown): AuditRecord {
  const [source, id, time, action, actor, target, outcome, address, scope, , changes] = members;
  return {
    schema: "audit-export/1",
    source,
    id,
    time,
    action,
    actor,
    target,
    outcome,
    address,
    changes,
    scope,
    raw,
  };
}
