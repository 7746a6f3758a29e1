import { createHash } from "node:crypto";
import { ExportError } from "../../core/errors.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import type { Item, Page, Query, Slice, Source } from "../../core/types.ts";
import type { Attempt } from "./caller.ts";
import { type AuditCalls, oldestFirst, type RealtimeQuery } from "./calls.ts";
import { createServiceReader } from "./per-service.ts";
import { type Question, toSlice } from "./query-source.ts";
import { toGenesysEvent } from "./record.ts";
import { cut, toInterval, toMilliseconds, toSpan } from "./windows.ts";

const day = 86_400_000;
/** "will only retrieve 14 days worth of audits for certain services" (API reference). */
const lookBack = 14 * day;
/** How often a window is read when its events move or fall short of their number. */
const passes = 4;

/** The quick path: some services, the last fourteen days, by page numbers. */
export function createRealtimeSource(calls: AuditCalls, question: Question, context: SourceContext): Source {
  const { expand } = question;
  const readServices = createServiceReader(
    async (attempt) => (await calls.services(attempt, true)).map(({ name }) => name),
    question.service,
    context.log,
  );

  return {
    // One day each: longer windows are known to time out.
    async *slices({ window }: Query) {
      context.log.warn("realtime knows some services only, and their last 14 days; `audit-export genesys` exports all");
      const span = toSpan(window, context.now());
      if (toMilliseconds(span.since) < context.now().getTime() - lookBack) {
        context.log.warn(`--since ${span.since} is more than 14 days ago: realtime may have nothing of what is older`);
      }
      for (const part of cut(span, day)) yield toSlice(part, question);
    },

    pages(slice: Slice, { pageSize, signal }: Query) {
      const attempt = { doing: `read ${slice.label}`, signal, ofSlice: true };
      const interval = toInterval(toSpan(slice.window ?? {}, context.now()));
      return readServices(attempt, (service) => {
        const query = {
          interval,
          ...(service === undefined ? {} : { serviceName: service }),
          ...(question.filters.length === 0 ? {} : { filters: [...question.filters] }),
          sort: [...oldestFirst],
          pageSize,
        };
        return readWindow((pageNumber) => calls.realtime(attempt, { ...query, pageNumber }, expand), attempt);
      });
    },

    record: toGenesysEvent,
  };
}

type Ask = (pageNumber: RealtimeQuery["pageNumber"]) => ReturnType<AuditCalls["realtime"]>;

/**
 * All pages of a window. Page numbers are no cursor: an event that arrives late moves the others, so that one may be seen
 * twice or not at all. The number of events tells: while it changes, or does not fit, the window is read once more, and
 * what is new of it is delivered.
 */
async function* readWindow(ask: Ask, attempt: Attempt): AsyncGenerator<Page> {
  const delivered = new Map<string, number>();
  let came = 0;
  let total: number | undefined;
  for (let pass = 1; pass <= passes; pass++) {
    const seen = new Map<string, number>();
    const first = await ask(1);
    let moved = false;
    ({ total } = first);
    came = 0;
    for (let number = 1, page = first; ;) {
      moved ||= page.total !== total;
      came += page.items.length;
      yield { items: page.items.filter((item) => isNew(item, seen, delivered)) };
      const isLast =
        page.pageCount === undefined ? came >= (total ?? Number.POSITIVE_INFINITY) : number >= page.pageCount;
      if (page.items.length === 0 || isLast) break;
      number += 1;
      page = await ask(number);
    }
    if (!moved && (total === undefined || came === total)) return;
  }
  throw new ExportError(
    "temporary",
    `could not ${attempt.doing}: ${came} events came, but the service counts ${total}`,
    {
      hint: "the window changed while it was read; run again, or export it with `audit-export genesys`",
      ofSlice: attempt.ofSlice,
    },
  );
}

/** Of equal events, such as have no id, as many are new as this pass has more than those before it. */
function isNew({ text }: Item, seen: Map<string, number>, delivered: Map<string, number>): boolean {
  const hash = createHash("sha256").update(text).digest("base64");
  const times = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, times);
  if (times <= (delivered.get(hash) ?? 0)) return false;
  delivered.set(hash, times);
  return true;
}
