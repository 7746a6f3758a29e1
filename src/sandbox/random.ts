import { createHash } from "node:crypto";

/** Chance that is the same in every run. */
export interface Random {
  /** In [0, 1). */
  fraction(): number;
  /** Both ends included. */
  integer(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  uuid(): string;
}

/**
 * One stream for each seed and purpose (`case 7 of domain 1`): what is made for one purpose does not depend on what
 * was made before, so data can be made in any order, or only when it is asked for. The generator is sfc32.
 */
export function randomFor(seed: number, purpose: string): Random {
  const state = createHash("sha256").update(`${seed} ${purpose}`).digest();
  let a = state.readInt32LE(0);
  let b = state.readInt32LE(4);
  let c = state.readInt32LE(8);
  let counter = state.readInt32LE(12);

  function word(): number {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    return result >>> 0;
  }

  function fraction(): number {
    return word() / 2 ** 32;
  }

  function integer(least: number, most: number): number {
    return least + Math.floor(fraction() * (most - least + 1));
  }

  function pick<T>(items: readonly T[]): T {
    const item = items[integer(0, items.length - 1)];
    if (item === undefined) {
      throw new RangeError("There is nothing to pick from.");
    }
    return item;
  }

  function uuid(): string {
    const digits = Array.from({ length: 4 }, () => word().toString(16).padStart(8, "0")).join("");
    const variant = (8 + (word() & 3)).toString(16);
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      `${variant}${digits.slice(17, 20)}`,
      digits.slice(20),
    ].join("-");
  }

  return { fraction, integer, chance: (probability) => fraction() < probability, pick, uuid };
}
