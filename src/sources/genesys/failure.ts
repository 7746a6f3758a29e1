import type { IncomingHttpHeaders } from "node:http";
import { ExportError } from "../../core/errors.ts";
import { excerpt } from "../../core/visible.ts";

/**
 * What went wrong with one request, reduced to what may be shown: neither this nor anything it holds knows a header or
 * the address of what was sent. The SDK's own rejections carry both, and with them the token and the client's secret.
 */
export class RequestFailure extends Error {
  /** Undefined when there was no answer, or one that made no sense. */
  readonly status: number | undefined;
  /** Node's code of what happened to the connection; empty where there was an answer. */
  readonly code: string;
  /** The service's own code: `too.many.requests`. */
  readonly serviceCode: string;
  /** The service's words, for telling one refusal from another. */
  readonly serviceMessage: string;
  /** Seconds that the service asks to wait. */
  readonly wait: number;
  /** What to do where this machine's configuration is in the way, so that no other try can succeed. */
  readonly remedy: string | undefined;

  constructor(
    message: string,
    details: {
      readonly status?: number;
      readonly code?: string;
      readonly serviceCode?: string;
      readonly serviceMessage?: string;
      readonly wait?: number;
      readonly remedy?: string;
    } = {},
  ) {
    super(message);
    this.name = "RequestFailure";
    this.status = details.status;
    this.code = details.code ?? "";
    this.serviceCode = details.serviceCode ?? "";
    this.serviceMessage = details.serviceMessage ?? "";
    this.wait = details.wait ?? 0;
    this.remedy = details.remedy;
  }
}

/** An answer that says nothing of what was asked, least of all that there is nothing: it is asked for again. */
export function nonsense(reason: string): RequestFailure {
  return new RequestFailure(`the service answered, but ${reason}`);
}

/** The failure behind an error that a call ended with. */
export function failureOf(error: unknown): RequestFailure | undefined {
  const cause = error instanceof ExportError ? error.cause : error;
  return cause instanceof RequestFailure ? cause : undefined;
}

/** A refusal, from its status, headers and body (ErrorBody, or the login's `{"error": …}`). */
export function toFailure(status: number, headers: IncomingHttpHeaders, body: string): RequestFailure {
  const error = parseObject(body);
  if (error === undefined) {
    return new RequestFailure(`HTTP ${status}, and not from the service`, {
      status,
      wait: waitOf(status, headers, ""),
    });
  }
  const serviceCode = textOf(error["code"]) || textOf(error["error"]);
  const words = textOf(error["message"]) || textOf(error["error_description"]) || textOf(error["description"]);
  const serviceMessage = excerpt(words.split("\n")[0] ?? "");
  const references = [
    `HTTP ${status}`,
    reference("context", textOf(error["contextId"])),
    reference("correlation", headerOf(headers, "inin-correlation-id")),
  ].filter((part) => part !== "");
  const what = [serviceCode, serviceMessage].filter((part) => part !== "").join(": ");
  return new RequestFailure(`${what} (${references.join(", ")})`.trimStart(), {
    status,
    serviceCode,
    serviceMessage: excerpt(allWords(error).join(" "), 2000),
    wait: waitOf(status, headers, words),
  });
}

/**
 * Seconds, what the longest of the service's three ways says: `retry-after`, and for a 429 the limiter's header, which
 * says of other answers only when its minute ends, or the text ("Retry the request in [5] seconds").
 */
function waitOf(status: number, headers: IncomingHttpHeaders, words: string): number {
  const limited =
    status === 429
      ? [secondsOf(headerOf(headers, "inin-ratelimit-reset")), secondsOf(/(\d+)\s*\]?\s*seconds?/i.exec(words)?.[1])]
      : [];
  return Math.max(retryAfter(headers), ...limited);
}

/** Seconds, or a date, which counts from the service's own clock where it tells that (RFC 9110, 10.2.3). */
function retryAfter(headers: IncomingHttpHeaders): number {
  const text = headerOf(headers, "retry-after");
  const date = /^\s*\d+\s*$/.test(text) ? Number.NaN : Date.parse(text);
  if (Number.isNaN(date)) return secondsOf(text);
  const now = Date.parse(headerOf(headers, "date"));
  return Math.max(0, Math.ceil((date - (Number.isNaN(now) ? Date.now() : now)) / 1000));
}

/**
 * Seconds to hold back after an answer whose headers say that the limit of this minute is reached: the next request
 * would be refused.
 */
export function pauseAfter(headers: IncomingHttpHeaders): number {
  const count = headerOf(headers, "inin-ratelimit-count").trim();
  const allowed = headerOf(headers, "inin-ratelimit-allowed").trim();
  const isReached = /^\d+$/.test(count) && /^\d+$/.test(allowed) && Number(count) >= Number(allowed);
  return isReached ? secondsOf(headerOf(headers, "inin-ratelimit-reset")) : 0;
}

/** Empty where there is none. */
function headerOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : "";
}

function secondsOf(text: string | undefined): number {
  return /^\d{1,9}$/.test(text?.trim() ?? "") ? Number(text) : 0;
}

/** All that the service says in words, also in the errors within the error: what is refused may stand anywhere in it. */
function allWords(error: Readonly<Record<string, unknown>>): readonly string[] {
  const parameters = Object.values(objectOf(error["messageParams"]) ?? {}).map(textOf);
  const details = listOf(error["details"]).map((detail) => textOf(objectOf(detail)?.["fieldName"]));
  const within = listOf(error["errors"]).flatMap((inner) => allWords(objectOf(inner) ?? {}));
  const own = ["message", "messageWithParams"].map((name) => textOf(error[name]));
  return [...own, ...parameters, ...details, ...within].filter((text) => text !== "");
}

function reference(name: string, value: string): string {
  return value === "" ? "" : `${name} ${value.slice(0, 80)}`;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
