import { join } from "node:path";
import { CachingLoader } from "./start/loader.ts";
import { codeCachePath } from "./start/location.ts";

/**
 * Seconds since the start, and of them seconds of computing. V8 forgets the code of what has not run for a while, and what a
 * longer run has left is not the whole of its start: after 8 s of computing (here) a third was gone, with the code that each
 * file begins with, so that the next run read all of it again. After 4 s nothing was.
 */
const longestStart = { passed: 10, computed: 2 };

/**
 * Runs the program that is in a directory: as the code that V8 made of it in an earlier run, where that is kept.
 *
 * @param require Node's own, of the caller
 */
export function start(directory: string, require: (id: string) => unknown): void {
  const main = join(directory, "main.cjs");
  const path = codeCachePath(process, process.argv[2] ?? "");
  const user = process.geteuid?.();
  const loader = new CachingLoader({ directory, path, user, pid: process.pid, require });
  process.on("exit", (exitCode) => {
    // What failed has hardly run what a success does.
    if (exitCode === 0 && isStart()) loader.save();
  });
  loader.load(main);
}

/** Whether the run has been so short that V8 still has all that it began with. */
function isStart(): boolean {
  const { user, system } = process.cpuUsage();
  return process.uptime() < longestStart.passed && (user + system) / 1e6 < longestStart.computed;
}
