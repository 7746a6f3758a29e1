import type { Answer } from "../service.ts";
import type { FaultName } from "./catalog.ts";
import type { Exchange, Fault } from "./fault.ts";
import { emptyPage, eventTwice, lastToken, oddEvents, sameToken, withoutList } from "./page-faults.ts";
import type { FaultSpec } from "./spec.ts";

type Create = (spec: FaultSpec) => Fault;

/** What each fault of the catalogue does. */
const kinds: Readonly<Record<FaultName, Create>> = {
  throttle: ({ numbers, words }) => ({
    refuse: ({ service }) => service.errors.throttled(numbers["retry-after"], words["in"] === "body"),
  }),
  quota: ({ numbers }) => quota(numbers["rate"] ?? 1, numbers["burst"] ?? 1),
  error: ({ numbers, words }) => ({
    refuse: ({ service }) => failure(service.errors, numbers["status"] ?? 500, words["body"] ?? "json"),
  }),
  reset: () => ({ refuse: () => "reset" }),
  "reset-body": () => ({ deliver: () => ({ half: "reset" }) }),
  stall: () => ({ deliver: () => ({ half: "stall" }) }),
  silence: () => ({ refuse: () => "silence" }),
  slow: ({ numbers }) => ({ deliver: () => ({ delay: numbers["delay"] ?? 0 }) }),
  "half-json": () => ({ alter: (answer) => good(answer, answer.body.slice(0, answer.body.length / 2)) }),
  html: () => ({
    alter: (answer) => good({ ...answer, headers: { "Content-Type": "text/html" } }, page("Please wait")),
  }),
  "empty-body": () => ({ alter: (answer) => good(answer, "") }),
  "no-list": () => withoutList(undefined),
  "null-list": () => withoutList("null"),
  "empty-page": emptyPage,
  "null-token": () => lastToken(null),
  "empty-token": () => lastToken(""),
  "same-token": sameToken,
  "event-twice": eventTwice,
  "odd-events": ({ numbers }) => oddEvents(numbers["every"] ?? 1),
  "expired-page-token": () => ({
    refuse: ({ service, token }) =>
      token === undefined ? undefined : service.errors.answer(service.errors.expiredPageToken()),
  }),
  "expired-credentials": () => refusal((errors) => errors.expiredCredentials()),
  denied: () => refusal((errors) => errors.denied()),
  missing: () => refusal((errors) => errors.missing()),
  // The server has it from the specification: it is of all requests.
  "skewed-clock": () => ({}),
};

export function createFault(spec: FaultSpec): Fault {
  return kinds[spec.name](spec);
}

type Errors = Exchange["service"]["errors"];

function refusal(choose: (errors: Errors) => unknown): Fault {
  return { refuse: ({ service: { errors } }) => errors.answer(choose(errors)) };
}

function failure(errors: Errors, status: number, body: string): Answer {
  if (body === "json") return errors.answer(errors.failed(status));
  if (body === "empty") return { status, headers: {}, body: "" };
  return { status, headers: { "Content-Type": "text/html" }, body: page(`HTTP ${status}`) };
}

function page(title: string): string {
  return `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
}

/** Only a good answer can be spoilt. */
function good(answer: Answer, body: Answer["body"]): (() => Answer) | undefined {
  return answer.status === 200 ? () => ({ ...answer, body }) : undefined;
}

/** A bucket of tokens for each service: `burst` of them at most, and `rate` more each second. */
function quota(rate: number, burst: number): Fault {
  const buckets = new Map<string, { tokens: number; time: number }>();
  return {
    refuse({ service, request }) {
      const { tokens, time } = buckets.get(service.id) ?? { tokens: burst, time: request.time };
      const left = Math.min(burst, tokens + ((request.time - time) / 1000) * rate);
      const isEnough = left >= 1;
      buckets.set(service.id, { tokens: isEnough ? left - 1 : left, time: request.time });
      return isEnough ? undefined : service.errors.throttled(undefined, false);
    },
  };
}
