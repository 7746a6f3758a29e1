/** The candidate a slip of the fingers away from what was typed, or undefined when none is near. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const word = typed.toLowerCase();
  // Two slips in a short word, one in three letters of a long one: further away it is a guess, not a correction.
  let best = Math.max(2, Math.floor(word.length / 3)) + 1;
  let found: string | undefined;
  for (const candidate of candidates) {
    const steps = distance(word, candidate.toLowerCase());
    if (steps < best && steps < candidate.length) {
      best = steps;
      found = candidate;
    }
  }
  return found;
}

/** Levenshtein's: how many letters to add, drop or replace. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let at = 1; at <= from.length; at++) {
    const next = [at];
    for (let other = 1; other <= to.length; other++) {
      const replaced = (row[other - 1] ?? 0) + (from[at - 1] === to[other - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[other] ?? 0) + 1, (next[other - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
