import { ExportError } from "../../core/errors.ts";
import { type Attempt, toExportError } from "../aws-failure.ts";

const missingHint = "check --space; `aws codecatalyst list-spaces` names those there are";

/**
 * A failure in the words of the contract. All windows are of one space and one login: what is refused for one of them,
 * or not there, is so for all, and the run ends at once.
 */
export function toFailure(error: unknown, attempt: Attempt, loginHint: string): unknown {
  const failure = toExportError(error, attempt);
  if (!(failure instanceof ExportError) || failure === error) return failure;
  if (failure.code !== "auth" && failure.code !== "notFound") return failure;
  const hint = failure.code === "auth" ? authHint(error, loginHint) : missingHint;
  // A page of a proxy says nothing of the login or the space: what the other sources say of it stands.
  const ownHint = error instanceof SyntaxError ? (failure.hint ?? hint) : hint;
  return new ExportError(failure.code, failure.message, { hint: ownHint, cause: error });
}

/** A refusal (403) may be of the login or of what it may do; anything else is about the token. */
function authHint(error: unknown, loginHint: string): string {
  const isRefusal = error instanceof Error && error.name === "AccessDeniedException";
  return isRefusal
    ? `the event log is for the Space administrator role; if the login has expired, ${loginHint}`
    : loginHint;
}
