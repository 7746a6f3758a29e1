import { type CountedAnswer, countOf } from "./counted-answer.ts";

/** A reading without what came twice. */
export interface Least {
  readonly pages: readonly CountedAnswer[];
  readonly isExact: boolean;
}

/** Finds out which edits a reading has too often, by what another reading has. */
export interface Surplus {
  /**
   * The pages without what another reading does not have, and whether that is as many edits as the service counts;
   * undefined where there are not too many, or no other reading of as many yet.
   */
  without(pages: readonly CountedAnswer[], isSettled: boolean): Least | undefined;
}

/**
 * Twins are legitimate, so an edit that a page repeats by mistake cannot be told by itself. But what two readings of as
 * many edits both have is in the case: where that is as much as the service counts, the rest came twice. Where the count
 * stays as it is to the third reading, it is not that it lags behind a new twin: then the rest came twice also where the
 * count fits as soon as each edit is taken once.
 */
export function createSurplus(): Surplus {
  let total: number | undefined;
  /** How often each text is in all readings, at the least. */
  let common: ReadonlyMap<string, number> | undefined;

  return {
    without(pages, isSettled) {
      const totals = new Set(pages.map((page) => page.total));
      const [counted] = totals;
      // Of another number of edits, or of one reading alone, nothing follows.
      if (totals.size > 1 || counted === undefined || countOf(pages) <= counted) return undefined;
      const isFirst = common === undefined || total !== counted;
      const counts = countsOf(pages);
      common = isFirst ? counts : both(counts, common ?? new Map());
      total = counted;
      if (isFirst) return undefined;
      let size = 0;
      for (const count of common.values()) size += count;
      const isOnceEach = size !== counted && isSettled && common.size === counted;
      const wanted = isOnceEach ? [...common].map(([text]): [string, number] => [text, 1]) : [...common];
      return { pages: keep(pages, new Map(wanted)), isExact: isOnceEach || size === counted };
    },
  };
}

function both(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const shared = [...left].map(([text, count]): [string, number] => [text, Math.min(count, right.get(text) ?? 0)]);
  return new Map(shared.filter(([, count]) => count > 0));
}

function countsOf(pages: readonly CountedAnswer[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { items } of pages) for (const { text } of items) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** The first of each text, as many as `left` says. */
function keep(pages: readonly CountedAnswer[], left: Map<string, number>): readonly CountedAnswer[] {
  return pages.map((page) => ({
    ...page,
    items: page.items.filter(({ text }) => {
      const more = left.get(text) ?? 0;
      left.set(text, more - 1);
      return more > 0;
    }),
  }));
}
