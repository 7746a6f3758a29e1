import { createHash, timingSafeEqual } from "node:crypto";
import { ServiceError } from "./service-error.ts";
import type { SandboxRequest } from "./service.ts";

/** Lets a request pass that bears `token`, else throws what the service answers: its model has one error for it. */
export function checkBearer(request: SandboxRequest, token: string): void {
  const header = request.headers.get("authorization")?.trim() ?? "";
  const [scheme = "", given = "", ...more] = header.split(/ +/);
  if (header === "") throw denied("The request has no Authorization header.");
  if (scheme.toLowerCase() !== "bearer" || given === "" || more.length > 0) {
    throw denied("Authorization must have the form: Bearer <token>.");
  }
  if (!timingSafeEqual(digest(given), digest(token))) throw denied("The token is not valid, or has expired.");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function denied(message: string): ServiceError {
  return new ServiceError(403, "AccessDeniedException", message);
}
