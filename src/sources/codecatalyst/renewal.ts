import { ExportError } from "../../core/errors.ts";
import type { AwsHandler } from "../aws-handler.ts";
import { isPassingStatus, isUntrusted, untrustedHint } from "../passing.ts";
import type { Token } from "./token.ts";

type Handler = Pick<AwsHandler, "handle">;

/** The requests that renew a login at the OIDC service, and what became of the last of them. */
export interface Renewal {
  readonly requestHandler: Handler;
  /** The token of the provider, or why there is none. */
  orFailure(provider: () => Promise<Token>): () => Promise<Token>;
}

/**
 * The SDK hides why a renewal failed: of a login that is over and of a network that is down it says alike that the token
 * has expired. A cron job has to know them apart, for the one needs a person and the other another run.
 */
export function createRenewal(handler: Handler): Renewal {
  let failure: string | undefined;

  const handle: Handler["handle"] = async (...request) => {
    try {
      const answer = await handler.handle(...request);
      const { statusCode } = answer.response;
      // Any other refusal is of the login.
      failure = statusCode >= 500 || isPassingStatus(statusCode) ? `HTTP ${statusCode}` : undefined;
      return answer;
    } catch (error) {
      failure = reasonOf(error);
      throw error;
    }
  };

  return {
    requestHandler: { handle },
    orFailure: (provider) => async () => {
      try {
        return await provider();
      } catch (error) {
        if (failure === undefined) throw error;
        const isLasting = isUntrusted(failure);
        throw new ExportError(isLasting ? "config" : "temporary", `the login could not be renewed: ${failure}`, {
          hint: isLasting
            ? untrustedHint
            : "check the network to the OIDC service of the profile's sso_region; then run again",
          cause: error,
        });
      }
    },
  };
}

/** The code of a network error, else its name: a message may quote what was sent. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "the connection broke";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
