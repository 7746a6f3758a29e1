import { type FileHandle, open } from "node:fs/promises";
import { entriesIn, type Entry } from "./entry.ts";
import type { Scratch } from "./scratch.ts";

/** Entries in order, read from the front. */
export interface Run {
  /** The next of them, some; none at the end. */
  next(): Promise<readonly Entry[]>;
  close(): Promise<void>;
}

export function runInMemory(entries: readonly Entry[]): Run {
  let rest = entries;
  return {
    async next() {
      const given = rest;
      rest = [];
      return given;
    },
    close: () => Promise.resolve(),
  };
}

/** Bytes that are written at once, about. */
const most = 256 * 1024;

/** Writes a run into a new file. */
export async function writeRun(
  scratch: Scratch,
  blocks: AsyncIterable<readonly Entry[]> | Iterable<readonly Entry[]>,
): Promise<string> {
  const path = scratch.newFile();
  const handle = await scratch.guarded(() => open(path, "wx", 0o600));
  let parts: Buffer[] = [];
  let size = 0;

  async function write(): Promise<void> {
    const bytes = Buffer.concat(parts);
    parts = [];
    size = 0;
    await scratch.guarded(() => handle.appendFile(bytes));
  }

  try {
    for await (const entries of blocks) {
      for (const { bytes } of entries) {
        parts.push(bytes);
        size += bytes.length;
        if (size >= most) await write();
      }
    }
    await write();
  } finally {
    await scratch.guarded(() => handle.close());
  }
  return path;
}

/**
 * A run in a file, which is opened when it is first read.
 *
 * @param blockSize bytes that are read at once, unless an entry is longer
 */
export function runInFile(scratch: Scratch, path: string, blockSize: number): Run {
  let handle: FileHandle | undefined;
  let position = 0;

  async function read(): Promise<readonly Entry[]> {
    handle ??= await open(path, "r");
    for (let size = blockSize; ;) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(size), 0, size, position);
      const { entries, missing } = entriesIn(buffer.subarray(0, bytesRead));
      for (const { bytes } of entries) position += bytes.length;
      if (entries.length > 0 || missing === 0) return entries;
      if (bytesRead < size) throw new Error(`${path} is shorter than it was written`);
      size = Math.max(size + 1, missing);
    }
  }

  return {
    next: () => scratch.guarded(read),
    close: async () => handle?.close(),
  };
}
