import { ExportError } from "../../core/errors.ts";
import { isPassingStatus } from "../passing.ts";
import { RequestFailure } from "./failure.ts";
import type { Credentials } from "./settings.ts";

/** What the SDK does for a session. */
export interface LoginOperations {
  /** Gives when the token ends, in milliseconds; NaN where the service does not say. */
  logIn(clientId: string, clientSecret: string, signal: AbortSignal): Promise<number>;
  setAccessToken(token: string): void;
}

/** The token that requests are made with. */
export interface Session {
  readonly kind: Credentials["kind"];
  /** Logs in where there is no token or it is about to end. Gives the token's number. */
  ready(signal: AbortSignal): Promise<number>;
  /** When the token ends, as far as the service has said, in milliseconds. */
  endsAt(): number | undefined;
  /** The service has taken the token of that number. */
  accepted(token: number): void;
  /**
   * After a 401 for the token of that number: a new one, unless somebody else has fetched it already.
   *
   * @throws the failure where a token cannot be renewed, or the second in a row was refused without ever being taken.
   */
  renew(token: number, failure: RequestFailure, signal: AbortSignal): Promise<void>;
}

/** A token is renewed so long before its end, or at half its life where that is shorter. */
const margin = 300_000;

export function createSession(
  credentials: Credentials,
  operations: LoginOperations,
  retry: (attempt: () => Promise<number>, signal: AbortSignal) => Promise<number>,
  now: () => Date,
): Session {
  let token = 0;
  let lastAccepted = 0;
  let renewAt = Number.POSITIVE_INFINITY;
  let endsAt: number | undefined;
  let login: Promise<void> | undefined;

  async function fetchToken(clientId: string, clientSecret: string, signal: AbortSignal): Promise<void> {
    const started = now().getTime();
    const end = await retry(() => operations.logIn(clientId, clientSecret, signal), signal).catch((error: unknown) => {
      throw toLoginError(error);
    });
    const life = end - started;
    endsAt = Number.isFinite(end) ? end : undefined;
    // Where the service does not say how long, the first 401 will.
    renewAt = Number.isFinite(life) ? end - Math.min(margin, life / 2) : Number.POSITIVE_INFINITY;
    token += 1;
  }

  /** One login at a time, whoever needs it. */
  function logIn(signal: AbortSignal): Promise<void> {
    if (credentials.kind === "token") {
      operations.setAccessToken(credentials.accessToken);
      token += 1;
      return Promise.resolve();
    }
    login ??= fetchToken(credentials.clientId, credentials.clientSecret, signal).finally(() => {
      login = undefined;
    });
    return login;
  }

  return {
    kind: credentials.kind,
    async ready(signal) {
      if (token === 0 || now().getTime() >= renewAt) await logIn(signal);
      return token;
    },
    endsAt: () => endsAt,
    accepted(used) {
      lastAccepted = Math.max(lastAccepted, used);
    },
    async renew(dead, failure, signal) {
      if (credentials.kind === "token" || dead > lastAccepted + 1) throw failure;
      if (token === dead) await logIn(signal);
    },
  };
}

function toLoginError(error: unknown): unknown {
  if (!(error instanceof RequestFailure)) return error;
  const { status, remedy } = error;
  const isRefusal = status !== undefined && status >= 400 && status < 500 && !isPassingStatus(status);
  // What has no login at all is a gateway or another service.
  if (isRefusal && status !== 404 && status !== 405) {
    return new ExportError("auth", `Genesys Cloud refused the client credentials: ${error.message}`, {
      cause: error,
      hint: "check GENESYSCLOUD_OAUTHCLIENT_ID and _SECRET, that the client's grant is client credentials, and the region: a client exists in one only",
    });
  }
  return new ExportError(
    remedy === undefined ? "temporary" : "config",
    `could not log in to Genesys Cloud: ${error.message}`,
    {
      cause: error,
      hint: remedy ?? "check the network and the region; then run again",
    },
  );
}
