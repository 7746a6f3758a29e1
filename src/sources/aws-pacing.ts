import { setTimeout } from "node:timers/promises";
import { getRetryAfterHint } from "@smithy/core/retry";
import type { FinalizeRequestMiddleware, MiddlewareStack } from "@smithy/types";
import { ExportError } from "../core/errors.ts";
import type { Log } from "../core/source-definition.ts";

/** Longer than this is not waited: the run ends and says how long the service wants to be left alone. Milliseconds. */
const longestWait = 300_000;

/**
 * Waits as long as `Retry-After` asks: the SDK's retries wait five seconds at the most beyond their own pause (measured),
 * and so may spend all their tries within the time that the service wants to be left alone for. Security Incident Response
 * asks for a minute. What one request is told all others of the client heed.
 *
 * @throws ExportError (temporary) for a wait that is too long.
 */
export function heedRetryAfter<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  log: Log,
): void {
  /** On the clock of `performance.now()`. */
  let openAt = 0;

  const heed: FinalizeRequestMiddleware<Input, Output> = (next, context) => async (args) => {
    const { abortSignal } = (context["__smithy_context"] ?? {}) as { readonly abortSignal?: AbortSignal };
    const wait = openAt - performance.now();
    if (wait > 0) await setTimeout(wait, undefined, abortSignal === undefined ? {} : { signal: abortSignal });
    try {
      return await next(args);
    } catch (error) {
      const asked = retryAfter(error);
      // Without its cause: the retries would look for that and try again.
      if (asked > longestWait) throw tooLong(asked);
      if (asked > 0) log.debug(`the service asks to be left alone for ${Math.ceil(asked / 1000)} s`);
      openAt = Math.max(openAt, performance.now() + asked);
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

function tooLong(wait: number): ExportError {
  const seconds = Math.ceil(wait / 1000);
  return new ExportError("temporary", `the service asks to be left alone for ${seconds} s`, {
    hint: `run again in ${seconds} s`,
  });
}
