import { ExportError } from "../../core/errors.ts";
import { paginate } from "../../core/paging.ts";
import type { Item, Query } from "../../core/types.ts";
import type { ListAnswer } from "../list-answer.ts";

export interface CaseAnswer extends ListAnswer {
  readonly totalCount?: number | undefined;
}

/**
 * One page of SearchCases, sorted by created_datetime, which never changes: a case that is updated while the pages are
 * read keeps its place, so that none is skipped.
 *
 * @param createdSince only cases created then or later, in the service's own words for the time
 */
export type SearchCases = (cursor: string | undefined, createdSince: string | undefined) => Promise<CaseAnswer>;

/**
 * From here on a search service may stop paging (10,000 is the usual bound; whether SearchCases has one is not
 * documented): one request more proves that nothing lies behind the last case.
 */
const deepPaging = 10_000;

/** How often the list is read at the most, while it keeps changing under the reader. */
const maximumReadings = 5;

/**
 * The ids of all cases, each once. A list of several pages is read until a whole reading finds nothing new: a case that
 * is deleted meanwhile moves the later ones up, and one may slip through between two pages. The number is compared with
 * the `totalCount` of the service, and where it falls short the list is taken up again from the last case's creation.
 *
 * @param expect is told what the service counts
 * @throws ExportError (incomplete, of the list alone) after all cases that were found.
 */
export async function* listCaseIds(search: SearchCases, expect?: Query["expect"]): AsyncGenerator<string> {
  const seen = new Set<string>();
  let total: number | undefined;
  let pages = 0;
  let nameless = 0;
  let lastCreated: string | undefined;

  async function* read(createdSince: string | undefined): AsyncGenerator<string> {
    for await (const answer of paginate("the list of cases", (cursor) => search(cursor, createdSince))) {
      if (createdSince === undefined) {
        pages += 1;
        total = answer.totalCount;
        if (total !== undefined) expect?.(total);
      }
      for (const item of answer.items) {
        const { caseId, created } = readCase(item);
        lastCreated = created ?? lastCreated;
        if (caseId === undefined) nameless += 1;
        if (caseId === undefined || seen.has(caseId)) continue;
        seen.add(caseId);
        yield caseId;
      }
    }
  }

  /** How the service wants a time in a filter is not documented: refused, the reading proves nothing, and that is all. */
  async function* resume(createdSince: string): AsyncGenerator<string> {
    try {
      yield* read(createdSince);
    } catch (error) {
      if (!(error instanceof ExportError && error.code === "usage")) throw error;
    }
  }

  async function* wholeList(): AsyncGenerator<string> {
    pages = 0;
    nameless = 0;
    yield* read(undefined);
    for (let before = -1; isDoubtful() && lastCreated !== undefined && seen.size > before;) {
      before = seen.size;
      yield* resume(lastCreated);
    }
  }

  for (let reading = 1, before = -1; reading <= maximumReadings; reading += 1) {
    before = seen.size;
    yield* wholeList();
    const settled = seen.size === before || pages === 1;
    if (settled && (isEnough() || reading > 1)) break;
  }
  if (nameless > 0 || !isEnough()) {
    throw new ExportError("incomplete", shortage(seen.size, total, nameless), {
      hint: "the cases that were listed are exported; run again",
      ofSlice: true,
    });
  }

  function isEnough(): boolean {
    return total === undefined || seen.size >= total;
  }

  function isDoubtful(): boolean {
    return total === undefined || seen.size < total || seen.size >= deepPaging;
  }
}

function shortage(found: number, total: number | undefined, nameless: number): string {
  if (nameless > 0) return `SearchCases listed cases without an id: ${nameless}`;
  return `SearchCases listed ${found} cases, but counts ${total}`;
}

function readCase(item: Item): { readonly caseId: string | undefined; readonly created: string | undefined } {
  const listed = (item.event ?? {}) as { readonly caseId?: unknown; readonly fields?: unknown };
  const caseId = typeof listed.caseId === "string" && listed.caseId !== "" ? listed.caseId : undefined;
  const fields: readonly unknown[] = Array.isArray(listed.fields) ? listed.fields : [];
  for (const field of fields) {
    const { id, value } = (field ?? {}) as {
      readonly id?: unknown;
      readonly value?: { readonly stringValue?: unknown };
    };
    if (id === "created_datetime" && typeof value?.stringValue === "string")
      return { caseId, created: value.stringValue };
  }
  return { caseId, created: undefined };
}
