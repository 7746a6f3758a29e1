/**
 * Preloaded into the program by a test: its waits pass ten times as fast, and its stopwatch with them. For what a wait
 * leads to, where the time itself is not the point.
 */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";
import { promisify } from "node:util";

const speed = 10;
const { setTimeout: original } = globalThis;
const wait = timers.setTimeout;
const now = process.hrtime.bigint.bind(process.hrtime);

function hastened(callback, delay, ...rest) {
  return original(callback, delay / speed, ...rest);
}
timers.setTimeout = (delay, ...rest) => wait(delay / speed, ...rest);
hastened[promisify.custom] = timers.setTimeout;
globalThis.setTimeout = hastened;
process.hrtime.bigint = () => now() * BigInt(speed);
syncBuiltinESMExports();
