import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { type Received, startServer } from "../support/http.ts";
import type { Handler, Subject } from "./endings-subjects.ts";

export const program = fileURLToPath(new URL("../../bin/audit-export.js", import.meta.url));

export interface Settings {
  readonly parameters?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly filler?: string;
  /** The request for events, by its number, that is not answered; 0: the first request of all. */
  readonly hold?: number;
  readonly stdout?: "pipe" | number;
  /** Nobody reads the pipe. */
  readonly isStuck?: boolean;
  /** A shell's words before the command: a limit. */
  readonly shell?: string;
  readonly uid?: number;
}

export interface Ending {
  /** The exit code, or the signal's name. */
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds since the first signal. */
  readonly took: number;
}

/** A request that is not answered yet. */
interface Held {
  readonly response: ServerResponse;
  answer(handler?: Handler): void;
}

export interface Run {
  readonly child: ChildProcess;
  readonly directory: string;
  readonly received: readonly Received[];
  /** Waits for the request that is held. */
  held(): Promise<Held>;
  kill(signal: NodeJS.Signals): void;
  /** Waits until a text has come. */
  said(stream: "stdout" | "stderr", part: string): Promise<void>;
  end(): Promise<Ending>;
}

/** Starts the program, in a directory of its own that holds an older `out.json`, against a service of its own. */
export async function start(
  t: TestContext,
  subject: Subject,
  settings: Settings = {},
  prepare: (directory: string) => void = () => undefined,
): Promise<Run> {
  const { hold, filler = "", stdout = "pipe", parameters = [], shell, uid } = settings;
  const service = subject.service(filler);
  let hand: (held: Held) => void = () => undefined;
  const held = new Promise<Held>((resolve) => (hand = resolve));
  let forEvents = 0;
  const server = await startServer((request, response) => {
    if (subject.isForEvents(request)) forEvents += 1;
    const isHeld = hold === 0 ? server.received.length === 1 : subject.isForEvents(request) && forEvents === hold;
    if (isHeld) hand({ response, answer: (handler = service) => handler(request, response) });
    else service(request, response);
  });
  const directory = mkdtempSync(join(tmpdir(), "audit-export-endings-"));
  writeFileSync(join(directory, "out.json"), "old");
  prepare(directory);
  const command = [process.execPath, program, ...subject.parameters, ...parameters];
  const [name = "", ...rest] = shell === undefined ? command : ["bash", "-c", `${shell}; exec "$@"`, "-", ...command];
  const child = spawn(name, rest, {
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: "/nonexistent",
      NO_PROXY: "127.0.0.1",
      ...subject.environment(server.url),
      ...settings.env,
    },
    cwd: directory,
    stdio: ["pipe", stdout, "pipe"],
    ...(uid === undefined ? {} : { uid }),
  });
  t.after(async () => {
    child.kill("SIGKILL");
    await server.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const texts = { stdout: "", stderr: "" };
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (texts.stderr += text));
  if (settings.isStuck !== true) child.stdout?.setEncoding("utf8").on("data", (text: string) => (texts.stdout += text));
  const exit = once(child, settings.isStuck === true ? "exit" : "close");
  /** What is waited for may never come from a program that has ended. */
  async function unlessEnded<Value>(promise: Promise<Value>): Promise<Value> {
    const ended = exit.then(([code]) =>
      Promise.reject(new Error(`it has ended with ${String(code)}: ${texts.stderr}`)),
    );
    return Promise.race([promise, ended]);
  }
  let asked = performance.now();
  let isAsked = false;
  return {
    child,
    directory,
    received: server.received,
    held: () => unlessEnded(held),
    kill(signal) {
      if (!isAsked) asked = performance.now();
      isAsked = true;
      child.kill(signal);
      // A program that hears no signal is to fail its test, not to hold it up.
      setTimeout(() => child.kill("SIGKILL"), 5000).unref();
    },
    async said(stream, part) {
      while (!texts[stream].includes(part)) await unlessEnded(once(child[stream] ?? child, "data"));
    },
    async end() {
      const [code, signal] = (await exit) as [number | null, NodeJS.Signals | null];
      return { code: code ?? signal, took: performance.now() - asked, ...texts };
    },
  };
}
