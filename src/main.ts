import { fstatSync } from "node:fs";
import type { Writable } from "node:stream";
import manifest from "../package.json" with { type: "json" };
import { run } from "./cli/run.ts";
import { ExportError, exitCodes } from "./core/errors.ts";

type Signal = "SIGINT" | "SIGTERM";

/** Milliseconds that text which nobody takes is waited for, once the run has been asked to end. */
const patience = 500;

/** The only place of the program itself that names `process`: it hands the program its world, and the world its exit code. */
const abort = new AbortController();
const cleanUps = new Set<() => void>();
let isAbandoned = false;

function onSignal(name: Signal, code: "interrupted" | "terminated"): void {
  process.on(name, () => {
    // The first asks for a clean end; who sends a second does not want to wait for one.
    if (abort.signal.aborted) endBy(name);
    abort.abort(
      new ExportError(code, `ended by ${name}`, {
        hint: "what was written until then is not the whole of it, and a file of --output is as it was before; run again",
      }),
    );
  });
}

/** Ends at once, as if nobody had listened to the signal: a shell shows 130 or 143. */
function endBy(name: Signal): void {
  cleanUp();
  process.removeAllListeners(name);
  process.kill(process.pid, name);
}

function cleanUp(): void {
  for (const action of cleanUps) action();
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's cannot be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

/** Settles when all that was written before has been taken, or cannot be. */
function written(stream: Writable): Promise<void> {
  return new Promise((resolve) => void stream.write("", () => resolve()));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Whether a thread of Node's is busy with what may never end: the opening of a named pipe, the question to a name server.
 * `process.exit` would wait for it.
 */
function isHeldUp(): boolean {
  return process.getActiveResourcesInfo().some((name) => /^(?:FSReq|GetAddrInfo|GetNameInfo)/.test(name));
}

function signalCode(): number {
  const { reason } = abort.signal;
  return exitCodes[reason instanceof ExportError ? reason.code : "interrupted"];
}

/** Whoever asks for an end gets one: neither what nobody takes is waited for, nor a library's timer, nor a thread. */
async function endSoon(exitCode: number): Promise<void> {
  await Promise.race([Promise.all([written(process.stdout), written(process.stderr)]), pause(patience)]);
  for (let tries = 0; isHeldUp() && tries < 10; tries += 1) await pause(10);
  if (isHeldUp()) endBy(exitCode === exitCodes.interrupted ? "SIGINT" : "SIGTERM");
  process.exit(exitCode);
}

onSignal("SIGINT", "interrupted");
onSignal("SIGTERM", "terminated");
process.on("exit", cleanUp);

/**
 * Who closes a stream early, as `2>&1 | head` does, is told by the writer of records where it matters; unheard, the event
 * would end the program with a stack trace.
 */
function heard<Stream extends Writable>(stream: Stream): Stream {
  return stream.listenerCount("error") > 0 ? stream : stream.on("error", () => undefined);
}

const running = run(process.argv.slice(2), {
  env: process.env,
  // Node makes each of them when it is asked for, with all of its networking: most runs need no standard input.
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return heard(process.stdout);
  },
  get stderr() {
    return heard(process.stderr);
  },
  get stdoutIsFile() {
    return isFile(1);
  },
  directory: process.cwd(),
  platform: process.platform,
  signal: abort.signal,
  onExit(action) {
    cleanUps.add(action);
    return () => void cleanUps.delete(action);
  },
  abandon() {
    isAbandoned = true;
  },
  now: () => new Date(),
  processes: { pid: process.pid, isRunning },
  version: manifest.version,
  program: { node: process.execPath, script: process.argv[1] ?? "", nodeVersion: process.versions.node },
});

// What ends in any other way than below, because nothing is left that could wake the program, is no success.
process.exitCode = exitCodes.unexpected;

// Nothing is left to do, all has been written: Node need not take itself apart, piece by piece, which takes it 3 ms.
process.once("beforeExit", () => process.exit());

// No await: as CommonJS, which starts sooner than ES modules, a program has none at its top.
void running.then((exitCode) => {
  process.exitCode = exitCode;
  if (abort.signal.aborted) return endSoon(exitCode);
  // All its text was taken before it ended.
  if (isAbandoned) process.exit(exitCode);
  // The run is over, but the last of its text may be for a reader who has stopped reading.
  abort.signal.addEventListener("abort", () => void endSoon(signalCode()));
  return undefined;
});
