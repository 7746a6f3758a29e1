import type { SourceContext } from "../../core/source-definition.ts";
import type { Query, Slice, Source } from "../../core/types.ts";
import type { AuditCalls } from "./calls.ts";
import { keyOf } from "./event-time.ts";
import { toGenesysEvent } from "./record.ts";
import type { Filter } from "./options.ts";
import { createIntervalReader } from "./interval-reader.ts";
import { createParts } from "./part.ts";
import { createServiceReader, wantsService } from "./per-service.ts";
import { type Asked, readSpan, toQuery } from "./span-reader.ts";
import { cut, describeSpan, type Span, toSpan, usualSpan } from "./windows.ts";

/** What is asked, beside when. */
export interface Question {
  readonly service: string | undefined;
  readonly filters: readonly Filter[];
  readonly expand: readonly string[];
}

/** The complete path: asynchronous queries, one window of time after the other. */
export function createQuerySource(
  calls: AuditCalls,
  question: Question,
  context: SourceContext,
  place: string,
): Source {
  const readIntervals = createIntervalReader(context.log);
  const readServices = createServiceReader(
    async (attempt) => (await calls.services(attempt, false)).map(({ name }) => name),
    question.service,
    context.log,
  );

  return {
    scope: () => Promise.resolve({ place, ...describe(question) }),

    async *slices({ window, expect }: Query) {
      const spans = cut(toSpan(window, context.now()), usualSpan);
      expect?.(spans.length);
      for (const span of spans) yield toSlice(span, question);
    },

    pages({ window = {}, label }: Slice, { pageSize, needs, signal }: Query) {
      const whole = toSpan(window, context.now());
      const attempt = { doing: `read ${label}`, signal, ofSlice: true, needs };
      const { expand } = question;
      const settings = { pageSize, expand, warn: context.log.warn, meanwhile: context.log.meanwhile };
      return readServices(attempt, (service) => {
        const asked = toAsked(question, service);
        const partOf = createParts(whole);
        return readIntervals(whole, attempt, {
          pages: (span) => readSpan(calls, attempt, span, partOf(span), asked, settings),
          probe: (span) => calls.submit(attempt, toQuery(asked, span)),
          wantsOther: (error) => service === undefined && wantsService(error),
        });
      });
    },

    record: toGenesysEvent,
    key: keyOf,
  };
}

/** The slice of a span; its scope says what was asked. */
export function toSlice(span: Span, question: Question): Slice {
  const scope = { window: `${span.since}/${span.until}`, ...describe(question) };
  return { key: Object.values(scope).join(" "), label: `the window ${describeSpan(span)}`, scope, window: span };
}

/** What is asked beside when, as a scope says it. */
export function describe({ service, filters }: Question): Slice["scope"] {
  return {
    ...(service === undefined ? {} : { service }),
    ...(filters.length === 0
      ? {}
      : { filter: filters.map(({ property, value }) => `${property}=${value}`).join("; ") }),
  };
}

/** What is asked of one service, or undefined: of all together. */
export function toAsked({ filters }: Question, service: string | undefined): Asked {
  return {
    ...(filters.length === 0 ? {} : { filters: [...filters] }),
    ...(service === undefined ? {} : { serviceName: service }),
  };
}
