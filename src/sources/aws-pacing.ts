import { getRetryAfterHint } from "@smithy/core/retry";
import type { FinalizeRequestMiddleware, MiddlewareStack } from "@smithy/types";
import { stopwatch } from "../core/clock.ts";
import type { Log } from "../core/source-definition.ts";
import { signalOf } from "./aws-retries.ts";
import { waitUntil } from "./pace.ts";
import { longestWait } from "./passing.ts";

/** The service wants to be left alone for longer than anybody waits here. */
export class LongWaitError extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super(`the service asks to be left alone for ${seconds} s`);
    this.seconds = seconds;
  }
}

/**
 * Waits as long as `Retry-After` asks: the retries know nothing of it (and those of the SDK five seconds at the most), and so
 * might spend all their tries within the time that the service wants to be left alone for. Security Incident Response
 * asks for a minute. What one request is told all others of the client heed.
 *
 * @throws LongWaitError for a wait that is too long.
 */
export function heedRetryAfter<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  log: Log,
): void {
  /** On the clock of `stopwatch`. */
  let openAt = 0;

  const heed: FinalizeRequestMiddleware<Input, Output> = (next) => async (args) => {
    const signal = signalOf(args.input);
    await waitUntil(() => openAt, signal, log);
    try {
      return await next(args);
    } catch (error) {
      const asked = retryAfter(error);
      // Without its cause: the retries would look for that and try again.
      if (asked > longestWait * 1000) throw new LongWaitError(Math.ceil(asked / 1000));
      if (asked > 0) log.debug(`the service asks to be left alone for ${Math.ceil(asked / 1000)} s`);
      openAt = Math.max(openAt, stopwatch() + asked);
      throw error;
    }
  };

  // Within the retries, and before the signature, which would be old after the wait.
  stack.addRelativeTo(heed, { name: "heedRetryAfter", relation: "after", toMiddleware: "retryMiddleware" });
}

/** Milliseconds from now; 0 where the answer says nothing of it. */
function retryAfter(error: unknown): number {
  const response = error instanceof Error && "$response" in error ? error.$response : undefined;
  const date = typeof response === "object" && response !== null ? getRetryAfterHint(response) : undefined;
  return date === undefined ? 0 : Math.max(0, date.getTime() - Date.now());
}
