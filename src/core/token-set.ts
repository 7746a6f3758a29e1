import { hash } from "node:crypto";

/**
 * Remembers which page tokens came, in 16 to 32 bytes each, however long they are: an export of a year has a hundred thousand,
 * and a Set of their texts would be most of its memory. Two tokens are taken for one by chance in one of 10^10 such exports.
 */
export interface TokenSet {
  /** Whether the token is new. */
  add(token: string): boolean;
}

export function createTokenSet(): TokenSet {
  /** Open addressing: a number stands at its place, or at the next that was free. 0 is none. */
  let table = new Float64Array(64);
  let size = 0;

  function placeOf(number: number): number {
    let place = number % table.length;
    while (table[place] !== 0 && table[place] !== number) place = (place + 1) % table.length;
    return place;
  }

  function grow(): void {
    const before = table;
    table = new Float64Array(before.length * 2);
    for (const number of before) if (number !== 0) table[placeOf(number)] = number;
  }

  return {
    add(token) {
      const number = numberOf(token);
      const place = placeOf(number);
      if (table[place] === number) return false;
      table[place] = number;
      size += 1;
      if (size * 2 > table.length) grow();
      return true;
    },
  };
}

/** 53 bits of a hash, which is what a number holds; never 0. */
function numberOf(token: string): number {
  const digest = hash("sha256", token, "buffer");
  return digest.readUInt32BE(0) * 2 ** 21 + (digest.readUInt32BE(4) >>> 11) || 1;
}
