import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/** Ids as the service gives them are mostly of this kind, and are their own 128 bits. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Words of 32 bits in an entry: the id, and what tells another event of the same id. A place without the last is free. */
const words = 5;

/**
 * A set of events, each by 128 bits of its id (those of a UUID, or of the SHA-256 of any other text) and 32 of a tag. Takes
 * some 40 bytes an event where a Map of texts takes over 150, which counts when a million of them are to be told apart.
 */
export interface IdSet {
  /** @returns whether the id is new, there with the same tag, or with another; the first tag stays */
  add(id: string, tag: string): Membership;
  find(id: string, tag: string): Membership;
  /** Adds what `keyOf` has given of an event. */
  addKey(key: string): void;
  readonly size: number;
}

/** new: the id is not there. same: it is there, with this tag. other: it is there with another. */
export type Membership = "new" | "same" | "other";

export function createIdSet(): IdSet {
  let capacity = 1024;
  let table = new Uint32Array(capacity * words);
  let size = 0;
  const key = new Uint32Array(words);
  /** By chance, so that nobody can choose ids that all fall on one place; those of one day have much in common anyway. */
  const seed = randomInt(2 ** 32);

  function isFree(start: number): boolean {
    return table[start + 4] === 0;
  }

  /** Where the id stands, or the free place where it would. */
  function placeOf(): number {
    let hash = seed;
    for (let part = 0; part < 4; part += 1) {
      hash = Math.imul(hash ^ (key[part] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    for (let at = hash & (capacity - 1); ; at = (at + 1) & (capacity - 1)) {
      const start = at * words;
      const isOwn =
        table[start] === key[0] &&
        table[start + 1] === key[1] &&
        table[start + 2] === key[2] &&
        table[start + 3] === key[3];
      if (isOwn || isFree(start)) return start;
    }
  }

  function membership(place: number): Membership {
    if (isFree(place)) return "new";
    return table[place + 4] === key[4] ? "same" : "other";
  }

  function insert(): Membership {
    const place = placeOf();
    const found = membership(place);
    if (found !== "new") return found;
    table.set(key, place);
    size += 1;
    if (size * 3 > capacity * 2) grow();
    return "new";
  }

  function grow(): void {
    const before = table;
    capacity *= 2;
    table = new Uint32Array(capacity * words);
    for (let start = 0; start < before.length; start += words) {
      if (before[start + 4] === 0) continue;
      key.set(before.subarray(start, start + words));
      table.set(key, placeOf());
    }
  }

  return {
    add(id, tag) {
      readKey(id, tag, key);
      return insert();
    },
    find(id, tag) {
      readKey(id, tag, key);
      return membership(placeOf());
    },
    addKey(text) {
      const bytes = Buffer.from(text, "base64");
      for (let part = 0; part < words; part += 1) key[part] = bytes.readUInt32LE(part * 4);
      insert();
    },
    get size() {
      return size;
    },
  };
}

function readKey(id: string, tag: string, key: Uint32Array): void {
  if (uuid.test(id)) {
    key[0] = Number.parseInt(id.slice(0, 8), 16);
    key[1] = Number.parseInt(id.slice(9, 13) + id.slice(14, 18), 16);
    key[2] = Number.parseInt(id.slice(19, 23) + id.slice(24, 28), 16);
    key[3] = Number.parseInt(id.slice(28), 16);
  } else {
    const digest = createHash("sha256").update(id).digest();
    for (let part = 0; part < 4; part += 1) key[part] = digest.readUInt32LE(part * 4);
  }
  // Never zero, which says that the place is free.
  key[4] = crc32(tag) || 1;
}

const scratch = new Uint32Array(words);

/** Characters of a key. */
export const keyLength = 27;

/** What the set knows of an event, as text. */
export function keyOf(id: string, tag: string): string {
  readKey(id, tag, scratch);
  const bytes = Buffer.alloc(words * 4);
  for (let part = 0; part < words; part += 1) bytes.writeUInt32LE(scratch[part] ?? 0, part * 4);
  return bytes.toString("base64").slice(0, keyLength);
}
