import { ByteRange } from "../core/byte-range.ts";
import type { Piece } from "../core/types.ts";

/**
 * So many characters are made bytes at once: one that is not ASCII makes V8 go through all of them one by one, so that a
 * page's text in one piece takes a fourth longer (measured).
 */
const most = 1024;

/** Bytes. Of UTF-16 no unit takes more than three of UTF-8. */
const bufferSize = 384 * 1024;

/**
 * Hands text on as bytes, as much at a time as one buffer holds, through one and the same buffer: memory that is new for each
 * page costs more than what is written to it. `take` must be done with the bytes when it settles. Text that comes while it
 * is not gets a buffer of its own.
 */
export function createEncoder(
  take: (bytes: Uint8Array) => Promise<void>,
): (text: string | readonly Piece[]) => Promise<void> {
  const encoder = new TextEncoder();
  let buffer: Buffer | undefined;
  let isBusy = false;

  return async (text) => {
    const pieces = typeof text === "string" ? [text] : text;
    if (isBusy) {
      await take(encoder.encode(pieces.join("")));
      return;
    }
    isBusy = true;
    buffer ??= Buffer.from(new ArrayBuffer(bufferSize));
    let used = 0;
    try {
      for (const piece of pieces) {
        const length = piece.length;
        for (let start = 0; start < length;) {
          const isText = typeof piece === "string";
          const end = isText ? endOfPart(piece, start) : Math.min(length, start + bufferSize);
          if ((end - start) * (isText ? 3 : 1) > bufferSize - used) {
            await take(bytesOf(buffer, used));
            used = 0;
          }
          used += put(piece, start, end, buffer, used);
          start = end;
        }
      }
      if (used > 0) await take(bytesOf(buffer, used));
    } finally {
      isBusy = false;
    }
  };
}

/** @returns how many bytes were put there */
function put(piece: Piece, start: number, end: number, buffer: Buffer, at: number): number {
  if (piece instanceof ByteRange) {
    piece.copyTo(buffer, at, start, end);
    return end - start;
  }
  // The ends of lines, above all.
  const code = piece.length === 1 ? piece.charCodeAt(0) : 0x80;
  if (code < 0x80) {
    buffer[at] = code;
    return 1;
  }
  return buffer.write(start === 0 && end === piece.length ? piece : piece.slice(start, end), at, "utf8");
}

/** No Buffer, of which a `slice` would be no copy for whoever keeps the bytes. */
function bytesOf({ buffer }: Buffer, length: number): Uint8Array {
  return new Uint8Array(buffer, 0, length);
}

/** Never between the halves of a surrogate pair. */
function endOfPart(text: string, start: number): number {
  const end = start + most;
  if (end >= text.length) return text.length;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
