import { ExportError } from "../../core/errors.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import type { Page, Query, Slice, Source } from "../../core/types.ts";
import type { Attempt } from "./caller.ts";
import type { AuditCalls } from "./calls.ts";
import { toGenesysEvent } from "./record.ts";
import { failureOf } from "./failure.ts";
import type { Filter } from "./options.ts";
import { createServiceReader, wantsService } from "./per-service.ts";
import { readSpan, type SpanSettings } from "./span-reader.ts";
import { cut, describeSpan, halve, lengthOf, type Span, toSpan, usualSpan } from "./windows.ts";

/** What is asked, beside when. */
export interface Question {
  readonly service: string | undefined;
  readonly filters: readonly Filter[];
  readonly expand: readonly string[];
}

/** Below a minute a refused interval is not refused for its length. */
const shortestSpan = 60_000;

/** The complete path: asynchronous queries, one window of time after the other. */
export function createQuerySource(calls: AuditCalls, question: Question, context: SourceContext): Source {
  /** How long an interval the service takes, learnt from what it refused. */
  let longest = Number.POSITIVE_INFINITY;

  async function* readLength(
    span: Span,
    attempt: Attempt,
    service: string | undefined,
    settings: SpanSettings,
  ): AsyncGenerator<Page> {
    if (lengthOf(span) > longest) {
      for (const part of cut(span, longest)) yield* readLength(part, attempt, service, settings);
      return;
    }
    let begun = false;
    try {
      const filters = question.filters.length === 0 ? {} : { filters: [...question.filters] };
      const asked = { ...filters, ...(service === undefined ? {} : { serviceName: service }) };
      for await (const page of readSpan(calls, attempt, span, asked, settings)) {
        begun = true;
        yield page;
      }
      return;
    } catch (error) {
      const wantsOther = service === undefined && wantsService(error);
      if (begun || wantsOther || !refusesInterval(error)) throw error;
      if (lengthOf(span) <= shortestSpan) throw outOfReach(error, attempt);
      context.log.info(
        `the service refuses an interval of ${Math.round(lengthOf(span) / 1000)} s: ${messageOf(error)}`,
      );
    }
    const halves = halve(span);
    for (const half of halves) yield* readLength(half, attempt, service, settings);
    // Only what was taken is known to be short enough: a refusal may have had another reason.
    longest = Math.min(longest, ...halves.map(lengthOf));
  }

  const readServices = createServiceReader(
    async (attempt) => (await calls.services(attempt, false)).map(({ name }) => name),
    question.service,
    context.log,
  );

  return {
    async *slices({ window }: Query) {
      for (const span of cut(toSpan(window, context.now()), usualSpan)) yield toSlice(span, question);
    },

    pages({ window = {}, label }: Slice, { pageSize, signal }: Query) {
      const span = toSpan(window, context.now());
      const attempt = { doing: `read ${label}`, signal, ofSlice: true };
      const { expand } = question;
      const settings = { pageSize, expand, warn: context.log.warn, timeless: new Set<string>() };
      return readServices(attempt, (service) => readLength(span, attempt, service, settings));
    },

    record: toGenesysEvent,
  };
}

/** The slice of a span; its scope says what was asked. */
export function toSlice(span: Span, { service, filters }: Question): Slice {
  const scope = {
    window: `${span.since}/${span.until}`,
    ...(service === undefined ? {} : { service }),
    ...(filters.length === 0
      ? {}
      : { filter: filters.map(({ property, value }) => `${property}=${value}`).join("; ") }),
  };
  return { key: Object.values(scope).join(" "), label: `the window ${describeSpan(span)}`, scope, window: span };
}

/** Whether the service refuses a query for its interval. */
function refusesInterval(error: unknown): boolean {
  const failure = failureOf(error);
  if (failure?.status !== 400) return false;
  return failure.serviceCode === "invalid.date" || /interval/i.test(failure.serviceMessage);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function outOfReach(error: unknown, { ofSlice }: Attempt): ExportError {
  return new ExportError("incomplete", messageOf(error), {
    hint: "the service refuses this window even minute by minute: does it keep events for so long?",
    cause: failureOf(error),
    ofSlice,
  });
}
