import { mkdtempSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ExportError } from "../../core/errors.ts";

/** Files for the time of a run: nobody else may read them, and none is left. */
export interface Scratch {
  /** A name for a new file. */
  newFile(): string;
  /** @throws ExportError (output) for a failure of the system */
  guarded<Value>(action: () => Promise<Value>): Promise<Value>;
  remove(files: readonly string[]): Promise<unknown>;
  /** Removes all of it; what cannot be removed now is tried again when the program ends. */
  close(): Promise<void>;
}

/**
 * Nothing is made before the first file is asked for.
 *
 * @param onExit has an action done when the program ends by itself or by a signal; gives what takes it back
 */
export function createScratch(onExit: (action: () => void) => () => void): Scratch {
  let made: { readonly path: string; readonly forget: () => void } | undefined;
  let files = 0;

  function directory(): string {
    if (made !== undefined) return made.path;
    // At once, so that no signal comes between the directory and the promise to remove it.
    const path = mkdtempSync(join(tmpdir(), "audit-export-sort-"));
    made = { path, forget: onExit(() => rmSync(path, { recursive: true, force: true })) };
    return path;
  }

  return {
    newFile() {
      try {
        return join(directory(), String(++files));
      } catch (error) {
        throw failure(error);
      }
    },
    guarded,
    remove: (paths) => guarded(() => Promise.all(paths.map((path) => rm(path, { force: true })))),
    async close() {
      if (made === undefined) return;
      const { path, forget } = made;
      await rm(path, { recursive: true, force: true }).then(forget, () => undefined);
    },
  };
}

async function guarded<Value>(action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof ExportError ? error : failure(error);
  }
}

function failure(error: unknown): ExportError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ExportError("output", `could not sort in ${tmpdir()}: ${reason}`, {
    hint: "what --buffer does not hold goes into temporary files: make room there, or name another directory with TMPDIR",
    cause: error,
  });
}
