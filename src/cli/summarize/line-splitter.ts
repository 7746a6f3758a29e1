import { isUtf8 } from "node:buffer";
import { exportAgain, NoRecordError } from "./no-record.ts";

/** Takes bytes, and gives the lines in them. */
export interface LineSplitter {
  take(chunk: Uint8Array): void;
  /** The last line may lack its end. */
  end(): void;
}

/** Bytes of a line, far more than a record has: what goes on for longer is no list of records, and need not be kept. */
const longest = 64 * 2 ** 20;

const newline = 10;

/**
 * Lines without white space around them; empty ones are not given.
 *
 * @throws NoRecordError, from `take` and `end`: that of `onLine` with the line's number, and where the bytes are no UTF-8 or
 * a line does not end
 */
export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  let number = 0;
  /** The beginning of a line, in the pieces in which it came: joined each time, a long one would be copied again and again. */
  let pieces: Uint8Array[] = [];
  let length = 0;

  /** Whole lines: the bytes of a character stand in one of them. */
  function giveAll(bytes: Buffer): void {
    if (!isUtf8(bytes)) throw new NoRecordError(`line ${number + firstOddLine(bytes)} is no UTF-8 text`, exportAgain);
    for (const line of bytes.toString().split("\n")) give(line);
  }

  function give(line: string): void {
    number += 1;
    const text = line.trim();
    if (text === "") return;
    try {
      onLine(text);
    } catch (error) {
      throw error instanceof NoRecordError ? new NoRecordError(`line ${number} ${error.message}`, error.hint) : error;
    }
  }

  return {
    take(chunk) {
      const end = chunk.lastIndexOf(newline);
      pieces.push(end === -1 ? chunk : chunk.subarray(0, end));
      length += chunk.length;
      if (end !== -1) {
        giveAll(Buffer.concat(pieces));
        pieces = [chunk.subarray(end + 1)];
        length = chunk.length - end - 1;
      }
      if (length > longest) throw new NoRecordError(`line ${number + 1} is longer than any record`, exportAgain);
    },
    end() {
      giveAll(Buffer.concat(pieces));
    },
  };
}

/** Counted from 1: the first of the lines that is no UTF-8. */
function firstOddLine(bytes: Buffer): number {
  for (let start = 0, line = 1; ; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
