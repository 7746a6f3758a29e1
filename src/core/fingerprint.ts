import type { Piece } from "./types.ts";

/** So many characters of a text count, evenly spread. */
const samples = 64;

/**
 * A number that tells one event's text, or its bytes, from another's, for comparing two readings of the same events: FNV-1a of
 * 32 bits, of the length and of some characters, since every event passes here. No secret depends on it, and what has changed
 * between two readings shows in more than one event: one that came or went moves all that follow it.
 */
export function fingerprint(text: Piece): number {
  const step = Math.max(1, Math.floor(text.length / samples));
  let hash = 0x811c9dc5 ^ text.length;
  for (let at = 0; at < text.length; at += step) {
    const code = typeof text === "string" ? text.charCodeAt(at) : text.byteAt(at);
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return hash >>> 0;
}
