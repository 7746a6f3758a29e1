import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import {
  DefaultRateLimiter,
  INVOCATION_ID_HEADER,
  isServerError,
  isThrottlingError,
  isTransientError,
  REQUEST_HEADER,
} from "@smithy/core/retry";
import type {
  FinalizeRequestMiddleware,
  MiddlewareStack,
  RetryErrorType,
  RetryStrategyV2,
  SdkError,
} from "@smithy/types";
import { unlessAborted } from "../core/abort.ts";
import { ExportError, systemCode } from "../core/errors.ts";
import type { Log } from "../core/source-definition.ts";
import { createPace, type Turn } from "./pace.ts";
import { isBrokenConnection, isPassingStatus, passingWords, pauseBefore } from "./passing.ts";

/** The signals of the requests that are being made, by their inputs. */
const signals = new WeakMap<object, AbortSignal>();

/**
 * Sends a request with all its tries. An abort ends it at once, whatever it waits for. The signal is not given to the SDK:
 * then it would put together its middleware for each request anew (see `cacheMiddleware`).
 */
export function sendUntil<Input extends object, Output>(
  signal: AbortSignal,
  input: Input,
  send: (input: Input) => Promise<Output>,
): Promise<Output> {
  signals.set(input, signal);
  return unlessAborted(signal, send(input));
}

export function signalOf(input: object): AbortSignal | undefined {
  return signals.get(input);
}

/** The tries that requests have. */
export interface Tries {
  /** Tries of one request, the first included. */
  readonly attempts: number;
  /** Before the first try of a request. */
  begin(signal: AbortSignal | undefined): Promise<Try>;
  /** Before another. @throws Error when there is none */
  again(last: Try, failure: SdkError, signal: AbortSignal | undefined): Promise<Try>;
  succeeded(last: Try): void;
}

interface Try {
  /** How many there were before it. */
  readonly number: number;
  readonly first: Turn;
  readonly turn: Turn;
  /** Takes back what was said of the failure that it follows. */
  readonly over?: () => void;
}

/**
 * What the SDK takes for passing is tried again, and beyond that other 5xx, 402, 408, 409, 425 and what is no HTTP at all.
 * Unlike with the SDK's own strategies there is no bucket of tries for all requests together: in a long run that is empty
 * after 35 failures at worst, and then a request is given up at its first. Here every request has all its `attempts`. Of
 * those that wait for a service which refuses everybody, one asks for all, and its tries are everybody's.
 *
 * How long `Retry-After` asks to wait is the business of `heedRetryAfter`.
 */
export function createTries(attempts: number, adaptive: boolean, log: Log): Tries {
  const limiter = adaptive ? new DefaultRateLimiter() : undefined;
  const pace = createPace();

  async function turn(signal: AbortSignal | undefined): Promise<Turn> {
    const given = await pace.turn(signal);
    if (limiter !== undefined) await limiter.getSendToken();
    return given;
  }

  return {
    attempts,
    async begin(signal) {
      const first = await turn(signal);
      return { number: 0, first, turn: first };
    },
    async again(last, failure, signal) {
      last.over?.();
      const errorType = errorTypeOf(failure);
      const isThrottled = errorType === "THROTTLING";
      limiter?.updateClientSendingRate({ errorType, error: failure });
      if (isThrottled) pace.refused(last.turn);
      const number = last.number + 1;
      const isLast = number >= attempts || (isThrottled && pace.refusalsSince(last.first) >= attempts);
      if (isLast || !isPassing(failure, errorType)) throw new Error("no further try");
      const pause = isThrottled ? 0 : pauseBefore(number);
      const when = isThrottled ? "when others were taken" : `in ${Math.round(pause)} ms`;
      log.debug(`attempt ${number} of ${attempts} failed, again ${when}`);
      const over = isThrottled
        ? log.meanwhile("throttled", pace.pause())
        : log.meanwhile(`${wordsOf(failure)}, attempt ${number + 1} of ${attempts}`);
      try {
        if (pause > 0) await setTimeout(pause, undefined, signal === undefined ? {} : { signal });
        return { number, first: last.first, turn: await turn(signal), over };
      } catch (error) {
        over();
        throw error;
      }
    },
    succeeded(last) {
      last.over?.();
      limiter?.updateClientSendingRate({});
      pace.taken(last.turn);
    },
  };
}

/**
 * Sends the requests of a client by these tries. It takes the place of the SDK's own middleware, having its name: that
 * hands no signal on to a strategy, and of the client of CodeCatalyst it is of November 2024, which gives a failed name
 * look-up and a nonsense 200 no second try.
 */
export function useTries<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  tries: Tries,
): void {
  const retry: FinalizeRequestMiddleware<Input, Output> = (next) => async (args) => {
    const signal = signalOf(args.input);
    const { headers } = args.request as { readonly headers: Record<string, string> };
    headers[INVOCATION_ID_HEADER] = randomUUID();
    let current = await tries.begin(signal);
    for (;;) {
      headers[REQUEST_HEADER] = `attempt=${current.number + 1}; max=${tries.attempts}`;
      try {
        const answer = await next(args);
        tries.succeeded(current);
        return answer;
      } catch (error) {
        const failure = toSdkError(error);
        current = await tries.again(current, failure, signal).catch(() => {
          signal?.throwIfAborted();
          throw failure;
        });
      }
    }
  };
  stack.add(retry, { name: "retryMiddleware", step: "finalizeRequest", priority: "high", override: true });
}

/** The tries for clients that the SDK makes itself, of STS and SSO. */
export function toStrategy(tries: Tries): RetryStrategyV2 {
  const last = new WeakMap<object, Try>();
  function tokenOf(current: Try) {
    const token = { getRetryCount: () => current.number, getRetryDelay: () => 0 };
    last.set(token, current);
    return token;
  }
  function tryOf(token: object): Try {
    return last.get(token) ?? { number: 0, first: 0, turn: 0 };
  }
  return {
    acquireInitialRetryToken: async () => tokenOf(await tries.begin(undefined)),
    refreshRetryTokenForRetry: async (token, { error }) =>
      tokenOf(await tries.again(tryOf(token), toSdkError(error), undefined)),
    recordSuccess: (token) => tries.succeeded(tryOf(token)),
  };
}

function toSdkError(error: unknown): SdkError {
  return (error instanceof Error ? error : new Error(String(error))) as SdkError;
}

function errorTypeOf(failure: SdkError): RetryErrorType {
  if (isThrottlingError(failure)) return "THROTTLING";
  if (isTransientError(failure)) return "TRANSIENT";
  return isServerError(failure) ? "SERVER_ERROR" : "CLIENT_ERROR";
}

function wordsOf(failure: SdkError): string {
  return passingWords(failure.$metadata?.httpStatusCode, systemCode(failure) ?? "");
}

function isPassing(failure: SdkError, errorType: RetryErrorType): boolean {
  // A failure of our own says itself that this was the end.
  if (failure instanceof ExportError || failure.name === "CredentialsProviderError") return false;
  if (errorType === "THROTTLING" || errorType === "TRANSIENT") return true;
  // 402: the quota is of the whole account, and others may give room.
  if (failure.name === "ServiceQuotaExceededException") return true;
  const status = failure.$metadata?.httpStatusCode;
  return (status !== undefined && isPassingStatus(status)) || isBrokenConnection(systemCode(failure) ?? "");
}
