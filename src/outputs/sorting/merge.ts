import type { Entry } from "./entry.ts";
import type { Run } from "./run.ts";

/** Where a run is at. */
interface Cursor {
  readonly run: Run;
  /** Of two entries with one key, that of the earlier run comes first. */
  readonly place: number;
  block: readonly Entry[];
  at: number;
  head: Entry;
}

/** Entries that are given at once, and bytes, about. */
const most = 512;
const mostBytes = 512 * 1024;

/** The entries of all runs in order, some at a time; those with one key in the order of the runs. It closes the runs. */
export async function* merged(runs: readonly Run[]): AsyncGenerator<readonly Entry[]> {
  try {
    /** In the order of their heads. What comes next is mostly of the same run: the first then stays the first. */
    const cursors: Cursor[] = [];
    for (const [place, run] of runs.entries()) {
      const block = await run.next();
      const [head] = block;
      if (head !== undefined) insert(cursors, { run, place, block, at: 0, head });
    }
    let given: Entry[] = [];
    let size = 0;
    for (let first = cursors.shift(); first !== undefined; first = cursors.shift()) {
      given.push(first.head);
      size += first.head.bytes.length;
      if (given.length >= most || size >= mostBytes) {
        yield given;
        given = [];
        size = 0;
      }
      first.at += 1;
      if (first.at === first.block.length) {
        first.block = await first.run.next();
        first.at = 0;
      }
      const head = first.block[first.at];
      if (head === undefined) continue;
      first.head = head;
      insert(cursors, first);
    }
    if (given.length > 0) yield given;
  } finally {
    for (const run of runs) await run.close();
  }
}

function insert(cursors: Cursor[], cursor: Cursor): void {
  let place = 0;
  for (let other = cursors[place]; other !== undefined && isBefore(other, cursor); other = cursors[place]) place += 1;
  cursors.splice(place, 0, cursor);
}

function isBefore(one: Cursor, other: Cursor): boolean {
  if (one.head.key === other.head.key) return one.place < other.place;
  return one.head.key < other.head.key;
}
