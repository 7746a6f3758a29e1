import { hrtime } from "node:process";

/**
 * Milliseconds on a clock that only goes forward, from a beginning that says nothing: for what passes between two moments.
 * `performance.now` says the same, but loads all that measures performance first, which takes longer than an answer is waited for.
 */
export function stopwatch(): number {
  return Number(hrtime.bigint()) / 1e6;
}
