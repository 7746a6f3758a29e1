import type { Writable } from "node:stream";
import { ExportError, OutputClosedError, systemCode } from "../core/errors.ts";
import type { Output } from "../core/types.ts";
import { createEncoder } from "./encoder.ts";

/**
 * Standard output.
 *
 * @throws OutputClosedError from `write` when the reader has gone, ExportError (output) when nothing more fits.
 */
export function createStdoutOutput(stream: Writable): Output {
  let failure: Error | undefined;
  // The stream also emits what its callbacks are given; unheard, that would end the process.
  stream.on("error", (error) => {
    failure ??= error;
  });

  function write(bytes: string | Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (failure !== undefined) {
        reject(toOutputError(failure));
        return;
      }
      stream.write(bytes, (error) => (error ? reject(toOutputError(error)) : resolve()));
    });
  }

  return {
    write: createEncoder(write),
    commit: () => write(""),
    abort: () => Promise.resolve(),
  };
}

function toOutputError(error: Error): Error {
  const code = systemCode(error);
  if (code === "EPIPE" || code === "ECONNRESET" || code === "ERR_STREAM_DESTROYED") return new OutputClosedError();
  return new ExportError("output", `could not write to standard output: ${error.message}`, {
    hint: "see that there is room where it goes",
    cause: error,
  });
}
