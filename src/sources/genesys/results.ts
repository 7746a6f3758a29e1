import { ExportError } from "../../core/errors.ts";
import type { Log } from "../../core/source-definition.ts";
import type { Item, Page } from "../../core/types.ts";
import type { ResultPage } from "./answers.ts";
import type { Attempt } from "./caller.ts";
import type { AuditCalls, ResultOptions } from "./calls.ts";
import { failureOf } from "./failure.ts";
import { known, LostQuery } from "./transaction.ts";

export interface ResultSettings {
  readonly pageSize: number;
  readonly expand: readonly string[];
  readonly warn: (message: string) => void;
  readonly meanwhile: Log["meanwhile"];
}

const tooLarge = "response.entity.too.large";
/** An address that is no longer good is asked for anew this often. */
const downloadAttempts = 3;

/**
 * The results of a query that has succeeded, by its cursor to the end. A page that is too large for an answer is asked for
 * smaller, down to a single event; where even that is too large, for the file that holds it.
 *
 * @throws LostQuery when the service has forgotten the query.
 */
export async function* resultPages(
  calls: AuditCalls,
  attempt: Attempt,
  id: string,
  { pageSize, expand, warn }: Omit<ResultSettings, "meanwhile">,
): AsyncGenerator<Page> {
  let size = pageSize;
  let cursor: string | undefined;
  do {
    const page = await fitting(cursor);
    const { items, cursor: next } = await withItems(page, cursor);
    cursor = next;
    yield* inPages(items, pageSize, cursor);
    // One large event must not make all that follow come one by one.
    size = Math.min(pageSize, size * 2);
  } while (cursor !== undefined);

  async function fitting(from: string | undefined): Promise<ResultPage> {
    for (let allowRedirect = false; ;) {
      const options: ResultOptions = { cursor: from, pageSize: size, expand, allowRedirect };
      try {
        return await pageOf(options);
      } catch (error) {
        if (allowRedirect || failureOf(error)?.serviceCode !== tooLarge) throw error;
        if (size === 1) allowRedirect = true;
        else size = Math.floor(size / 2);
      }
    }
  }

  /** A cursor was the service's own word: refused, it has expired, and with it this reading of the query. */
  async function pageOf(options: ResultOptions): Promise<ResultPage> {
    try {
      return await known(id, calls.results(attempt, id, options));
    } catch (error) {
      const { status, serviceCode } = failureOf(error) ?? {};
      const isRefused = options.cursor !== undefined && status === 400 && serviceCode !== tooLarge;
      throw isRefused ? new LostQuery(id, "refuses its cursor") : error;
    }
  }

  /** The page with the events of its file, where it has one. Each answer has its own cursor: the last one's counts. */
  async function withItems(first: ResultPage, from: string | undefined): Promise<ResultPage> {
    let page = first;
    if (page.downloadUrl !== undefined && expand.length > 0) {
      warn("a large page came as a file, in which --expand has no effect");
    }
    for (let tries = 1; page.downloadUrl !== undefined; tries++) {
      try {
        return { ...page, items: await calls.download(attempt, page.downloadUrl) };
      } catch (error) {
        if (!(error instanceof ExportError && error.code === "notFound")) throw error;
        if (tries === downloadAttempts) throw temporary(error, attempt);
      }
      const options: ResultOptions = { cursor: from, pageSize: size, expand, allowRedirect: true };
      page = await pageOf(options);
    }
    return page;
  }
}

function temporary(error: ExportError, { ofSlice }: Attempt): ExportError {
  return new ExportError("temporary", error.message, { hint: "run again", ofSlice });
}

/** A file may hold far more than a page. Only the last part has the cursor. */
function* inPages(items: readonly Item[], pageSize: number, cursor: string | undefined): Generator<Page> {
  for (let start = 0; start + pageSize < items.length; start += pageSize) {
    yield { items: items.slice(start, start + pageSize) };
  }
  const last = items.slice(Math.max(0, Math.ceil(items.length / pageSize) - 1) * pageSize);
  yield { items: last, ...(cursor === undefined ? {} : { cursor }) };
}
