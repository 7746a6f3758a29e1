import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
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
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end();
  const pid = nextPid++;
  running.add(pid);
  const said = Promise.all([text(stdout), text(stderr)]);
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
  stdout.end();
  stderr.end();
  const [out, err] = await said;
  return { code, stdout: out, stderr: err };
}
