import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Invocation, Result } from "./invocation.ts";

/** The program as it is installed: the shim and the bundle. */
const ownProgram = fileURLToPath(new URL("../../bin/audit-export.js", import.meta.url));

/** Of a whole run of the tests: see .tools/test.ts. */
const shared = process.env["TEST_CODE_CACHE"];
const codeCache = shared === undefined ? {} : { XDG_CACHE_HOME: shared };

/** Starts the program; its standard input stays open. */
export function startCli(
  parameters: readonly string[],
  { env, directory, program = ownProgram }: Invocation = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program, ...parameters], {
    env: { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", NO_PROXY: "127.0.0.1", ...codeCache, ...env },
    cwd: directory,
  });
}

/** Runs the program to its end. */
export async function runCli(parameters: readonly string[], invocation: Invocation = {}): Promise<Result> {
  const child = startCli(parameters, invocation);
  child.stdin.on("error", () => undefined);
  child.stdin.end(invocation.input ?? "");
  return finish(child);
}

/** Waits for a started program and collects what it says. */
export async function finish(child: ChildProcessWithoutNullStreams): Promise<Result> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (...end) => resolve(end));
  });
  return { code, signal, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}
