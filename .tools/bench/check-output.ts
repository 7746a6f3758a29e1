import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Expected } from "./measure.ts";
import { eventIdPattern } from "./server/event-id.ts";

/** More than an id has characters. */
const overlap = 64;
const lineBreak = "\n".charCodeAt(0);

/**
 * Whether an output has every event that was served, whatever the format.
 *
 * @returns the SHA-256 of its bytes
 */
export async function checkOutput(path: string, expected: Expected | undefined): Promise<string> {
  const hash = createHash("sha256");
  const seen = new Uint8Array(expected?.events ?? 0);
  let distinct = 0;
  let lines = 0;
  let tail = "";
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const bytes: Buffer = chunk;
    hash.update(bytes);
    if (expected === undefined) continue;
    for (let at = bytes.indexOf(lineBreak); at !== -1; at = bytes.indexOf(lineBreak, at + 1)) lines += 1;
    const text = tail + bytes.toString("latin1");
    // An id that lies in the tail whole is found twice, which makes no difference.
    for (const [, digits = ""] of text.matchAll(eventIdPattern)) {
      const index = Number.parseInt(digits, 16);
      if (index >= seen.length) throw new Error(`event ${index} was never served`);
      if (seen[index] === 0) distinct += 1;
      seen[index] = 1;
    }
    tail = text.slice(-overlap);
  }
  if (expected !== undefined) {
    if (distinct !== expected.events) throw new Error(`${distinct} different events, not ${expected.events}`);
    if (expected.lines !== undefined && lines !== expected.lines) {
      throw new Error(`${lines} lines, not ${expected.lines}`);
    }
  }
  return hash.digest("hex");
}
