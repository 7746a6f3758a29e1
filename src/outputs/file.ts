import { randomBytes } from "node:crypto";
import { closeSync, openSync, rmSync, statSync } from "node:fs";
import { access, constants, open, realpath, rm, stat } from "node:fs/promises";
import { getBuiltinModule } from "node:process";
import { systemCode } from "../core/errors.ts";
import type { Output, Piece } from "../core/types.ts";
import { guarded, partialEnding, publish } from "./durable.ts";
import { createEncoder } from "./encoder.ts";

/**
 * A file that appears under its name only when it is whole: it is written beside the target, forced to the disk, and
 * renamed. A name ending in `.gz` is compressed. A target that is no regular file, such as a named pipe, is written
 * as it is.
 *
 * @param onExit has an action done when the program ends before the file is whole; gives what takes it back
 * @throws ExportError (output) when the file cannot be made or written.
 */
export async function createFileOutput(
  path: string,
  onExit: (action: () => void) => () => void = () => () => undefined,
): Promise<Output> {
  const place = await guarded(path, () => findPlace(path));
  const forget = place.direct ? () => undefined : onExit(() => rmSync(place.written, { force: true }));
  const handle = await guarded(path, () => open(place.written, place.direct ? "w" : "wx", place.mode));
  const store = (bytes: string | Uint8Array): Promise<void> => guarded(path, () => handle.appendFile(bytes));
  const sink = path.endsWith(".gz") ? await compressed(store) : plain(store);

  return {
    write: sink.write,
    async commit() {
      await sink.end();
      await guarded(path, () => (place.direct ? handle.close() : publish(handle, place.written, place.target)));
      forget();
    },
    async abort() {
      sink.destroy();
      await handle.close().catch(() => undefined);
      if (!place.direct) await rm(place.written, { force: true });
      forget();
    },
  };
}

/** Whether the path names a terminal: `/dev/tty`, and `/dev/stdout` in one. */
export function isTerminal(path: string): boolean {
  try {
    if (!statSync(path).isCharacterDevice()) return false;
    const descriptor = openSync(path, "w");
    try {
      // Loaded only here: hardly any output is one, and with the streams of terminals it takes a millisecond.
      return getBuiltinModule("node:tty").isatty(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

interface Sink {
  write(text: string | readonly Piece[]): Promise<void>;
  end(): Promise<void>;
  destroy(): void;
}

function plain(store: (bytes: Uint8Array) => Promise<void>): Sink {
  return { write: createEncoder(store), end: () => Promise.resolve(), destroy: () => undefined };
}

async function compressed(store: (bytes: Uint8Array) => Promise<void>): Promise<Sink> {
  const { createGzip } = await import("node:zlib");
  const gzip = createGzip();
  const stored = (async () => {
    for await (const chunk of gzip) await store(chunk as Uint8Array);
  })();
  // The failure reaches the caller by write or end; until then nobody may be listening.
  stored.catch(() => undefined);
  return {
    write: createEncoder(async (bytes) => {
      const taken = new Promise<void>((resolve) => {
        gzip.write(bytes, (error) => (error ? undefined : resolve()));
      });
      // Room comes from the store: when that has failed, the compressor waits for ever.
      await Promise.race([taken, stored]);
    }),
    async end() {
      gzip.end();
      await stored;
    },
    destroy: () => void gzip.destroy(),
  };
}

interface Place {
  /** Where the bytes go first. */
  readonly written: string;
  readonly target: string;
  /** Written in place: no rename, because the target is no regular file. */
  readonly direct: boolean;
  readonly mode: number;
}

async function findPlace(path: string): Promise<Place> {
  const existing = await stat(path).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
  if (existing?.isDirectory() === true) throw Object.assign(new Error("it is a directory"), { code: "EISDIR" });
  if (existing !== undefined && !existing.isFile()) return { written: path, target: path, direct: true, mode: 0o666 };
  // A renaming asks the directory alone: a file that was made read-only to be kept would be replaced.
  if (existing !== undefined) await access(path, constants.W_OK);
  // Renaming over a symbolic link would leave the file that it points to as it was.
  const target = existing === undefined ? path : await realpath(path);
  const written = `${target}.${randomBytes(4).toString("hex")}${partialEnding}`;
  return { written, target, direct: false, mode: existing === undefined ? 0o666 : existing.mode & 0o777 };
}
