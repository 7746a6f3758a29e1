import { PassThrough, Writable } from "node:stream";
import { run } from "../../src/cli/run.ts";
import type { Result } from "./cli.ts";

/** Each run has a process's number of its own, of those that no system gives, so that a lock that it leaves behind is seen to be that. */
let nextPid = 5_000_000;
const running = new Set<number>();

export interface InProcess {
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: () => Date;
  readonly signal?: AbortSignal;
}

/**
 * Runs the program's own code here, without a process of its own: where many runs are one test, or a clock is to be another.
 * The SDKs look for their configuration in this process's environment, so `env` is put there, and stays.
 */
export async function runInProcess(
  argv: readonly string[],
  { env = {}, now = () => new Date(), signal = new AbortController().signal }: InProcess = {},
): Promise<Omit<Result, "signal">> {
  Object.assign(process.env, { HOME: "/nonexistent", AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" }, env);
  const [stdin, stdout, stderr] = [new PassThrough(), collector(), collector()];
  stdin.end();
  const pid = nextPid++;
  running.add(pid);
  const code = await run(argv, {
    env: process.env,
    stdin,
    stdout,
    stderr,
    stdoutIsFile: false,
    directory: "/",
    platform: "linux",
    signal,
    onExit: () => () => undefined,
    now,
    version: "0.0.0",
    processes: { pid, isRunning: (number) => running.has(number) },
    program: { node: "", script: "" },
  });
  running.delete(pid);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
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
