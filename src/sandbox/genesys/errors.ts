import { randomUUID } from "node:crypto";
import type { Answer } from "../service.ts";
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

export function jsonAnswer(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: jsonHeaders(headers), body };
}

function jsonHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { "Content-Type": "application/json", "inin-correlation-id": randomUUID(), ...headers };
}
