import { fstatSync } from "node:fs";
import manifest from "../package.json" with { type: "json" };
import { run } from "./cli/run.ts";
import { ExportError, exitCodes } from "./core/errors.ts";

/** The only place that names `process`: it hands the program its world, and the world its exit code. */
const abort = new AbortController();

function onSignal(name: "SIGINT" | "SIGTERM", code: "interrupted" | "terminated"): void {
  process.on(name, () => {
    // The first asks for a clean end; who sends a second does not want to wait for one.
    if (abort.signal.aborted) process.exit(exitCodes[code]);
    abort.abort(
      new ExportError(code, `ended by ${name}`, {
        hint: "what was written is not the whole export, and --output leaves no file; run again",
      }),
    );
  });
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

onSignal("SIGINT", "interrupted");
onSignal("SIGTERM", "terminated");

// Who closes a stream early, as `2>&1 | head` does, is told by the writer of records where it matters; unheard, the
// event would end the program with a stack trace.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  stdoutIsFile: isFile(process.stdout.fd),
  directory: process.cwd(),
  platform: process.platform,
  signal: abort.signal,
  now: () => new Date(),
  version: manifest.version,
  program: { node: process.execPath, script: process.argv[1] ?? "" },
});
process.exitCode = exitCode;
if (abort.signal.aborted) {
  // Whoever asks for an end gets one: text that nobody takes within a moment is not waited for, nor is a library's timer.
  setTimeout(() => process.exit(exitCode), 500);
  process.stdout.write("", () => process.exit(exitCode));
}
