import { ExportError } from "../../core/errors.ts";
import { type Attempt, toExportError } from "../aws.ts";
import { renewalHint } from "./token.ts";

/**
 * A failure in the words of the contract. All windows are of one space and one login: what is refused for one of them,
 * or not there, is so for all, and the run ends at once.
 */
export function toFailure(error: unknown, attempt: Attempt, profile: string | undefined): unknown {
  const failure = toExportError(error, attempt);
  if (!(failure instanceof ExportError) || failure === error) return failure;
  switch (failure.code) {
    case "auth":
      return new ExportError("auth", failure.message, { hint: authHint(error, profile), cause: error });
    case "notFound":
      return new ExportError("notFound", failure.message, {
        hint: "check --space; `aws codecatalyst list-spaces` names those there are",
        cause: error,
      });
    default:
      return failure;
  }
}

/** A refusal (403) may be of the login or of what it may do; anything else is about the token. */
function authHint(error: unknown, profile: string | undefined): string {
  const isRefusal = error instanceof Error && error.name === "AccessDeniedException";
  return isRefusal
    ? `the event log is for the Space administrator role; if the login has expired, ${renewalHint(profile)}`
    : renewalHint(profile);
}
