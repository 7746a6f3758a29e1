import type { Readable, Writable } from "node:stream";
import type { Configured } from "./options.ts";

/** A stream that may be a terminal. */
export interface TerminalStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** All that the program knows of the world outside. Only main.ts takes it from `process`. */
export interface CliContext {
  /** What a configuration file says to the options of the command that runs. */
  readonly configured?: Configured;
  readonly env: Record<string, string | undefined>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  /** Standard output is a file: neither a terminal nor a pipe, whose other end may be writing to this terminal. */
  readonly stdoutIsFile: boolean;
  readonly directory: string;
  readonly platform: string;
  /** Aborted by a signal, its reason an ExportError that says which. */
  readonly signal: AbortSignal;
  /** Has this done when the program ends without its own end; it must be done at once. Gives what takes it back. */
  readonly onExit: (action: () => void) => () => void;
  /** Has the program end with its run, whatever of it is still under way: a credential_process that never ends, say. */
  readonly abandon: () => void;
  readonly now: () => Date;
  readonly version: string;
  readonly processes: {
    readonly pid: number;
    /** Whether a process of that number runs on this host. */
    readonly isRunning: (pid: number) => boolean;
  };
  /** How this program was started: what `sandbox -- audit-export …` starts again. */
  readonly program: { readonly node: string; readonly script: string; readonly nodeVersion: string };
}
