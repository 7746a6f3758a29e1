import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout } from "node:timers/promises";
import { DefaultRateLimiter } from "@smithy/core/retry";
import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from "@smithy/types";
import { unlessAborted } from "../core/abort.ts";
import { ExportError, systemCode } from "../core/errors.ts";
import type { Log } from "../core/source-definition.ts";
import { isBrokenConnection, isPassingStatus, pauseBefore } from "./passing.ts";

/** The signal of the request that is being made: a strategy of the SDK is told of none. */
const requestSignal = new AsyncLocalStorage<AbortSignal>();

/** Sends a request with all its tries. An abort ends it at once, whatever it waits for, and its pause between two tries too. */
export function sendUntil<Output>(signal: AbortSignal, send: () => Promise<Output>): Promise<Output> {
  return unlessAborted(signal, requestSignal.run(signal, send));
}

/**
 * The SDK's own strategies, without their bucket of tries for all requests together: in a long run that is empty after 35
 * failures at worst, and then a request is given up at its first. Here every request has all its `attempts`.
 *
 * What the SDK takes for passing is tried again, and beyond that other 5xx, 402, 408, 409, 425 and what is no HTTP at all.
 * How long `Retry-After` asks to wait is the business of `heedRetryAfter`.
 */
export function createRetries(attempts: number, adaptive: boolean, log: Log): RetryStrategyV2 {
  const limiter = adaptive ? new DefaultRateLimiter() : undefined;
  const awaitTurn = limiter === undefined ? async () => undefined : createTurns(limiter);

  return {
    async acquireInitialRetryToken() {
      await awaitTurn();
      return tokenOf(0);
    },
    async refreshRetryTokenForRetry(token, failure) {
      limiter?.updateClientSendingRate(failure);
      const tries = token.getRetryCount() + 1;
      // What the SDK makes of it is the failure of the request.
      if (tries >= attempts || !isPassing(failure)) throw new Error("no further try");
      const signal = requestSignal.getStore();
      const pause = pauseBefore(tries, failure.errorType === "THROTTLING");
      log.debug(`attempt ${tries} of ${attempts} failed, again in ${Math.round(pause)} ms`);
      await setTimeout(pause, undefined, signal === undefined ? {} : { signal });
      await awaitTurn();
      return tokenOf(tries);
    },
    recordSuccess() {
      limiter?.updateClientSendingRate({});
    },
  };
}

/**
 * Gives one request after the other its turn, at the pace of the limiter. Whose it is, chance says: in a fixed order one of
 * them might meet every fault that comes at regular intervals. One wait for all, since nobody can end one of the limiter's.
 */
function createTurns(limiter: DefaultRateLimiter): () => Promise<void> {
  let waiting: readonly { readonly go: () => void; readonly signal: AbortSignal | undefined }[] = [];
  let isGiving = false;

  async function giveTurns(): Promise<void> {
    isGiving = true;
    while (waiting.length > 0) {
      await limiter.getSendToken();
      waiting = waiting.filter(({ signal }) => signal?.aborted !== true);
      const next = waiting[Math.floor(Math.random() * waiting.length)];
      waiting = waiting.filter((other) => other !== next);
      next?.go();
    }
    isGiving = false;
  }

  return () =>
    new Promise((go) => {
      waiting = [...waiting, { go, signal: requestSignal.getStore() }];
      if (!isGiving) void giveTurns();
    });
}

function isPassing({ error, errorType }: RetryErrorInfo): boolean {
  // A failure of our own says itself that this was the end.
  if (error === undefined || error instanceof ExportError || error.name === "CredentialsProviderError") return false;
  if (errorType === "THROTTLING" || errorType === "TRANSIENT") return true;
  // 402: the quota is of the whole account, and others may give room.
  if (error.name === "ServiceQuotaExceededException") return true;
  const status = error.$metadata?.httpStatusCode;
  return (status !== undefined && isPassingStatus(status)) || isBrokenConnection(systemCode(error) ?? "");
}

function tokenOf(retryCount: number): RetryToken {
  return { getRetryCount: () => retryCount, getRetryDelay: () => 0 };
}
