import { hastened } from "./hasten.ts";
import { PassThrough, Writable } from "node:stream";
import type { CliContext } from "../../src/cli/context.ts";
import { run } from "../../src/cli/run.ts";
import type { Invocation, Result } from "./invocation.ts";
import type { Terminal } from "./terminal.ts";

/** Each run has a process's number of its own, of those that no system gives, so that a lock that it leaves behind is seen to be that. */
let nextPid = 5_000_000;
const running = new Set<number>();
/** This process's environment as it was before the runs that are under way. */
let outside: Readonly<Record<string, string | undefined>> = {};

export interface InProcess {
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: () => Date;
  readonly signal?: AbortSignal;
  /** What stands on standard input; left out: nothing. */
  readonly input?: string | Uint8Array;
  readonly directory?: string;
  /** Standard output is a terminal of so many columns. */
  readonly columns?: number;
  /** Standard error is one too. */
  readonly isTerminal?: boolean;
  /** Standard error, where it is a terminal; the records then go to a file. */
  readonly terminal?: Terminal;
  readonly onExit?: CliContext["onExit"];
}

/**
 * Runs the program's own code here, without a process of its own: where many runs are one test, or a clock is to be another.
 * The SDKs look for their configuration in this process's environment, so `env` is put there while it runs.
 */
export async function runInProcess(argv: readonly string[], world: InProcess = {}): Promise<Result> {
  const {
    env = {},
    input = "",
    directory = "/",
    now = () => new Date(),
    signal = new AbortController().signal,
    columns,
    isTerminal,
    terminal,
    onExit = () => () => undefined,
  } = world;
  if (running.size === 0) outside = { ...process.env };
  Object.assign(process.env, { HOME: "/nonexistent", AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" }, env);
  const [stdin, stdout, stderr] = [new PassThrough(), collector(), terminal ?? collector()];
  stdin.end(input);
  if (columns !== undefined) Object.assign(stdout, { isTTY: true, columns });
  if (isTerminal === true) Object.assign(stderr, { isTTY: true, columns });
  const pid = nextPid++;
  running.add(pid);
  const code = await run(argv, {
    env: process.env,
    stdin,
    stdout,
    stderr,
    stdoutIsFile: terminal !== undefined,
    directory,
    platform: "linux",
    signal,
    onExit,
    abandon: () => undefined,
    now,
    version: "0.0.0",
    processes: { pid, isRunning: (number) => running.has(number) },
    program: { node: "", script: "", nodeVersion: process.versions.node },
  });
  running.delete(pid);
  if (running.size === 0) replaceEnvironment(outside);
  return { code, signal: null, stdout: stdout.text(), stderr: "text" in stderr ? stderr.text() : stderr.raw() };
}

let last: Promise<unknown> = Promise.resolve();

/**
 * As `runCli`, but here: what a source does is the same code, and a process of its own costs ten times the run. Nothing of this
 * process's environment is there for the run, nor of the run's afterwards; one run at a time, since they have it in common.
 * Its waits pass ten times as fast.
 */
export function runHere(
  argv: readonly string[],
  { env = {}, input = "", directory = "/", realTime = false }: Invocation = {},
): Promise<Result> {
  const turn = last.then(async () => {
    const before = { ...process.env };
    replaceEnvironment({ PATH: before["PATH"] ?? "", NO_PROXY: "127.0.0.1", ...env });
    try {
      const start = (): Promise<Result> => runInProcess(argv, { env, input, directory });
      return await (realTime ? start() : hastened(start));
    } finally {
      replaceEnvironment(before);
    }
  });
  last = turn.catch(() => undefined);
  return turn;
}

function replaceEnvironment(variables: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, variables);
}

/** Takes text as a file or a pipe does: the bytes are copied before it says that it has taken them. */
function collector(): Writable & { text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString() });
}
