import { setTimeout as sleep } from "node:timers/promises";
import { stopwatch } from "../core/clock.ts";
import type { Log } from "../core/source-definition.ts";

/** Milliseconds between two requests: after the first that is refused, and the longest. */
const firstGap = 100;
const longestGap = 5_000;
/** By so much the gap grows with a refusal, and shrinks with a request that is taken. */
const growth = 1.7;
const shrinkage = 0.5;
/** A gap as short as this is none. */
const noGap = 25;

/** When a request had its turn; what became of it is told with this. */
export type Turn = number;

/** The pace at which a service takes the requests of all that ask it at the same time. */
export interface Pace {
  /** Settles when the request may be sent: at once, unless one was refused lately. @throws the signal's reason */
  turn(signal: AbortSignal | undefined): Promise<Turn>;
  taken(turn: Turn): void;
  /** The service said that it is asked too often. */
  refused(turn: Turn): void;
  /** Milliseconds until the next request has its turn. */
  pause(): number;
  /** Refusals in a row, of whatever request, since the first of these turns. */
  refusalsSince(turn: Turn): number;
}

/**
 * Under a quota, whoever waits by itself waits too long at the end, or asks too often at all times. So all wait in one
 * place, and ask one after the other as often as the service takes it: between two requests lies a gap, which is halved
 * when one is taken and grows when one is refused. It swings about what the quota allows: tokens are used as they come,
 * and about every second request is refused. Where a service refuses by chance, one request in two at the most, the gap
 * vanishes again.
 *
 * Whose turn it is, chance says: in a fixed order one request might meet every fault that comes at regular intervals.
 */
export function createPace(): Pace {
  let gap = 0;
  /** On the clock of `stopwatch`. */
  let openAt = 0;
  /** Counts refusals; those of requests that were sent before the last change of the gap are one with it. */
  let refusals = 0;
  let refusalsBeforeTaken = 0;
  let waiting: readonly Waiter[] = [];
  let timer: NodeJS.Timeout | undefined;

  function pause(): number {
    return Math.max(0, openAt - stopwatch());
  }

  function schedule(): void {
    if (timer !== undefined || waiting.length === 0) return;
    timer = setTimeout(giveTurn, pause());
  }

  function giveTurn(): void {
    timer = undefined;
    const next = gap === 0 ? waiting : [waiting[Math.floor(Math.random() * waiting.length)]];
    waiting = waiting.filter((waiter) => !next.includes(waiter));
    openAt = stopwatch() + gap * (0.75 + Math.random() / 2);
    for (const waiter of next) waiter?.go();
    schedule();
  }

  function wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      function leave(): void {
        waiting = waiting.filter((other) => other !== waiter);
        if (waiting.length === 0) {
          clearTimeout(timer);
          timer = undefined;
        }
        reject(signal?.reason);
      }
      const waiter: Waiter = {
        go() {
          signal?.removeEventListener("abort", leave);
          resolve();
        },
      };
      waiting = [...waiting, waiter];
      signal?.addEventListener("abort", leave, { once: true });
      schedule();
    });
  }

  return {
    async turn(signal) {
      signal?.throwIfAborted();
      if (gap > 0 || waiting.length > 0) await wait(signal);
      return refusals;
    },
    taken(turn) {
      if (gap === 0 || turn < refusals) return;
      refusalsBeforeTaken = refusals;
      gap = gap * shrinkage < noGap ? 0 : gap * shrinkage;
    },
    refused(turn) {
      if (turn < refusals) return;
      refusals += 1;
      gap = gap === 0 ? firstGap : Math.min(gap * growth, longestGap);
      openAt = stopwatch() + gap;
    },
    pause,
    refusalsSince: (turn) => refusals - Math.max(turn, refusalsBeforeTaken),
  };
}

/**
 * Waits until a moment, on the clock of `stopwatch`, that may be put off meanwhile: others are told to wait too.
 *
 * @throws the signal's reason
 */
export async function waitUntil(
  moment: () => number,
  signal: AbortSignal | undefined,
  { meanwhile }: Pick<Log, "meanwhile">,
): Promise<void> {
  let over: (() => void) | undefined;
  try {
    for (let left = moment() - stopwatch(); left > 0; left = moment() - stopwatch()) {
      over ??= meanwhile("throttled", left);
      await sleep(left, undefined, signal === undefined ? {} : { signal });
    }
  } finally {
    over?.();
  }
}

interface Waiter {
  go(): void;
}
