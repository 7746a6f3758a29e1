import { ExportError } from "../../core/errors.ts";
import type { Log } from "../../core/source-definition.ts";
import { toInstant } from "../../core/time.ts";
import type { Page } from "../../core/types.ts";
import type { Attempt } from "./caller.ts";
import { failureOf } from "./failure.ts";
import { cut, describeSpan, halve, lengthOf, type Span, toMilliseconds } from "./windows.ts";

/** How a span of time is asked for. */
export interface AskSpan {
  pages(span: Span): AsyncIterable<Page>;
  /** Asks for the span without reading what comes; fails as `pages` does. */
  probe(span: Span): Promise<unknown>;
  /** Whether a refusal is for want of something else, whatever it says of the interval. */
  wantsOther(error: ExportError): boolean;
}

/** Below a minute a refused interval is not refused for its length. */
const shortestSpan = 60_000;
/** A refusal that does not say why is taken for one of the length down to a day: no limit is known to be shorter. */
const shortestDoubt = 24 * 3_600_000;

/** A part of a span that the service does not give, whatever the length that it is asked for in. */
interface Unread {
  readonly span: Span;
  readonly error: ExportError;
}

/**
 * Reads spans of time from a service whose longest interval is not documented, and not how it words a refusal either. A
 * refused span is halved, and what was learnt is kept for the spans to come. Where the service refuses a part of a span for
 * good, as it does with what it keeps no more, the rest is read and the part is named.
 */
export function createIntervalReader(
  log: Log,
): (span: Span, attempt: Attempt, ask: AskSpan) => AsyncGenerator<Page, void, undefined> {
  /** The longest interval worth trying, in milliseconds. */
  let longest = Number.POSITIVE_INFINITY;
  /** An unexplained refusal was none of the length: none will be. */
  let isUnexplained = false;

  async function* readPart(span: Span, ask: AskSpan, unread: Unread[]): AsyncGenerator<Page, void, undefined> {
    if (lengthOf(span) > longest) {
      for (const part of cut(span, longest)) yield* readPart(part, ask, unread);
      return;
    }
    let begun = false;
    try {
      for await (const page of ask.pages(span)) {
        begun = true;
        yield page;
      }
      return;
    } catch (error) {
      if (begun || !(error instanceof ExportError) || !(await isRefusal(error, span, ask, unread))) throw error;
    }
    if (unread.at(-1)?.span === span) return;
    const unreadBefore = unread.length;
    const halves = halve(span);
    for (const half of halves) yield* readPart(half, ask, unread);
    // Only what was taken whole is known to be short enough: a refusal may have had another reason.
    if (unread.length === unreadBefore) longest = Math.min(longest, ...halves.map(lengthOf));
  }

  /** Whether the interval is what is refused. Notes the span as unread where halving it would not help. */
  async function isRefusal(error: ExportError, span: Span, ask: AskSpan, unread: Unread[]): Promise<boolean> {
    if (ask.wantsOther(error)) return false;
    if (!refusesInterval(error)) {
      const isDoubtful = failureOf(error)?.status === 400 && !isTooLarge(error);
      // Also where another of that length was taken: it may have held less.
      if (!isDoubtful || isUnexplained) return false;
      isUnexplained = lengthOf(span) <= shortestDoubt;
      return !isUnexplained;
    }
    log.info(`the service refuses an interval of ${Math.round(lengthOf(span) / 1000)} s: ${error.message}`);
    if (lengthOf(span) <= shortestSpan || !(await takes(lastMinute(span), ask))) unread.push({ span, error });
    return true;
  }

  return async function* read(span, attempt, ask) {
    const unread: Unread[] = [];
    yield* readPart(span, ask, unread);
    if (unread.length > 0) throw outOfReach(span, unread, attempt);
  };
}

/** Whether an interval is taken at all; it is short, so its length is not the question. */
async function takes(span: Span, ask: AskSpan): Promise<boolean> {
  try {
    await ask.probe(span);
    return true;
  } catch (error) {
    if (refusesInterval(error)) return false;
    throw error;
  }
}

function lastMinute({ until }: Span): Span {
  return { since: toInstant(toMilliseconds(until) - shortestSpan), until };
}

/** Whether the service refuses a query for its interval. */
function refusesInterval(error: unknown): boolean {
  const failure = failureOf(error);
  if (failure?.status !== 400) return false;
  return failure.serviceCode === "invalid.date" || /\binterval|\bduration|\bdate range/i.test(failure.serviceMessage);
}

function isTooLarge(error: ExportError): boolean {
  return failureOf(error)?.serviceCode === "response.entity.too.large";
}

function outOfReach(span: Span, unread: readonly Unread[], { doing, ofSlice }: Attempt): ExportError {
  const parts = unread.map((part) => part.span);
  const isWhole = parts.length === 1 && parts[0] === span;
  const reason = failureOf(unread[0]?.error)?.message ?? "";
  const what = isWhole ? doing : `${doing} from ${joined(parts).map(describeSpan).join(" and from ")}`;
  return new ExportError("incomplete", `could not ${what}: ${reason}`, {
    hint: "the service refuses this time even minute by minute: does it keep events for so long?",
    cause: unread[0]?.error,
    ofSlice,
  });
}

/** The same time in as few spans as it takes. */
function joined(spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (last?.until === span.since) whole[whole.length - 1] = { since: last.since, until: span.until };
    else whole.push(span);
  }
  return whole;
}
