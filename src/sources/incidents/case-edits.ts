import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { ExportError } from "../../core/errors.ts";
import { paginate } from "../../core/paging.ts";
import type { Log } from "../../core/source-definition.ts";
import { type CountedAnswer, countOf } from "./counted-answer.ts";
import { createSurplus } from "./surplus.ts";

/** All edits of one case, page by page, and why they may not be all. */
export interface CaseEdits {
  readonly pages: readonly CountedAnswer[];
  readonly failure?: ExportError;
}

/** How often a case is read before its edits and their number are taken to disagree for good. */
const readings = 3;
/** And where it lists some edits twice, other ones each time: with each reading more of them are found out. */
const surplusReadings = 6;

/** Before a case is read again, longer each time: somebody is writing to it, or its count lags behind. */
const pause = 500;

/**
 * Reads all edits of one case and compares their number with the `total` of every page. An edit that is added while the
 * pages are read moves the others across their borders, so that one is listed twice or never; it also changes `total`,
 * and the case is read again from its beginning. That is why a case is read whole before anything of it is delivered:
 * cases are small, dozens of edits or some hundreds, and nothing is held beyond the one case. The service may leave
 * `total` out; then a case of several pages is read until two readings are the same.
 *
 * Where the numbers disagree each time, the case fails. Was it the same list each time, nothing moved: it is delivered
 * all the same. Was it always too long, what all readings have in common is. Else an edit may be in it twice, so nothing is.
 */
export async function readCaseEdits(
  label: string,
  ask: (cursor: string | undefined) => Promise<CountedAnswer>,
  log: Log,
  signal: AbortSignal,
): Promise<CaseEdits> {
  const seen = new Set<string>();
  const surplus = createSurplus();
  for (let times = 1; ; times++) {
    const pages: CountedAnswer[] = [];
    for await (const answer of paginate(label, ask)) pages.push(answer);
    const least = surplus.without(pages, times >= readings);
    if (least?.isExact === true) {
      const dropped = countOf(pages) - countOf(least.pages);
      log.warn(`${label}: ListCaseEdits listed ${dropped === 1 ? "1 edit" : `${dropped} edits`} twice; dropped`);
      return { pages: least.pages };
    }
    const reading = digest(pages);
    const disagreement = disagreementOf(pages, seen.has(reading));
    if (disagreement === undefined) return { pages };
    seen.add(reading);
    if (times >= (least !== undefined && seen.size > 1 ? surplusReadings : readings)) {
      if (seen.size === 1) return { pages, failure: miscounted(label, disagreement, times) };
      if (least !== undefined) return { pages: least.pages, failure: repeated(label, disagreement, times) };
      return { pages: [], failure: restless(label, disagreement, times) };
    }
    log.info(`${label}: ${disagreement}; reading it again`);
    await setTimeout(pause * times, undefined, { signal });
  }
}

function miscounted(label: string, disagreement: string, times: number): ExportError {
  return new ExportError("incomplete", `${label} may be incomplete: ${disagreement}, ${times} times`, {
    hint: "what it listed, the same each time, is exported; run again, and report it to the service if it stays so",
    ofSlice: true,
  });
}

function repeated(label: string, disagreement: string, times: number): ExportError {
  return new ExportError(
    "incomplete",
    `${label} may have edits twice: ${disagreement}, or other ones, ${times} times`,
    {
      hint: "what all readings list is exported; run again, and report it to the service if it stays so",
      ofSlice: true,
    },
  );
}

function restless(label: string, disagreement: string, times: number): ExportError {
  return new ExportError("temporary", `could not read ${label}: ${disagreement}, ${times} times`, {
    hint: "the case changes while it is read, so nothing of it is exported; run again",
    ofSlice: true,
  });
}

/** How the answers contradict themselves, or what is left to be confirmed by another reading. */
function disagreementOf(pages: readonly CountedAnswer[], isConfirmed: boolean): string | undefined {
  const totals = [...new Set(pages.map(({ total }) => total).filter((total) => total !== undefined))];
  if (totals.length > 1) return `the number of edits changed from ${totals.join(" to ")} meanwhile`;
  const count = countOf(pages);
  const [total] = totals;
  if (total === undefined) {
    return pages.length === 1 || isConfirmed ? undefined : "ListCaseEdits says no total, and no two readings agree";
  }
  const counted = Number.isNaN(total) ? "its total is no number" : `counts ${total}`;
  return total === count ? undefined : `ListCaseEdits listed ${count} edits, but ${counted}`;
}

function digest(pages: readonly CountedAnswer[]): string {
  const hash = createHash("sha256");
  // An item's text is one line, so that a line break cannot be part of it.
  for (const { items } of pages) for (const { text } of items) hash.update(`${text}\n`);
  return hash.digest("base64");
}
