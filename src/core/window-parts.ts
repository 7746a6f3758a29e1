import { toInstant } from "./time.ts";
import type { AuditRecord, Window } from "./types.ts";

/** How long a part may be is estimated from so many pages, the last that were read. */
const pagesSeen = 5;

/**
 * After how many pages a slice is cut where much of it seems to be left, and after how many more where events came faster than
 * the first pages let expect. What was read is read again in the parts, so a slice with little left is read on.
 */
const cuts = [pagesSeen, 3 * pagesSeen, 9 * pagesSeen];
export const pagesBeforeLastCut = Math.max(...cuts);

/** So many pages are much. */
const muchLeft = 12;

/** A part that was cut well is read out in so many pages, and so is not cut again. */
const pagesPerPart = 4;

/** Parts that are first cut off beside those of what was read already, and then ever more; and those of a window without order. */
const firstParts = 8;

const sampled = 8;

/** Milliseconds. Sources ask for a second more at either end of a window: a shorter part would be read for its ends. */
const shortest = 10_000;

/** A part of a window; `level` is for the cutter of it, should it be cut again. */
export interface WindowPart {
  readonly window: Window;
  readonly level: number;
}

/** Watches the first pages of a window being read, and says how it is to be cut when they are not all. */
export interface WindowCutter {
  /** @param items how many events the page had, also such as lie outside the window */
  see(records: readonly AuditRecord[], items: number): void;
  /** The parts of the window, in the order that its events come in; none where it is to be read on as it is. */
  parts(): readonly WindowPart[];
}

/**
 * Pages of one window come one after the other; parts of it can be read at the same time. How long a part may be is
 * estimated from how much time the first pages took up. Events come in bursts, so only a few such parts are cut off; the
 * rest of the window is a part too, which is cut again when it is reached, into twice as many each time: there are never
 * many more requests than there were pages. The parts are the same in every run that gets the same pages, whatever it
 * reads at the same time.
 *
 * They are of the whole window, what was read of it included: no service promises an order, so that a time which the first
 * pages seem to have passed may have further events.
 *
 * @param level how often the window is the rest of another that was cut
 */
export function createWindowCutter({ since, until }: Window, level: number): WindowCutter {
  const start = Date.parse(since ?? "");
  const end = Date.parse(until ?? "");
  /** The records of the last pages. */
  let seen: (readonly AuditRecord[])[] = [];
  let pages = 0;
  let items = 0;
  let within = 0;
  /** Of all that was seen. */
  let first = Infinity;
  let last = -Infinity;

  return {
    see(records, count) {
      pages += 1;
      items += count;
      within += records.length;
      seen = [...seen, records].slice(-pagesSeen);
    },

    parts() {
      // A service that does not keep to the window would give the same for each part of it.
      if (!cuts.includes(pages) || within * 2 < items) return [];
      const times = timesOf(seen);
      if (times.length === 0) return [];
      const order = orderOf(times);
      const earliest = Math.min(...times);
      const latest = Math.max(...times);
      first = Math.min(first, earliest);
      last = Math.max(last, latest);
      const length = Math.max(shortest, order === 0 ? (end - start) / firstParts : spanOf(latest - earliest));
      if (order !== 0 && (order < 0 ? first - start : end - last) < (muchLeft / pagesPerPart) * length) return [];
      const most = Math.ceil((last - first) / length) + firstParts * 2 ** level;
      const bounds: number[] = [];
      for (let count = 1; count <= most; count++) {
        const bound = order < 0 ? last - count * length : (order > 0 ? first : start) + count * length;
        const whole = Math.floor(bound / 1000) * 1000;
        if (whole < start + shortest || whole > end - shortest) break;
        bounds.push(whole);
      }
      if (bounds.length === 0) return [];
      const limits = order < 0 ? [until, ...bounds.map(toInstant), since] : [since, ...bounds.map(toInstant), until];
      return limits.slice(1).map((limit, index) => {
        const window = order < 0 ? { since: limit, until: limits[index] } : { since: limits[index], until: limit };
        return { window: window as Window, level: index === most ? level + 1 : 0 };
      });
    },
  };
}

/** Of one record in `sampled`, and the last of each page: for an estimate there is no need to read all of them. */
function timesOf(pages: readonly (readonly AuditRecord[])[]): readonly number[] {
  const times: number[] = [];
  for (const records of pages) {
    records.forEach(({ time }, index) => {
      if (time !== null && (index % sampled === 0 || index === records.length - 1)) times.push(Date.parse(time));
    });
  }
  return times;
}

function spanOf(milliseconds: number): number {
  return (milliseconds * pagesPerPart) / pagesSeen;
}

/** 1: the oldest first, -1: the newest first, 0: neither. A few that stand elsewhere do not matter. */
function orderOf(times: readonly number[]): -1 | 0 | 1 {
  let up = 0;
  let down = 0;
  let before = times[0] ?? 0;
  for (const time of times) {
    if (time > before) up += 1;
    if (time < before) down += 1;
    before = time;
  }
  if (down * 10 <= up) return 1;
  return up * 10 <= down ? -1 : 0;
}
