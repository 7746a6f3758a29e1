/** An id as services give them, and recognisable in any output: whoever counts the events counts these. */
export function eventId(index: number): string {
  return `${scattered(index, 1)}-0a0d-4be7-9000-${index.toString(16).padStart(12, "0")}`;
}

/** Finds the ids of events in a text; the group is the index. */
export const eventIdPattern = /-0a0d-4be7-9000-([0-9a-f]{12})/g;

/** Any other id: the same for the same numbers. */
export function otherId(index: number, kind: number): string {
  const [a, b, c, d] = [0, 1, 2, 3].map((part) => scattered(index, kind * 4 + part));
  return `${a}-${b?.slice(0, 4)}-4${b?.slice(5)}-8${c?.slice(5)}-${c?.slice(0, 4)}${d}`;
}

/** Eight hexadecimal digits that look like chance (the finalizer of MurmurHash3). */
export function scattered(index: number, salt: number): string {
  return (mixed(index, salt) + 0x1_0000_0000).toString(16).slice(1);
}

export function mixed(index: number, salt: number): number {
  let hash = (index ^ Math.imul(salt + 1, 0x9e3779b1)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
