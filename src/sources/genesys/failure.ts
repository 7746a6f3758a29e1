import { ExportError } from "../../core/errors.ts";

/**
 * What went wrong with one request, reduced to what may be shown: neither this nor anything it holds knows a header or
 * the address of what was sent. The SDK's own rejections carry both, and with them the token and the client's secret.
 */
export class RequestFailure extends Error {
  /** Undefined when there was no answer, or one that made no sense. */
  readonly status: number | undefined;
  /** The service's own code: `too.many.requests`. */
  readonly serviceCode: string;
  /** The service's words, for telling one refusal from another. */
  readonly serviceMessage: string;
  /** Seconds that the service asks to wait. */
  readonly wait: number;

  constructor(
    message: string,
    details: {
      readonly status?: number;
      readonly serviceCode?: string;
      readonly serviceMessage?: string;
      readonly wait?: number;
    } = {},
  ) {
    super(message);
    this.name = "RequestFailure";
    this.status = details.status;
    this.serviceCode = details.serviceCode ?? "";
    this.serviceMessage = details.serviceMessage ?? "";
    this.wait = details.wait ?? 0;
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
export function toFailure(status: number, headers: Headers, body: string): RequestFailure {
  const error = parseObject(body);
  if (error === undefined) {
    return new RequestFailure(`HTTP ${status}, and not from the service`, {
      status,
      wait: waitOf(status, headers, ""),
    });
  }
  const serviceCode = textOf(error["code"]) || textOf(error["error"]);
  const words = textOf(error["message"]) || textOf(error["error_description"]) || textOf(error["description"]);
  const serviceMessage = words === "" ? "" : (words.split("\n")[0] ?? "");
  const references = [
    `HTTP ${status}`,
    reference("context", textOf(error["contextId"])),
    reference("correlation", headers.get("inin-correlation-id") ?? ""),
  ].filter((part) => part !== "");
  const what = [serviceCode, serviceMessage].filter((part) => part !== "").join(": ");
  return new RequestFailure(`${what} (${references.join(", ")})`.trimStart(), {
    status,
    serviceCode,
    serviceMessage: [serviceMessage, detailsOf(error)].join(" ").trim(),
    wait: waitOf(status, headers, words),
  });
}

/**
 * Seconds, what the longest of the service's three ways says: `retry-after`, and for a 429 the limiter's header, which
 * says of other answers only when its minute ends, or the text ("Retry the request in [5] seconds").
 */
function waitOf(status: number, headers: Headers, words: string): number {
  const limited =
    status === 429 ? [headers.get("inin-ratelimit-reset"), /(\d+)\s*\]?\s*seconds?/i.exec(words)?.[1]] : [];
  const seconds = [headers.get("retry-after"), ...limited];
  return Math.max(0, ...seconds.map((text) => (/^\d{1,9}$/.test(text?.trim() ?? "") ? Number(text) : 0)));
}

function detailsOf(error: Readonly<Record<string, unknown>>): string {
  const details: readonly unknown[] = Array.isArray(error["details"]) ? error["details"] : [];
  return details.map((detail) => textOf((detail as { readonly fieldName?: unknown } | null)?.fieldName)).join(" ");
}

function reference(name: string, value: string): string {
  return value === "" ? "" : `${name} ${value.slice(0, 80)}`;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
