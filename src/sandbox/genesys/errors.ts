import { randomUUID } from "node:crypto";
import type { Answer, ServiceErrors } from "../service.ts";
import { ServiceError } from "../service-error.ts";

/** An error as the platform answers it (ErrorBody). */
export function platformError(status: number, code: string, message: string): ServiceError {
  return new ServiceError(status, code, message);
}

export function notFound(what: string, id: string): ServiceError {
  return platformError(404, "not.found", `The requested ${what} ${id} was not found.`);
}

export function badRequest(message: string, code = "bad.request"): ServiceError {
  return platformError(400, code, message);
}

/** What is malformed comes from the declared shapes, which speak as AWS does; here it gets the platform's code. */
const platformCodes: Readonly<Record<string, string>> = {
  ValidationException: "constraint.validation",
  SerializationException: "bad.request",
};

export function platformAnswer(error: unknown): Answer {
  const failure =
    error instanceof ServiceError
      ? error
      : platformError(500, "internal.server.error", "The sandbox failed to answer.");
  const { status, type, message, members } = failure;
  const body = {
    message,
    code: platformCodes[type] ?? type,
    status,
    contextId: randomUUID(),
    details: [],
    errors: [],
    ...members,
  };
  return { status, headers: jsonHeaders({ ...failure.headers }), body: JSON.stringify(body) };
}

const failures: Readonly<Record<number, string>> = {
  500: "internal.server.error",
  502: "bad.gateway",
  503: "service.unavailable",
  504: "gateway.timeout",
};

export const genesysErrors: ServiceErrors = {
  answer: platformAnswer,
  throttled(wait, inBody) {
    const words = inBody && wait !== undefined ? `. Retry the request in [${wait}] seconds` : "";
    const headers = inBody || wait === undefined ? {} : { "retry-after": String(wait) };
    const message = `Rate limit exceeded the maximum. Client max requests per minute${words}`;
    return platformAnswer(new ServiceError(429, "too.many.requests", message, { headers }));
  },
  failed: (status) =>
    platformError(status, failures[status] ?? "internal.server.error", "The service failed to answer."),
  expiredCredentials: () => platformError(401, "bad.credentials", "Invalid login credentials."),
  expiredPageToken: () => badRequest("The cursor has expired.", "invalid.query.param.value"),
  denied: () =>
    platformError(
      403,
      "missing.any.permissions",
      "Unable to perform the requested action. You are missing audits:audit:view",
    ),
  missing: () => notFound("resource", "asked-for"),
};

export function jsonAnswer(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: jsonHeaders(headers), body };
}

function jsonHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { "Content-Type": "application/json", "inin-correlation-id": randomUUID(), ...headers };
}
