import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The program as it is installed: the shim and the bundle. */
const program = fileURLToPath(new URL("../../bin/audit-export.js", import.meta.url));

/** For the environment of a run of which the waits are not the point: they pass ten times as fast. */
export const fastClock = { NODE_OPTIONS: `--import ${new URL("fast-clock.mjs", import.meta.url).href}` } as const;

export interface Result {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Invocation {
  /** Beside a bare environment: nothing of the developer's own may steer the program. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly directory?: string;
}

/** Starts the program; its standard input stays open. */
export function startCli(
  parameters: readonly string[],
  { env, directory }: Invocation = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program, ...parameters], {
    env: { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", NO_PROXY: "127.0.0.1", ...env },
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

/** The lines of a text, without the empty one after the last line break. */
export function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/** The raw event's own text within a record's line: all that follows `"raw":`, without the closing brace. */
export function rawTextOf(line: string): string {
  return line.slice(line.indexOf('"raw":') + '"raw":'.length, -1);
}
