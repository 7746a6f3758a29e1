import { compareInstants, toInstant } from "../core/time.ts";
import type { Instant } from "../core/types.ts";

/** Half open, both ends known. */
export interface Span {
  readonly since: Instant;
  readonly until: Instant;
}

/** In order, and none touching another. */
export type Spans = readonly Span[];

export function earlier(left: Instant, right: Instant): Instant {
  return compareInstants(left, right) <= 0 ? left : right;
}

export function later(left: Instant, right: Instant): Instant {
  return compareInstants(left, right) >= 0 ? left : right;
}

/** Moved by milliseconds; no further than the times that can be written. */
export function moved(instant: Instant, milliseconds: number): Instant {
  const time = Date.parse(instant) + milliseconds;
  return toInstant(Math.min(Math.max(time, Date.parse("0000-01-01T00:00:00Z")), Date.parse("9999-12-31T23:59:59Z")));
}

export function isEmpty({ since, until }: Span): boolean {
  return compareInstants(since, until) >= 0;
}

/** All that lies in any of them. */
export function union(...lists: readonly Spans[]): Spans {
  const sorted = lists
    .flat()
    .filter((span) => !isEmpty(span))
    .toSorted((left, right) => compareInstants(left.since, right.since));
  const merged: Span[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && compareInstants(span.since, last.until) <= 0) {
      merged[merged.length - 1] = { since: last.since, until: later(last.until, span.until) };
    } else {
      merged.push(span);
    }
  }
  return merged;
}

/** What of the first lies in none of the second. */
export function without(spans: Spans, taken: Spans): Spans {
  return spans.flatMap((span) => {
    const left: Span[] = [];
    let since = span.since;
    for (const { since: start, until: end } of union(taken)) {
      left.push({ since, until: earlier(span.until, start) });
      since = later(since, end);
    }
    left.push({ since, until: span.until });
    return left.filter((rest) => !isEmpty(rest));
  });
}

export function overlap(left: Span, right: Span): boolean {
  return compareInstants(left.since, right.until) < 0 && compareInstants(right.since, left.until) < 0;
}

/** From the beginning of the first to the end of the last, in whatever order; undefined of none. */
export function hullOf(spans: Spans): Span | undefined {
  const [first, ...others] = spans;
  if (first === undefined) return undefined;
  return others.reduce(
    (hull, { since, until }) => ({ since: earlier(hull.since, since), until: later(hull.until, until) }),
    first,
  );
}

/** Whether the instant lies in one of them. */
export function covers(spans: Spans, instant: Instant): boolean {
  return spans.some(({ since, until }) => compareInstants(since, instant) <= 0 && compareInstants(instant, until) < 0);
}
