import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { compareInstants } from "../core/time.ts";
import type { Instant } from "../core/types.ts";
import type { Segment } from "./format.ts";
import type { IdSet } from "./id-set.ts";
import { idOfLine } from "./known-ids.ts";

const newline = 10;
const chunkSize = 256 * 1024;

/**
 * Reads a segment once, from its first byte to its last: the bytes against the manifest's SHA-256 and lengths, and the records
 * within against its counts and times. Every id is added to `ids`.
 *
 * @param tell told now and then how many records have been read
 * @returns what is wrong with it; nothing where it is as the manifest says
 */
export async function checkSegment(
  directory: string,
  segment: Segment,
  ids: IdSet,
  tell: (records: number) => void,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const hash = createHash("sha256");
  let bytes = 0;
  const counter = createRecordCounter(ids);
  try {
    const { createGunzip } = await import("node:zlib");
    const file = createReadStream(join(directory, segment.path), { highWaterMark: chunkSize });
    await pipeline(file, hashed, createGunzip({ chunkSize }), async (unpacked: AsyncIterable<Buffer>) => {
      for await (const chunk of unpacked) {
        counter.take(chunk);
        tell(counter.records);
      }
    });
    counter.end();
  } catch (error) {
    problems.push(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const sha256 = hash.digest("hex");
  if (problems.length === 0) {
    if (bytes !== segment.bytes) problems.push(`has ${bytes} bytes, and the manifest says ${segment.bytes}`);
    if (sha256 !== segment.sha256) problems.push("has another SHA-256 than the manifest says");
    const { records, first, last } = counter;
    if (records !== segment.records) problems.push(`has ${records} records, and the manifest says ${segment.records}`);
    if (first !== segment.first || last !== segment.last) problems.push("has other times than the manifest says");
  }
  return [...problems, ...counter.problems];

  async function* hashed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
}

interface RecordCounter {
  take(chunk: Buffer): void;
  end(): void;
  readonly records: number;
  readonly first: Instant | null;
  readonly last: Instant | null;
  readonly problems: readonly string[];
}

/** So many repeated ids are named. */
const mostNamed = 5;

function createRecordCounter(ids: IdSet): RecordCounter {
  let records = 0;
  let first: Instant | null = null;
  let last: Instant | null = null;
  const problems: string[] = [];
  let repeated = 0;
  let rest = Buffer.alloc(0);

  function takeLine(line: string): void {
    records += 1;
    let id: string;
    let time: Instant | null;
    try {
      id = idOfLine(line);
      time = timeOfLine(line);
    } catch {
      problems.push(`record ${records} is no record`);
      return;
    }
    if (ids.add(id, "") !== "new") {
      repeated += 1;
      if (repeated <= mostNamed) problems.push(`record ${records} has an id that the archive has already: ${id}`);
    }
    if (time === null) return;
    if (first === null || compareInstants(time, first) < 0) first = time;
    if (last === null || compareInstants(time, last) > 0) last = time;
  }

  return {
    take(chunk) {
      const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = text.indexOf(newline); end !== -1; end = text.indexOf(newline, start)) {
        takeLine(beginning(text, start, end));
        start = end + 1;
      }
      rest = Buffer.from(text.subarray(start));
    },
    end() {
      if (rest.length > 0) problems.push("ends within a record");
      if (repeated > mostNamed) problems.push(`${repeated - mostNamed} more ids stand twice`);
    },
    get records() {
      return records;
    },
    get first() {
      return first;
    },
    get last() {
      return last;
    },
    problems,
  };
}

/** Bytes of a record's line in which its id and its time stand, but for ids of a length that no service gives. */
const head = 512;

/** As much of the line as tells its id and time; all of it, where that is not enough. */
function beginning(text: Buffer, start: number, end: number): string {
  if (end - start <= head) return text.toString("utf8", start, end);
  const part = text.toString("latin1", start, start + head);
  return timeMember.test(part) && !part.slice(0, part.indexOf('"time":')).includes("\\")
    ? part
    : text.toString("utf8", start, end);
}

const timeMember = /^\{"schema":"[^"]*","source":"[^"]*","id":"[ -!#-[\]-~]*","time":(?:null|"([^"]*)"),/;

/** The time is the member after the id. */
function timeOfLine(line: string): Instant | null {
  const match = timeMember.exec(line);
  if (match !== null) return match[1] ?? null;
  const { time } = JSON.parse(line) as { readonly time?: unknown };
  return typeof time === "string" ? time : null;
}
