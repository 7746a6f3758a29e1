import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { committedSegments, readSegment } from "../../archive/read-records.ts";
import { ExportError, usageError } from "../../core/errors.ts";
import type { CliContext } from "../context.ts";
import { createLineSplitter } from "./line-splitter.ts";
import { NoRecordError } from "./no-record.ts";

export type OnLine = (line: string) => void;

type World = Pick<CliContext, "stdin" | "directory" | "signal">;

/**
 * Gives every line of the files, of the archives among them, and of standard input, in the order in which they are named.
 *
 * @throws ExportError (usage, config, verification), which names the file, and the line where `onLine` has thrown a NoRecordError
 */
export async function readInputs(paths: readonly string[], world: World, onLine: OnLine): Promise<void> {
  const named = paths.length === 0 ? ["-"] : paths;
  if (named.filter((path) => path === "-").length > 1) {
    throw usageError("standard input is named twice", "it can be read once: give - once");
  }
  if (named.includes("-") && world.stdin.isTTY === true) {
    throw usageError("which records?", "give files or an archive's directory, or pipe an export to it");
  }
  // Before the first of them is read: it may take long.
  const inputs = await Promise.all(named.map((path) => openInput(path, world)));
  for (const read of inputs) await read(onLine);
}

async function openInput(
  path: string,
  { stdin, directory, signal }: World,
): Promise<(onLine: OnLine) => Promise<void>> {
  if (path === "-") return (onLine) => readStream("standard input", stdin, onLine, signal);
  const place = resolve(directory, path);
  const found = await stat(place).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (!found.isDirectory()) {
    return (onLine) => readStream(path, createReadStream(place, { highWaterMark: chunkSize }), onLine, signal);
  }
  const segments = await committedSegments(place).catch((error: unknown) => {
    throw error instanceof ExportError ? error : unreadable(path, error);
  });
  return async (onLine) => {
    for (const segment of segments) {
      await readSegment(place, segment, createLineSplitter(onLine), signal);
    }
  };
}

const chunkSize = 256 * 1024;

/** A stream's lines; what is packed by gzip, which its first bytes tell, is unpacked. */
async function readStream(
  name: string,
  stream: AsyncIterable<Uint8Array | string>,
  onLine: OnLine,
  signal: AbortSignal,
): Promise<void> {
  const splitter = createLineSplitter(onLine);
  try {
    const [isPacked, bytes] = await peek(stream);
    if (isPacked) await unpack(bytes, splitter.take, signal);
    else for await (const chunk of bytes) splitter.take(chunk);
    splitter.end();
  } catch (error) {
    signal.throwIfAborted();
    throw unreadable(name, error);
  }
}

async function peek(
  stream: AsyncIterable<Uint8Array | string>,
): Promise<readonly [isPacked: boolean, bytes: AsyncIterable<Uint8Array>]> {
  const chunks = stream[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  while (start.length < 2) {
    const { value, done } = await chunks.next();
    if (done === true) break;
    start = Buffer.concat([start, Buffer.from(value)]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield start;
    for (;;) {
      const { value, done } = await chunks.next();
      if (done === true) return;
      yield Buffer.from(value);
    }
  }
  return [start[0] === 0x1f && start[1] === 0x8b, all()];
}

async function unpack(
  bytes: AsyncIterable<Uint8Array>,
  take: (chunk: Uint8Array) => void,
  signal: AbortSignal,
): Promise<void> {
  const { createGunzip } = await import("node:zlib");
  const gunzip = createGunzip({ chunkSize });
  let given = 0;
  let isUnpacked = false;
  const unpacking = pipeline(
    async function* counted() {
      for await (const chunk of bytes) {
        given += chunk.length;
        yield chunk;
      }
    },
    gunzip,
    async (unpacked: AsyncIterable<Buffer>) => {
      for await (const chunk of unpacked) take(chunk);
      isUnpacked = true;
    },
    { signal },
  );
  await unpacking.catch((error: unknown) => {
    if (!isUnpacked) throw error;
  });
  // zlib passes over zeros at the end, whatever follows them.
  if (gunzip.bytesWritten !== given) throw new Error("what is at its end is no gzip");
}

function unreadable(name: string, error: unknown): ExportError {
  if (error instanceof NoRecordError) {
    return new ExportError("config", `${name}: ${error.message}`, { hint: error.hint, cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new ExportError("config", `could not read ${name}: ${reason}`, {
    hint: "see that it is there whole, and can be read",
    cause: error,
  });
}
