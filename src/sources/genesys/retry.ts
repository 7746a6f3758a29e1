import { setTimeout } from "node:timers/promises";
import pRetry from "p-retry";
import { stopwatch } from "../../core/clock.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import { createPace, waitUntil } from "../pace.ts";
import { isPassingStatus, longestWait, passingWords, pauseBefore, usualAttempts } from "../passing.ts";
import { RequestFailure } from "./failure.ts";

/** The SDK never tries anything again (measured); this does what may pass by itself, and no more. */
export interface Retry {
  /** Tries that a request has, the first included. */
  readonly attempts: number;
  run<Result>(attempt: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result>;
  /** No request is sent for so many seconds: the service has said, in good time, that it would refuse one. */
  holdBack(seconds: number): void;
}

/**
 * Retries that share one clock: when the service says that it has had enough, all that run in parallel hold back, not
 * only the one that was told.
 */
export function createRetry({ maxAttempts: attempts = usualAttempts, log }: SourceContext): Retry {
  let openAt = 0;
  const pace = createPace();

  function holdBack(seconds: number): void {
    if (seconds <= longestWait) openAt = Math.max(openAt, stopwatch() + seconds * 1000);
  }

  function run<Result>(attempt: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
    let wait = 0;
    let first: number | undefined;
    let turn = 0;
    /** Takes back what was said of the last failure. */
    let over: (() => void) | undefined;
    return pRetry(
      async () => {
        await pause(wait, signal);
        await waitUntil(() => openAt, signal, log);
        turn = await pace.turn(signal);
        first ??= turn;
        const result = await attempt();
        pace.taken(turn);
        return result;
      },
      {
        retries: attempts - 1,
        // The library counts; how long to wait, the service's own headers say.
        minTimeout: 0,
        ...(signal === undefined ? {} : { signal }),
        shouldRetry({ error, attemptNumber }) {
          over?.();
          if (!isPassing(error)) return false;
          wait = waitBefore(error, attemptNumber);
          if (error.status === 429) {
            pace.refused(turn);
            holdBack(error.wait);
            if (pace.refusalsSince(first ?? turn) >= attempts) return false;
          }
          const when = error.status === 429 ? "when others were taken" : `in ${Math.round(wait)} ms`;
          over =
            error.status === 429
              ? log.meanwhile("throttled", Math.max(wait, pace.pause()))
              : log.meanwhile(`${wordsOf(error)}, attempt ${attemptNumber + 1} of ${attempts}`, wait);
          log.debug(`attempt ${attemptNumber} of ${attempts} failed, again ${when}: ${error.message}`);
          return true;
        },
      },
    ).finally(() => over?.());
  }

  return { attempts, run, holdBack };
}

function isPassing(error: unknown): error is RequestFailure {
  if (!(error instanceof RequestFailure) || error.remedy !== undefined || error.wait > longestWait) return false;
  const { status, serviceCode } = error;
  // A broken upload: the request never arrived whole.
  const isBrokenUpload = status === 400 && serviceCode === "client.failed.request";
  return status === undefined || isBrokenUpload || isPassingStatus(status);
}

function wordsOf({ status, code }: RequestFailure): string {
  return passingWords(status, code);
}

/** Milliseconds: what the service asks for and a little more, else by the rule of all sources. */
function waitBefore(failure: RequestFailure, tries: number): number {
  const asked = failure.wait * 1000;
  if (asked > 0) return asked * (1 + 0.1 * Math.random());
  return failure.status === 429 ? 0 : pauseBefore(tries);
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (milliseconds > 0) await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });
}
