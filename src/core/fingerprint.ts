import type { ByteRange } from "./byte-range.ts";
import type { Piece } from "./types.ts";

const basis = 0x811c9dc5;
const prime = 0x01000193;

/** So many characters of a text count, evenly spread. */
const samples = 64;

/**
 * A number that tells one event's text, or its bytes, from another's, for comparing two readings of the same events: FNV-1a of
 * 32 bits, of the length and of some characters, since every event passes here. No secret depends on it, and what has changed
 * between two readings shows in more than one event: one that came or went moves all that follow it.
 */
export function fingerprint(text: Piece): number {
  // A loop for each: one that asks for each character what it is of takes twice as long.
  return typeof text === "string" ? ofText(text) : ofBytes(text);
}

function ofText(text: string): number {
  const step = stepOf(text.length);
  let hash = basis ^ text.length;
  for (let at = 0; at < text.length; at += step) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  return hash >>> 0;
}

function ofBytes(bytes: ByteRange): number {
  const { length } = bytes;
  const step = stepOf(length);
  let hash = basis ^ length;
  for (let at = 0; at < length; at += step) hash = Math.imul(hash ^ bytes.byteAt(at), prime);
  return hash >>> 0;
}

function stepOf(length: number): number {
  return Math.max(1, Math.floor(length / samples));
}
