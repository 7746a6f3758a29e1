import { toInstant } from "../../core/time.ts";
import type { Instant, Window } from "../../core/types.ts";

const second = 1000;
const day = 86_400 * second;

/**
 * Six days, and no part of them is asked for by itself when they turn out to be long: each query waits for its turn in the
 * service's own queue, and how many it takes at once is not documented. The longest interval that the service takes is not documented; peers report 7, 30 and 31 days. An interval
 * is asked for with a second more at either end, so that seven days would be refused where seven are the limit.
 */
export const usualSpan = 6 * day;

/** A window of which both ends are known. */
export interface Span {
  readonly since: Instant;
  readonly until: Instant;
}

export function lengthOf({ since, until }: Span): number {
  return toMilliseconds(until) - toMilliseconds(since);
}

/** The window cut at equal distances from its beginning; neighbours share a bound, and the ends keep their own text. */
export function cut(span: Span, length: number): readonly Span[] {
  const start = toMilliseconds(span.since);
  const end = toMilliseconds(span.until);
  const bounds: Instant[] = [span.since];
  for (let bound = start + length; bound < end; bound += length) bounds.push(toInstant(bound));
  bounds.push(span.until);
  return bounds.slice(1).map((until, index) => ({ since: bounds[index] ?? span.since, until }));
}

/** Two halves, the bound between them a whole second. */
export function halve(span: Span): readonly Span[] {
  return cut(span, Math.ceil(lengthOf(span) / 2 / second) * second);
}

/**
 * The window to be read. Nothing was logged after tomorrow, so an end far in the future does not make requests; a day is
 * left for a clock that is slow.
 */
export function toSpan(window: Window, now: Date): Span {
  const latest = toInstant(now.getTime() + day);
  const until = window.until ?? latest;
  const since = window.since ?? toInstant(now.getTime() - day);
  const isLater = toMilliseconds(until) > toMilliseconds(latest) && toMilliseconds(since) < toMilliseconds(latest);
  return { since, until: isLater ? latest : until };
}

/**
 * The interval as the service is asked for it: whole seconds in UTC, a second wider at either end. Whether its bounds are
 * included is not documented; what comes in excess is left out by the window.
 */
export function toInterval({ since, until }: Span): string {
  const start = Math.floor(toMilliseconds(since) / second) - 1;
  const end = Math.ceil(toMilliseconds(until) / second) + 1;
  return `${toInstant(start * second)}/${toInstant(end * second)}`;
}

/** By so much the interval may be wider than the span at either end: a second, and what is rounded. */
export const widening = 2 * second;

/**
 * Whether a time lies beyond what is asked for when the span is wanted: see toInterval. Such an event was filed under
 * another time than its own.
 */
export function isBeyond({ since, until }: Span, time: Instant): boolean {
  const at = toMilliseconds(time);
  return at < toMilliseconds(since) - widening || at > toMilliseconds(until) + widening;
}

export function describeSpan({ since, until }: Span): string {
  return `${since} to ${until}`;
}

/** Whole milliseconds, rounded down. A leap second, which Date does not know, counts as the second after it. */
export function toMilliseconds(instant: Instant): number {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? Date.parse(instant.replace(/:60(?=[.Z])/, ":59")) + second : time;
}
