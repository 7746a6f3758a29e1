import { ExportError } from "../../core/errors.ts";
import { paginate } from "../../core/paging.ts";
import { compareInstants } from "../../core/time.ts";
import type { Instant, Item, Query } from "../../core/types.ts";
import type { CountedAnswer } from "./counted-answer.ts";
import { parseEpochSeconds } from "./epoch-seconds.ts";

/** How often the list is read at the most, while it changes under the reader or disagrees with its number. */
const readings = 5;

/**
 * The ids of all cases, each once, as the pages come. The service neither filters nor sorts; a case that is opened while
 * the pages are read can push another across a border. So the number of each reading is compared with the `total` of its
 * last page, and a list of several pages is read until a whole reading finds nothing new: what slipped through is found.
 *
 * What was last updated before `changedSince` is left out; a case whose update cannot be read never is.
 *
 * @throws ExportError (incomplete, of the list alone) after all cases that were found.
 */
export async function* listCaseIds(
  ask: (cursor: string | undefined) => Promise<CountedAnswer>,
  { changedSince, expect }: Pick<Query, "changedSince" | "expect"> = {},
): AsyncGenerator<string> {
  const known = new Set<string>();
  let problem: string | undefined;
  for (let reading = 1; reading <= readings; reading++) {
    const listed = new Set<string>();
    const before = known.size;
    let pages = 0;
    let nameless = 0;
    let total: number | undefined;
    for await (const answer of paginate("the list of cases", ask)) {
      pages += 1;
      total = answer.total;
      // It counts all cases, whatever is left out of them.
      if (total !== undefined && changedSince === undefined) expect?.(total);
      for (const item of answer.items) {
        const caseId = caseIdOf(item);
        if (caseId === undefined) nameless += 1;
        else listed.add(caseId);
        if (caseId === undefined || known.has(caseId)) continue;
        known.add(caseId);
        if (changedSince === undefined || !isOlder(item, changedSince)) yield caseId;
      }
    }
    problem = problemOf(listed.size, nameless, total);
    if (problem === undefined && (pages === 1 || known.size === before)) return;
  }
  if (problem === undefined) return;
  throw new ExportError("incomplete", `${problem}, ${readings} times`, {
    hint: "the cases that were listed are exported; run again",
    ofSlice: true,
  });
}

function problemOf(listed: number, nameless: number, total: number | undefined): string | undefined {
  if (nameless > 0) return `ListCases listed ${nameless} cases without an id`;
  return total === undefined || total === listed ? undefined : `ListCases listed ${listed} cases, but counts ${total}`;
}

function caseIdOf({ event }: Item): string | undefined {
  const { caseId } = (event ?? {}) as { readonly caseId?: unknown };
  return typeof caseId === "string" && caseId !== "" ? caseId : undefined;
}

/** A case that changes while the list is read may be left out: the next run asks from before this one began. */
function isOlder({ event }: Item, changedSince: Instant): boolean {
  const { lastUpdatedDate } = (event ?? {}) as { readonly lastUpdatedDate?: unknown };
  const time = typeof lastUpdatedDate === "number" ? parseEpochSeconds(String(lastUpdatedDate)) : undefined;
  return time !== undefined && compareInstants(time, changedSince) < 0;
}
