/**
 * Lets the waits of a run in this process pass ten times as fast, and its stopwatch with them, as fast-clock.mjs does for a
 * process of its own. Imported before the program, which may keep the functions that it finds.
 */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";
import { promisify } from "node:util";

let speed = 1;
const hrtime = process.hrtime.bigint.bind(process.hrtime);
const { setTimeout: original } = globalThis;
const wait = timers.setTimeout;
const now = (): number => Number(hrtime()) / 1e6;
/** When the speed was changed last: by our clock, and by the true one. */
let [shown, since] = [now(), now()];

function at(time: number): number {
  return shown + (time - since) * speed;
}

function setSpeed(value: number): void {
  const time = now();
  [shown, since, speed] = [at(time), time, value];
}

timers.setTimeout = (delay = 1, ...rest) => wait(delay / speed, ...rest);
globalThis.setTimeout = Object.assign(
  (callback: () => void, delay = 1, ...rest: []) => original(callback, delay / speed, ...rest),
  { [promisify.custom]: timers.setTimeout, __promisify__: timers.setTimeout },
) as typeof setTimeout;
// The tests' own, and the program's.
performance.now = () => at(now());
process.hrtime.bigint = () => BigInt(Math.round(at(now()) * 1e6));
syncBuiltinESMExports();

export async function hastened<Value>(action: () => Promise<Value>): Promise<Value> {
  setSpeed(10);
  try {
    return await action();
  } finally {
    setSpeed(1);
  }
}
