import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { watchMemory } from "./memory.ts";
import type { Run } from "./measure.ts";

export interface Place {
  readonly environment: Readonly<Record<string, string>>;
  /** Where its standard output goes; its standard error beside it. */
  readonly output: string;
}

/** The shell's own `time` counts every process below it, and is there wherever there is a bash. */
const timed = `
  output=$1; shift
  TIMEFORMAT='%3R %3U %3S'
  time "$@" > "$output" 2> "$output.stderr" < /dev/null`;

/** Runs a command to its end, with its output in a file. */
export async function runProcess(command: readonly string[], { environment, output }: Place): Promise<Run> {
  const shell = spawn("bash", ["-c", timed, "bash", output, ...command], {
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const peakOf = watchMemory(shell.pid ?? 0);
  let report = "";
  shell.stderr.on("data", (chunk: Buffer) => {
    report += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    shell.on("error", reject);
    shell.on("close", resolve);
  });
  const peak = peakOf();
  if (code !== 0) throw new Error(`${describe(command)} ended with ${code}: ${report}${messages(output)}`);
  const [wall, user, system] = report.trim().split(" ").map(Number);
  if (wall === undefined || user === undefined || system === undefined || Number.isNaN(wall + user + system)) {
    throw new Error(`bash says no times but ${report}`);
  }
  return { wall, cpu: user + system, peak };
}

/** Runs a command until it writes something to its standard output, a pipe, and ends it. */
export async function runToFirstOutput(command: readonly string[], { environment }: Place): Promise<Run> {
  const [name = "", ...parameters] = command;
  const started = performance.now();
  const child = spawn(name, parameters, { env: environment, stdio: ["ignore", "pipe", "ignore"] });
  const wall = await new Promise<number>((resolve, reject) => {
    child.stdout.once("data", () => resolve((performance.now() - started) / 1000));
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`${describe(command)} ended with ${code} and wrote nothing`)));
  });
  const closed = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGKILL");
  await closed;
  return { wall, cpu: undefined, peak: undefined };
}

function describe(command: readonly string[]): string {
  return command.join(" ").slice(0, 200);
}

function messages(output: string): string {
  return readFileSync(`${output}.stderr`, "utf8").slice(-2000);
}
