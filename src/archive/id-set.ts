import { createHash, randomInt } from "node:crypto";

/** Ids as the service gives them are mostly of this kind, and are their own 128 bits. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A set of ids, each by 128 bits of it: those of a UUID, or of the SHA-256 of any other text. Takes some 32 bytes an id
 * where a Set of texts takes over 100, which counts when a million of them are to be told apart.
 */
export interface IdSet {
  /** False where it was there already. */
  add(id: string): boolean;
  has(id: string): boolean;
  /** Adds what `keyOf` has given of an id. */
  addKey(key: string): void;
  readonly size: number;
}

export function createIdSet(): IdSet {
  let capacity = 1024;
  let table = new Uint32Array(capacity * 4);
  let size = 0;
  const key = new Uint32Array(4);
  /** By chance, so that nobody can choose ids that all fall on one place; those of one day have much in common anyway. */
  const seed = randomInt(2 ** 32);

  /** Where the key stands, or the empty place where it would. All zeros are an empty place, so no key is that. */
  function placeOf(): number {
    let hash = seed;
    for (const part of key) {
      hash = Math.imul(hash ^ part, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    for (let at = hash & (capacity - 1); ; at = (at + 1) & (capacity - 1)) {
      const start = at * 4;
      const isFree = table[start] === 0 && table[start + 1] === 0 && table[start + 2] === 0 && table[start + 3] === 0;
      if (isFree || isKeyAt(start)) return start;
    }
  }

  function isKeyAt(start: number): boolean {
    return (
      table[start] === key[0] &&
      table[start + 1] === key[1] &&
      table[start + 2] === key[2] &&
      table[start + 3] === key[3]
    );
  }

  function grow(): void {
    const before = table;
    capacity *= 2;
    table = new Uint32Array(capacity * 4);
    for (let start = 0; start < before.length; start += 4) {
      key.set(before.subarray(start, start + 4));
      if (key.some((part) => part !== 0)) table.set(key, placeOf());
    }
  }

  /** False where the key is there already. */
  function insert(): boolean {
    const place = placeOf();
    if (isKeyAt(place)) return false;
    table.set(key, place);
    size += 1;
    if (size * 3 > capacity * 2) grow();
    return true;
  }

  return {
    add(id) {
      readKey(id, key);
      return insert();
    },
    addKey(text) {
      const bytes = Buffer.from(text, "base64");
      for (let part = 0; part < 4; part += 1) key[part] = bytes.readUInt32LE(part * 4);
      insert();
    },
    has(id) {
      readKey(id, key);
      return isKeyAt(placeOf());
    },
    get size() {
      return size;
    },
  };
}

function readKey(id: string, key: Uint32Array): void {
  if (uuid.test(id)) {
    key[0] = Number.parseInt(id.slice(0, 8), 16);
    key[1] = Number.parseInt(id.slice(9, 13) + id.slice(14, 18), 16);
    key[2] = Number.parseInt(id.slice(19, 23) + id.slice(24, 28), 16);
    key[3] = Number.parseInt(id.slice(28), 16);
  } else {
    const digest = createHash("sha256").update(id).digest();
    for (let part = 0; part < 4; part += 1) key[part] = digest.readUInt32LE(part * 4);
  }
  if (key.every((part) => part === 0)) key[3] = 1;
}

const scratch = new Uint32Array(4);

/** What the set knows of an id, as a text of 22 characters. */
export function keyOf(id: string): string {
  readKey(id, scratch);
  const bytes = Buffer.alloc(16);
  for (let part = 0; part < 4; part += 1) bytes.writeUInt32LE(scratch[part] ?? 0, part * 4);
  return bytes.toString("base64").slice(0, 22);
}
