import { createIdSet } from "../../archive/id-set.ts";
import { compareInstants } from "../../core/time.ts";
import type { AuditRecord, Instant } from "../../core/types.ts";
import type { Dimension, Value } from "./dimensions.ts";

/** Records that count together. */
export interface Group extends Omit<Value, "key"> {
  readonly count: number;
  /** Of those with a time, the earliest and the latest; null where none has one. */
  readonly first: Instant | null;
  readonly last: Instant | null;
}

export interface Tally {
  add(record: AuditRecord, event: () => string): void;
  /** All records. */
  readonly all: Pick<Group, "count" | "first" | "last">;
  /** Records by their source. */
  readonly sources: ReadonlyMap<string, number>;
  /** Records that have the source and the id of an earlier one, so far as ids were kept. */
  readonly repeated: number;
  /** What there is of each dimension, in the order in which it came. */
  counts(): readonly { readonly dimension: Dimension; readonly groups: readonly Group[] }[];
}

type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** So many ids are kept to see whether one comes again: some 40 MB, and no more however many records there are. */
const mostIds = 1_000_000;

/**
 * Counts records as they come, and keeps none of them. What it takes of memory follows the number of distinct values, not of
 * records: little by action or day, and as much as there are records by `id`.
 */
export function createTally(dimensions: readonly Dimension[]): Tally {
  const all: Mutable<Tally["all"]> = { count: 0, first: null, last: null };
  const sources = new Map<string, number>();
  const ids = createIdSet();
  let repeated = 0;
  const counters = dimensions.map((dimension) => ({ dimension, groups: new Map<string, Mutable<Group>>() }));

  return {
    add(record, event) {
      const { source, id, time } = record;
      count(all, time);
      sources.set(source, (sources.get(source) ?? 0) + 1);
      const membership = ids.size < mostIds ? ids.add(id, source) : ids.find(id, source);
      if (membership === "same") repeated += 1;
      for (const { dimension, groups } of counters) {
        const { key, text, isLiteral, id: ownId } = dimension.valueOf(record, event);
        let group = groups.get(key);
        if (group === undefined) {
          group = { text, isLiteral, id: ownId, count: 0, first: null, last: null };
          groups.set(key, group);
        } else if (text !== ownId) {
          // Not every record that has the id of somebody has the name.
          group.text = text;
        }
        count(group, time);
      }
    },
    all,
    sources,
    get repeated() {
      return repeated;
    },
    counts: () => counters.map(({ dimension, groups }) => ({ dimension, groups: [...groups.values()] })),
  };
}

function count(group: Mutable<Tally["all"]>, time: Instant | null): void {
  group.count += 1;
  if (time === null) return;
  if (group.first === null || compareInstants(time, group.first) < 0) group.first = time;
  if (group.last === null || compareInstants(time, group.last) > 0) group.last = time;
}
