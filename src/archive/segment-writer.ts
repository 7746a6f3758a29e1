import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { createEncoder } from "../outputs/encoder.ts";
import { makeDirectory, partialEnding, publish } from "../outputs/durable.ts";
import { compareInstants } from "../core/time.ts";
import type { AuditRecord, Instant, Piece } from "../core/types.ts";
import type { Block, Segment } from "./format.ts";
import { names, numbered, segmentPath } from "./names.ts";

/** Bytes of records after which the next page begins a block of its own: each can be read without the others. */
const blockSize = 1024 * 1024;

/** Writes the records of a run as gzip members, one after the other: as a whole it is a file that any gunzip reads. */
export interface SegmentWriter {
  /** The records that `write` is given next; gives the number of the block that they go to. */
  announce(records: readonly AuditRecord[]): Promise<number>;
  write(text: string | readonly Piece[]): Promise<void>;
  /** Forces all of it to the disk and gives it its name; undefined where there was nothing to write. */
  publish(): Promise<Segment | undefined>;
  close(): Promise<void>;
}

interface Times {
  records: number;
  undated: number;
  first: Instant | null;
  last: Instant | null;
}

export function createSegmentWriter(directory: string, number: number): SegmentWriter {
  const aside = join(directory, names.segments, `${numbered(number)}.ndjson.gz${partialEnding}`);
  const blocks: Block[] = [];
  const whole = noTimes();
  const hash = createHash("sha256");
  let handle: FileHandle | undefined;
  let offset = 0;
  let times = noTimes();
  let chunks: Uint8Array[] = [];
  let waiting = 0;
  const encode = createEncoder((bytes) => {
    chunks.push(new Uint8Array(bytes));
    waiting += bytes.length;
    return Promise.resolve();
  });

  async function endBlock(): Promise<void> {
    if (times.records === 0) return;
    const { gzip } = await import("node:zlib");
    const bytes: Uint8Array = await promisify(gzip)(Buffer.concat(chunks));
    handle ??= await open(aside, "wx");
    await handle.appendFile(bytes);
    hash.update(bytes);
    blocks.push({ offset, bytes: bytes.length, ...times });
    offset += bytes.length;
    times = noTimes();
    chunks = [];
    waiting = 0;
  }

  return {
    async announce(records) {
      if (waiting >= blockSize) await endBlock();
      for (const { time } of records) {
        note(times, time);
        note(whole, time);
      }
      return blocks.length;
    },

    write: encode,

    async publish() {
      await endBlock();
      if (handle === undefined) return undefined;
      const path = segmentPath(number, whole.last);
      await makeDirectory(dirname(join(directory, path)));
      const written = handle;
      handle = undefined;
      await publish(written, aside, join(directory, path));
      const { records, first, last } = whole;
      return { path, sha256: hash.digest("hex"), bytes: offset, records, first, last, blocks };
    },

    async close() {
      await handle?.close();
    },
  };
}

function noTimes(): Times {
  return { records: 0, undated: 0, first: null, last: null };
}

function note(times: Times, time: Instant | null): void {
  times.records += 1;
  if (time === null) times.undated += 1;
  else {
    if (times.first === null || compareInstants(time, times.first) < 0) times.first = time;
    if (times.last === null || compareInstants(time, times.last) > 0) times.last = time;
  }
}
