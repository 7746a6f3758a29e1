import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { link, lstat, open, readFile, rename, rm, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { stopwatch } from "../core/clock.ts";
import { ExportError, systemCode } from "../core/errors.ts";
import type { Log } from "../core/source-definition.ts";
import { partialEnding } from "../outputs/durable.ts";

/** Who holds a lock: readable by people. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly start: string;
  /** When the system started that process, in its own units: a number of a process is used again. */
  readonly ticks: string | null;
}

/** What the operating system says of processes. */
export interface Processes {
  readonly pid: number;
  isRunning(pid: number): boolean;
}

export interface Lock {
  /** @throws ExportError (temporary) where another run has taken it for left behind. */
  check(): Promise<void>;
  release(): Promise<void>;
}

/** Milliseconds. A holder shows so often that it lives, and one of another host that has not for so long is dead. */
const refresh = 20_000;
const stale = 600_000;
/** Where there are no links, a lock that is being written has no content yet. */
const writing = 10_000;
const pause = 250;

/**
 * Takes a lock. One that was left behind is taken over: its process is gone from this host, or, of another
 * host, it has not been refreshed for ten minutes.
 *
 * @param wait milliseconds to wait for another run
 * @param onExit has an action done when the program ends before its own end
 * @param meanwhile told of the wait for another run
 * @throws ExportError (temporary) where another run holds it.
 */
export async function takeLock(
  path: string,
  processes: Processes,
  wait: number,
  signal: AbortSignal,
  onExit: (action: () => void) => () => void,
  meanwhile: Log["meanwhile"],
): Promise<Lock> {
  const start = new Date().toISOString();
  const holder: Holder = {
    pid: processes.pid,
    host: hostname(),
    start,
    ticks: processOf(processes.pid)?.ticks ?? null,
  };
  const text = `${JSON.stringify(holder)}\n`;
  const deadline = stopwatch() + wait;
  let over: (() => void) | undefined;
  try {
    while (!(await create(path, text))) {
      signal.throwIfAborted();
      const other = await lookAt(path, processes);
      if (other?.isStale === true) await takeAway(path, other.text);
      else if (other !== undefined && stopwatch() >= deadline) throw held(path, other.text);
      else {
        over ??= meanwhile("another run holds the lock", deadline - stopwatch(), "waiting at most");
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  } finally {
    over?.();
  }
  const timer = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, refresh);
  timer.unref();
  const forget = onExit(() => {
    if (readNow(path) === text) rmSync(path, { force: true });
  });

  return {
    async check() {
      if ((await readOrNothing(path)) === text) return;
      throw new ExportError("temporary", `another run has taken over ${path}`, {
        hint: "this run stood still for too long; nothing of it was archived; run again",
      });
    },
    async release() {
      clearInterval(timer);
      forget();
      // What stays is seen to be left behind by the next run: no reason to call this one a failure.
      if ((await readOrNothing(path)) === text) await rm(path, { force: true }).catch(() => undefined);
    },
  };
}

/**
 * Made aside and then given its name, which only one can: nobody ever sees a lock that does not say whose it is.
 *
 * @returns false where there is one already
 */
async function create(path: string, text: string): Promise<boolean> {
  const aside = asideOf(path);
  try {
    await writeNew(aside, text);
    await link(aside, path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === "EEXIST") return false;
    if (!withoutLinks.has(code ?? "")) throw error;
  } finally {
    await rm(aside, { force: true }).catch(() => undefined);
  }
  try {
    await writeNew(path, text);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** What file systems say that have no hard links. */
const withoutLinks = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

async function writeNew(path: string, text: string): Promise<void> {
  const handle = await open(path, "wx");
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

function asideOf(path: string): string {
  return `${path}.${randomBytes(6).toString("hex")}${partialEnding}`;
}

/** Undefined where it has gone meanwhile. What is no file that can be read is nobody's lock, and is left behind. */
async function lookAt(
  path: string,
  processes: Processes,
): Promise<{ readonly text: string; readonly isStale: boolean } | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  const age = Date.now() - found.mtimeMs;
  // A pipe would be waited for.
  const text = found.isFile() ? await readOrNothing(path) : "";
  const holder = parse(text);
  if (holder === undefined) return { text, isStale: age > writing };
  if (holder.host !== hostname()) return { text, isStale: age > stale };
  const lives = processes.isRunning(holder.pid) && isSame(holder);
  return { text, isStale: !lives };
}

/** Whether the process of that number is the one that took the lock, as far as anybody can say, and is not dead already. */
function isSame({ pid, ticks }: Holder): boolean {
  const now = processOf(pid);
  return now === undefined || (!["Z", "X"].includes(now.state) && (ticks === null || ticks === now.ticks));
}

/** Moved first and looked at then: of two that take away the same lock, one might take the other's new one. */
async function takeAway(path: string, text: string): Promise<void> {
  const aside = asideOf(path);
  try {
    await rename(path, aside);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return;
    throw error;
  }
  const isFile = await lstat(aside).then(
    (found) => found.isFile(),
    () => false,
  );
  if ((isFile ? await readOrNothing(aside) : "") === text) await rm(aside, { force: true, recursive: true });
  else await rename(aside, path);
}

function held(path: string, text: string): ExportError {
  const { pid, host, start } = parse(text) ?? {};
  const who = pid === undefined ? "another run" : `process ${pid} on ${host}, since ${start},`;
  return new ExportError("temporary", `${who} holds ${path}`, {
    hint: "run again when it has ended, or wait for it with --lock-wait 30m",
  });
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder> | null;
    if (typeof holder?.pid !== "number" || holder.pid < 1 || typeof holder.host !== "string") return undefined;
    return holder as Holder;
  } catch {
    return undefined;
  }
}

/** Empty where there is nothing, or nothing that can be read. */
async function readOrNothing(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}

function readNow(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * The state of a process and the time at which Linux started it; undefined where nobody can say. See proc(5): the third and the
 * 22nd field of stat.
 */
function processOf(pid: number): { readonly state: string; readonly ticks: string } | undefined {
  const text = readNow(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets, with whatever it contains.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  return fields === undefined ? undefined : { state: fields[0] ?? "", ticks: fields[19] ?? "" };
}

/** Whether a run is under way. */
export async function isLockHeld(path: string, processes: Processes): Promise<boolean> {
  const held = await lookAt(path, processes);
  return held !== undefined && !held.isStale;
}
