import { randomUUID } from "node:crypto";
import type { Answer, PageShape } from "../service.ts";
import type { Exchange, Fault } from "./fault.ts";
import { isOdd, oddEvent } from "./odd-event.ts";
import { listOf, type Page, readPage, withPage } from "./pages.ts";

/** A fault of answers that are pages. */
function ofPages(
  change: (page: Page, answer: Answer, shape: PageShape, exchange: Exchange) => (() => Answer) | undefined,
): Fault {
  return {
    alter(answer, exchange) {
      const { page: shape } = exchange.match;
      const page = readPage(answer, shape);
      return page === undefined || shape === undefined ? undefined : change(page, answer, shape, exchange);
    },
  };
}

export function withoutList(list: "null" | undefined): Fault {
  return ofPages(
    ({ others }, answer, shape) =>
      () =>
        withPage(answer, others, list, shape),
  );
}

/** What a last page has for a token, beside leaving it out. */
export function lastToken(token: null | ""): Fault {
  return ofPages(({ texts, others }, answer, shape) => {
    if (others[shape.token] !== undefined) return undefined;
    return () => withPage(answer, { ...others, [shape.token]: token }, listOf(texts), shape);
  });
}

export function sameToken(): Fault {
  return ofPages(({ texts, others }, answer, shape, { token }) => {
    if (token === undefined || others[shape.token] === undefined) return undefined;
    return () => withPage(answer, { ...others, [shape.token]: token }, listOf(texts), shape);
  });
}

export function eventTwice(): Fault {
  return ofPages(({ texts, others }, answer, shape) => {
    const last = texts.at(-1);
    return last === undefined ? undefined : () => withPage(answer, others, listOf([...texts, last]), shape);
  });
}

export function oddEvents(every: number): Fault {
  return ofPages(({ texts, others }, answer, shape) => {
    const { event } = shape;
    if (event === undefined) return undefined;
    return () => {
      const changed = texts.map((text) => (isOdd(text, every) ? oddEvent(text, event) : text));
      return withPage(answer, others, listOf(changed), shape);
    };
  });
}

/** Pages that are owed at the most: a client that asks in vain would otherwise fill the memory. */
const mostOwed = 10_000;

/** The page is held back behind an empty one, whose token gives it. */
export function emptyPage(): Fault {
  const owed = new Map<string, Answer>();
  return {
    ...ofPages(({ others }, answer, shape) => () => {
      const token = `held-back-${randomUUID()}`;
      owed.set(token, answer);
      const [oldest = ""] = owed.keys();
      if (owed.size > mostOwed) owed.delete(oldest);
      return withPage(answer, { ...others, [shape.token]: token }, "[]", shape);
    }),
    owes(exchange) {
      const answer = exchange.token === undefined ? undefined : owed.get(exchange.token);
      return answer === undefined ? undefined : unlessForbidden(answer, exchange);
    },
  };
}

/** The service does not know a token of ours; whether the caller may ask at all, it does. */
async function unlessForbidden(answer: Answer, { match, request, service }: Exchange): Promise<Answer> {
  let own: Answer;
  try {
    own = await match.answer(request);
  } catch (error) {
    own = service.errors.answer(error);
  }
  return own.status === 401 || own.status === 403 ? own : answer;
}
