import { ExportError } from "../../core/errors.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import { toInstant } from "../../core/time.ts";
import type { Page, Query, Slice, Source } from "../../core/types.ts";
import type { Attempt } from "./caller.ts";
import { type AuditCalls, oldestFirst } from "./calls.ts";
import { realtimeDays } from "./limits.ts";
import { createIntervalReader } from "./interval-reader.ts";
import { createParts, type Part } from "./part.ts";
import { createServiceReader, wantsService } from "./per-service.ts";
import { describe, type Question, toAsked, toSlice } from "./query-source.ts";
import { readWindow } from "./realtime-window.ts";
import { itemTime, keyOf } from "./event-time.ts";
import { toGenesysEvent } from "./record.ts";
import { cut, type Span, toInterval, toMilliseconds, toSpan } from "./windows.ts";

const day = 86_400_000;
const lookBack = realtimeDays * day;
/** `--since 14d` counts from the start of the run, and that is a moment ago. */
const grace = 60_000;

/** The quick path: some services, the last fourteen days, by page numbers. */
export function createRealtimeSource(
  calls: AuditCalls,
  question: Question,
  context: SourceContext,
  place: string,
): Source {
  const { expand } = question;
  const readIntervals = createIntervalReader(context.log);
  const readServices = createServiceReader(
    async (attempt) => (await calls.services(attempt, true)).map(({ name }) => name),
    question.service,
    context.log,
  );

  return {
    scope: () => Promise.resolve({ place, ...describe(question) }),

    // One day each: longer windows are known to time out.
    async *slices({ window, expect }: Query) {
      context.log.warn("realtime knows some services only, and their last 14 days; `audit-export genesys` exports all");
      const span = toSpan(window, context.now());
      const days = cut(span, day);
      expect?.(days.length);
      for (const part of days) yield toSlice(part, question);
      const oldest = context.now().getTime() - lookBack;
      if (toMilliseconds(span.since) < oldest - grace) throw tooOld(span, oldest);
    },

    pages(slice: Slice, { pageSize, needs, signal }: Query) {
      const attempt = { doing: `read ${slice.label}`, signal, ofSlice: true, needs };
      const whole = toSpan(slice.window ?? {}, context.now());
      return readServices(attempt, (service) => {
        const ask = (span: Span, pageNumber: number, size: number) => {
          const query = { ...toAsked(question, service), interval: toInterval(span), sort: [...oldestFirst] };
          return calls.realtime(attempt, { ...query, pageSize: size, pageNumber }, expand);
        };
        const partOf = createParts(whole);
        return readIntervals(whole, attempt, {
          pages(span) {
            const pages = readWindow((...page) => ask(span, ...page), attempt, pageSize, context.log);
            return only(partOf(span), pages, attempt);
          },
          probe: (span) => ask(span, 1, 1),
          wantsOther: (error) => service === undefined && wantsService(error),
        });
      });
    },

    record: toGenesysEvent,
    key: keyOf,
  };
}

/** Of a part of a window, without what the other parts have. */
async function* only(part: Part, pages: AsyncIterable<Page>, attempt: Attempt): AsyncGenerator<Page, void, undefined> {
  for await (const { items } of pages) yield { items: items.filter((item) => part.takes(item, itemTime(item))) };
  yield* part.end(attempt);
}

/** What is older is asked for all the same, and what there is of it delivered; but nobody can say that it is all. */
function tooOld({ since, until }: Span, oldest: number): ExportError {
  const end = toMilliseconds(until) < oldest ? until : toInstant(oldest);
  return new ExportError("incomplete", `realtime keeps 14 days: ${since} to ${end} is not complete`, {
    hint: "`audit-export genesys` exports what is older",
    ofSlice: true,
  });
}
