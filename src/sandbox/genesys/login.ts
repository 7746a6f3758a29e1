import { randomBytes } from "node:crypto";
import type { Answer, SandboxRequest } from "../service.ts";
import { jsonAnswer, platformError } from "./errors.ts";

export interface GenesysClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A day, as the service has it unless the OAuth client says otherwise. */
const tokenLife = 86_400;

export interface Login {
  /** POST /oauth/token: client credentials, in a Basic header. */
  answer(request: SandboxRequest): Answer;
  /** Throws what the platform answers to whoever has no token of this sandbox. */
  check(request: SandboxRequest): void;
}

export function createLogin({ clientId, clientSecret }: GenesysClient): Login {
  const tokens = new Set<string>();
  const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;

  return {
    answer({ headers, body }) {
      const form = new URLSearchParams(new TextDecoder().decode(body));
      if (!headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) {
        return refusal("invalid_request", "the body is not application/x-www-form-urlencoded");
      }
      if (headers.get("authorization") !== expected) {
        return refusal("invalid_client", "client not found or wrong secret", 401);
      }
      if (form.get("grant_type") !== "client_credentials") {
        return refusal("unsupported_grant_type", "the client's grant is client_credentials");
      }
      const token = randomBytes(48).toString("base64url");
      tokens.add(token);
      return jsonAnswer(JSON.stringify({ access_token: token, token_type: "bearer", expires_in: tokenLife }));
    },

    check({ headers }) {
      const authorization = headers.get("authorization");
      if (authorization === undefined) {
        throw platformError(
          401,
          "authentication.required",
          "No authentication bearer token specified in authorization header.",
        );
      }
      const [scheme = "", token = ""] = authorization.split(" ");
      if (scheme.toLowerCase() !== "bearer" || !tokens.has(token)) {
        throw platformError(401, "bad.credentials", "Invalid login credentials.");
      }
    },
  };
}

/** The login does not speak ErrorBody. */
function refusal(error: string, description: string, status = 400): Answer {
  return jsonAnswer(JSON.stringify({ error, description, error_description: description }), status);
}
