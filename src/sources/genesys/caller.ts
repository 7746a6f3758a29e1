import type { IncomingHttpHeaders } from "node:http";
import { ExportError } from "../../core/errors.ts";
import type { RecordNeeds } from "../../core/types.ts";
import type { Log } from "../../core/source-definition.ts";
import { isPassingStatus } from "../passing.ts";
import { failureOf, nonsense, RequestFailure } from "./failure.ts";
import type { Retry } from "./retry.ts";
import type { Session } from "./session.ts";

/** What is being done, to say it when it fails. */
export interface Attempt {
  /** `read the window …`: completes "could not …". */
  readonly doing: string;
  readonly signal: AbortSignal;
  /** A failure is of one slice: the others go on. */
  readonly ofSlice: boolean;
  /** What of the events is wanted; left out: all. */
  readonly needs?: RecordNeeds;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Uint8Array;
}

/** Makes one call of the service to its end: token, retries, and an answer that makes sense. */
export type Call = <Sent, Result>(
  attempt: Attempt,
  send: () => Promise<Sent>,
  /** A SyntaxError says that the answer makes no sense. */
  read: (answer: Sent) => Result,
) => Promise<Result>;

export function createCall(session: Session, retry: Retry, log: Log): Call {
  async function once<Sent, Result>(
    send: () => Promise<Sent>,
    read: (answer: Sent) => Result,
    signal: AbortSignal,
  ): Promise<Result> {
    const answer = await withToken(send, signal);
    try {
      return read(answer);
    } catch (error) {
      if (error instanceof SyntaxError) throw nonsense(error.message);
      throw error;
    }
  }

  /**
   * A token that died on the way is renewed, once for each death: see Session.renew for when that ends. A request that is
   * refused with every token ends by itself, though others are let in with them.
   */
  async function withToken<Sent>(send: () => Promise<Sent>, signal: AbortSignal): Promise<Sent> {
    for (let tries = 1; ; tries++) {
      const token = await session.ready(signal);
      try {
        const answer = await send();
        session.accepted(token);
        return answer;
      } catch (error) {
        if (!isDeadToken(error) || tries > retry.attempts) throw error;
        log.debug("the token is not accepted any more");
        await session.renew(token, error, signal);
      }
    }
  }

  return async (attempt, send, read) => {
    const { signal } = attempt;
    try {
      return await retry.run(() => once(send, read, signal), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw toExportError(error, attempt, session.kind);
    }
  };
}

function isDeadToken(error: unknown): error is RequestFailure {
  return error instanceof RequestFailure && error.status === 401 && error.serviceCode !== "ip.not.authorized";
}

function toExportError(error: unknown, { doing, ofSlice }: Attempt, kind: Session["kind"]): unknown {
  const failure = failureOf(error);
  if (error instanceof ExportError || failure === undefined) return error;
  const { code, hint, forAll } = classify(failure, kind);
  return new ExportError(code, `could not ${doing}: ${failure.message}`, {
    cause: failure,
    ofSlice: ofSlice && !forAll,
    ...(hint === undefined ? {} : { hint }),
  });
}

interface Classification {
  readonly code: ExportError["code"];
  readonly hint?: string;
  /** The same for every slice, so that reading on is of no use. */
  readonly forAll?: boolean;
}

function classify({ status, serviceCode, wait, remedy }: RequestFailure, kind: Session["kind"]): Classification {
  if (remedy !== undefined) return { code: "config", hint: remedy, forAll: true };
  if (serviceCode === "ip.not.authorized") {
    return {
      code: "auth",
      hint: "the organization takes no requests from this address: ask its administrator",
      forAll: true,
    };
  }
  if (status === 401) return { code: "auth", hint: deadToken[kind], forAll: true };
  if (serviceCode === "app.not.authorized.for.scope") {
    return { code: "auth", hint: "the token needs the OAuth scope audits:readonly", forAll: true };
  }
  if (status === 403) {
    return {
      code: "auth",
      hint: "the role of these credentials needs the permission audits:audit:view (Audits > Audit > View)",
      forAll: true,
    };
  }
  if (status === 404) return { code: "notFound", hint: "check the id, and the region and organization it belongs to" };
  if (status !== undefined && status < 400) return { code: "temporary", hint: "check the region and the gateway" };
  const isBrokenUpload = serviceCode === "client.failed.request";
  if (isBrokenUpload || status === undefined || isPassingStatus(status) || status >= 500) {
    const when = wait > 0 ? `run again in ${wait} s` : "run again";
    return { code: "temporary", hint: `${when}; --debug shows each request and how often it was tried` };
  }
  return {
    code: "usage",
    hint: "the service refuses what was asked: check --service and --filter against `audit-export genesys services`",
  };
}

const deadToken = {
  token:
    "the access token has expired or is of another region, and cannot be renewed: set a new one, or use GENESYSCLOUD_OAUTHCLIENT_ID and _SECRET",
  client: "a token just fetched is refused: check the region, and that the OAuth client is active",
};
