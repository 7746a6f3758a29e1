/** Takes the place of an id in a template: see event-list.ts. */
export const idPlaceholder = "########-0a0d-4be7-9000-0000########";

/**
 * Finds the ids of events in any output: they look as those of services do, and their last part is the number of the event,
 * which is the group.
 */
export const eventIdPattern = /[0-9a-f]{8}-0a0d-4be7-9000-0000([0-9a-f]{8})/g;

/** Any other id: the same for the same numbers. */
export function otherId(index: number, kind: number): string {
  const [a, b = "", c = "", d] = [0, 1, 2, 3].map((part) => scattered(index, kind * 4 + part));
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(5)}-${c.slice(0, 4)}${d}`;
}

/** Eight hexadecimal digits that look like chance. */
export function scattered(index: number, salt: number): string {
  return (mixed(index, salt) + 0x1_0000_0000).toString(16).slice(1);
}

/** The finalizer of MurmurHash3. */
export function mixed(index: number, salt: number): number {
  let hash = (index ^ Math.imul(salt + 1, 0x9e3779b1)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
