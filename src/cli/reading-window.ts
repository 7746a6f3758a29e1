import { usageError } from "../core/errors.ts";
import { compareInstants, parseTime } from "../core/time.ts";
import type { Window } from "../core/types.ts";

/**
 * The time that is asked for; of a source that is asked for a span, up to now.
 *
 * @throws ExportError (usage) for one that ends before it begins
 */
export function toWindow({ since: first, until: last }: Window, defaultSince: string | undefined, now: Date): Window {
  const windowed = defaultSince !== undefined;
  const since = first ?? (windowed ? parseTime(defaultSince, now) : undefined);
  const until = last ?? (windowed ? now.toISOString() : undefined);
  if (since !== undefined && until !== undefined && compareInstants(since, until) >= 0) {
    throw usageError(`--since ${since} is not before --until ${until}`);
  }
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
}
