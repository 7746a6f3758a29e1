/**
 * A strict reader of JSON that says where values end, and parses none: what it takes for JSON is JSON (RFC 8259), so that an
 * event need not be parsed where only its text is wanted. It works on bytes, since a page as one long text costs more to make
 * than to read; that they are UTF-8 is for the caller to see. Nothing here recurses with the depth of the text.
 */

import {
  backslash,
  closeArray,
  closeObject,
  colon,
  comma,
  isSpace,
  openArray,
  openObject,
  quote,
} from "./json-codes.ts";

const plus = 0x2b;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;
const unicode = 0x75;

const literals: ReadonlyMap<number, Uint8Array> = new Map(
  ["true", "false", "null"].map((word) => [word.charCodeAt(0), Buffer.from(word)]),
);
/** What may follow a backslash, beside a `u`. */
const escapes: ReadonlySet<number> = new Set(Buffer.from('"\\/bfnrt'));

/** By the byte: whether it stands for itself in a string. One look, where comparing takes four (measured). */
const isPlain = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 || byte === quote || byte === backslash ? 0 : 1,
);

/** The first place at or after `start` that holds no white space; the length when there is none. */
export function skipSpace(bytes: Uint8Array, start: number): number {
  // Where most bodies have none, one comparison tells.
  if ((bytes[start] ?? 0) > 0x20) return start;
  let at = start;
  while (isSpace(bytes[at])) at++;
  return at;
}

/** A record is a line: an event with a break between its tokens is not one as it stands. */
export function hasLineBreak(bytes: Buffer): boolean {
  return bytes.includes(0x0a) || bytes.includes(0x0d);
}

/**
 * The place just after the value that begins at `start`.
 *
 * @throws SyntaxError
 */
export function skipValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === quote) return skipString(bytes, start);
  return first === openObject || first === openArray ? skipContainer(bytes, start) : skipScalar(bytes, start);
}

function skipContainer(bytes: Uint8Array, start: number): number {
  // What each open bracket waits for. A list rather than recursion: hostile text may nest 100,000 deep.
  const closing: number[] = [];
  let at = start;
  for (;;) {
    const first = bytes[at];
    if (first === quote) at = skipString(bytes, at);
    else if (first === openObject || first === openArray) {
      const close = first === openObject ? closeObject : closeArray;
      at = skipSpace(bytes, at + 1);
      if (bytes[at] === close) at++;
      else {
        closing.push(close);
        if (close === closeObject) at = skipColon(bytes, skipString(bytes, at));
        continue;
      }
    } else at = skipScalar(bytes, at);
    // A value is over, and with it perhaps what it stands in.
    for (;;) {
      const close = closing.at(-1);
      if (close === undefined) return at;
      at = skipSpace(bytes, at);
      if (bytes[at] === comma) {
        at = skipSpace(bytes, at + 1);
        if (close === closeObject) at = skipColon(bytes, skipString(bytes, at));
        break;
      }
      if (bytes[at] !== close) throw malformed(bytes, at);
      closing.pop();
      at++;
    }
  }
}

/** The place where the value begins whose name ends at `nameEnd`. */
export function skipColon(bytes: Uint8Array, nameEnd: number): number {
  return skipSpace(bytes, expect(bytes, skipSpace(bytes, nameEnd), colon));
}

/** The place just after the string that begins at `start`. */
export function skipString(bytes: Uint8Array, start: number): number {
  let at = skipPlain(bytes, expect(bytes, start, quote));
  while (bytes[at] !== quote) {
    if (bytes[at] !== backslash) throw malformed(bytes, at);
    at = skipPlain(bytes, skipEscape(bytes, at));
  }
  return at + 1;
}

/** The first place at or after `at` where what stands in a string is not itself. */
export function skipPlain(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isPlain[bytes[at] ?? quote] === 1) at++;
  return at;
}

/** The place after the byte at `at`, which is to be that one. */
export function expect(bytes: Uint8Array, at: number, byte: number): number {
  if (bytes[at] !== byte) throw malformed(bytes, at);
  return at + 1;
}

/** What to throw where the byte at `at` cannot be. */
export function malformed(bytes: Uint8Array, at: number): SyntaxError {
  return new SyntaxError(
    at >= bytes.length ? "the answer is not whole JSON" : `the answer is not JSON (at byte ${at})`,
  );
}

function skipEscape(bytes: Uint8Array, start: number): number {
  const kind = bytes[start + 1] ?? -1;
  if (escapes.has(kind)) return start + 2;
  if (kind !== unicode) throw malformed(bytes, start + 1);
  for (let at = start + 2; at < start + 6; at++) if (!isHexDigit(bytes[at] ?? -1)) throw malformed(bytes, at);
  return start + 6;
}

function isHexDigit(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= zero && byte <= nine) || (letter >= 0x61 && letter <= 0x66);
}

function skipScalar(bytes: Uint8Array, start: number): number {
  const literal = literals.get(bytes[start] ?? -1);
  if (literal === undefined) return skipNumber(bytes, start);
  for (let index = 0; index < literal.length; index++) expect(bytes, start + index, literal[index] ?? -1);
  return start + literal.length;
}

function skipNumber(bytes: Uint8Array, start: number): number {
  let at = bytes[start] === minus ? start + 1 : start;
  // No number begins with a zero and more digits.
  at = bytes[at] === zero ? at + 1 : skipDigits(bytes, at);
  if (bytes[at] === point) at = skipDigits(bytes, at + 1);
  const exponent = bytes[at];
  if (exponent !== 0x65 && exponent !== 0x45) return at;
  const sign = bytes[at + 1];
  return skipDigits(bytes, sign === plus || sign === minus ? at + 2 : at + 1);
}

/** One at least. */
function skipDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isDigit(bytes[at])) at++;
  if (at === start) throw malformed(bytes, at);
  return at;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= nine;
}
