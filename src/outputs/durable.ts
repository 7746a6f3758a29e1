import { type FileHandle, mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { ExportError, OutputClosedError, systemCode } from "../core/errors.ts";

/** Systems that cannot open a directory, or force one to the disk, say so with one of these. */
const unable = new Set(["EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP"]);

/**
 * The names in a directory are forced to the disk too, where the system can do that.
 *
 * @throws the system's error where it can, and fails
 */
export async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(path, "r");
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch (error) {
    if (!unable.has(systemCode(error) ?? "")) throw error;
  }
}

/** Makes a directory and those above it; each new name is forced to the disk. */
export async function makeDirectory(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; ; made = dirname(made)) {
    await syncDirectory(dirname(made));
    if (made === first || made === dirname(made)) return;
  }
}

/** What a file is called, at its end, until it is whole. */
export const partialEnding = ".partial";

/** Forces a file to the disk that was written aside, and gives it its name, also for good. */
export async function publish(handle: FileHandle, aside: string, path: string): Promise<void> {
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, path);
  await syncDirectory(dirname(path));
}

/** Writes a file whole: aside, forced to the disk, and then under its name. Whoever looks sees the old one or the new one. */
export async function writeWhole(path: string, bytes: string | Uint8Array): Promise<void> {
  const aside = `${path}${partialEnding}`;
  const handle = await open(aside, "w");
  try {
    await handle.writeFile(bytes);
  } catch (error) {
    await handle.close();
    throw error;
  }
  await publish(handle, aside, path);
}

/** @throws ExportError (output) for a failure of the system, OutputClosedError where the reader of a pipe has gone. */
export async function guarded<Value>(path: string, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof ExportError) throw error;
    if (systemCode(error) === "EPIPE") throw new OutputClosedError();
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExportError("output", `could not write ${path}: ${reason}`, {
      hint: "nothing was left there that looks whole; see that the directory exists, is writable and has room",
      cause: error,
    });
  }
}
