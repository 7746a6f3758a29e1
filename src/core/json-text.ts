/**
 * Work on JSON text that never writes a value anew: what is taken out of the text is a slice of it, so numbers keep their
 * digits, strings their escapes and repeated members their place. Nothing here recurses with the depth of the text.
 *
 * The text is trusted to be JSON, since whoever hands it over has parsed it; what is noticed to be malformed all the same
 * is a SyntaxError.
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

/** The first place at or after `start` that holds no white space; the text's length when there is none. */
export function skipSpace(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The place just after the value whose first character stands at `start` (not before it: see skipSpace). */
export function skipValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === quote) return skipString(text, start);
  if (first === openObject || first === openArray) return skipContainer(text, start);
  return skipScalar(text, start);
}

/**
 * The text of the member at `path`, or undefined where there is none. Of repeated names the last counts, as for JSON.parse.
 * A name that itself contains dots is found by a path that was cut at them: `["a", "b"]` is the member `"a.b"` where there
 * is one, else `b` in `a`.
 */
export function valueAt(text: string, path: readonly string[]): string | undefined {
  const start = find(text, skipSpace(text, 0), path, 0);
  return start === undefined ? undefined : text.slice(start, skipValue(text, start));
}

/** The same JSON without white space between its tokens; the same string when there is none. */
export function compact(text: string): string {
  let kept = "";
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = skipString(text, at);
    } else if (isSpace(code)) {
      const next = skipSpace(text, at);
      if (!mayTouch(text, at - 1) && !mayTouch(text, next)) throw malformed("two values without a comma", next);
      kept += text.slice(from, at);
      from = next;
      at = next;
    } else {
      at++;
    }
  }
  return from === 0 ? text : kept + text.slice(from);
}

/** Where the value at the rest of `path` starts, looked for in the value at `start`. Recurses with the path, not the text. */
function find(text: string, start: number, path: readonly string[], from: number): number | undefined {
  if (from === path.length) return start;
  const first = text.charCodeAt(start);
  if (first === openArray) {
    const element = elementStart(text, start, path[from] ?? "");
    return element === undefined ? undefined : find(text, element, path, from + 1);
  }
  if (first !== openObject) return undefined;
  const names: string[] = [];
  for (let end = from; end < path.length; end++) {
    names.push(end === from ? (path[end] ?? "") : `${names[end - from - 1]}.${path[end]}`);
  }
  const members = memberStarts(text, start, names);
  // The longest name first: a member whose own name is the whole path is what was meant.
  for (let taken = names.length; taken > 0; taken--) {
    const member = members[taken - 1];
    const found = member === undefined ? undefined : find(text, member, path, from + taken);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** For each name, where the value of the last member called so starts. */
function memberStarts(text: string, start: number, names: readonly string[]): readonly (number | undefined)[] {
  const starts: (number | undefined)[] = names.map(() => undefined);
  let at = skipSpace(text, start + 1);
  if (text.charCodeAt(at) === closeObject) return starts;
  for (;;) {
    if (text.charCodeAt(at) !== quote) throw malformed("a member's name is missing", at);
    const nameEnd = skipString(text, at);
    const name = decoded(text, at, nameEnd);
    at = skipSpace(text, nameEnd);
    if (text.charCodeAt(at) !== colon) throw malformed("a colon is missing", at);
    at = skipSpace(text, at + 1);
    const index = names.indexOf(name);
    if (index !== -1) starts[index] = at;
    at = skipSpace(text, skipValue(text, at));
    const separator = text.charCodeAt(at);
    if (separator === closeObject) return starts;
    if (separator !== comma) throw malformed("a comma is missing", at);
    at = skipSpace(text, at + 1);
  }
}

function elementStart(text: string, start: number, segment: string): number | undefined {
  if (!/^(?:0|[1-9]\d*)$/.test(segment)) return undefined;
  let at = skipSpace(text, start + 1);
  if (text.charCodeAt(at) === closeArray) return undefined;
  for (let left = Number(segment); left > 0; left--) {
    at = skipSpace(text, skipValue(text, at));
    const separator = text.charCodeAt(at);
    if (separator === closeArray) return undefined;
    if (separator !== comma) throw malformed("a comma is missing", at);
    at = skipSpace(text, at + 1);
  }
  return at;
}

/** A member's name without its quotes; only a name with escapes costs a parse. */
function decoded(text: string, start: number, end: number): string {
  const name = text.slice(start + 1, end - 1);
  return name.includes("\\") ? String(JSON.parse(text.slice(start, end))) : name;
}

function skipString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let escapes = end;
    while (text.charCodeAt(escapes - 1) === backslash) escapes--;
    // An even number of backslashes before the quote escape each other, not the quote.
    if ((end - escapes) % 2 === 0) return end + 1;
    end = text.indexOf('"', end + 1);
  }
  throw malformed("a string does not end", start);
}

function skipContainer(text: string, start: number): number {
  // What each open bracket waits for. A list rather than recursion: hostile text may nest 100,000 deep.
  const closing: number[] = [];
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = skipString(text, at);
      continue;
    }
    if (code === openObject) closing.push(closeObject);
    else if (code === openArray) closing.push(closeArray);
    else if (code === closeObject || code === closeArray) {
      if (closing.pop() !== code) throw malformed("brackets do not match", at);
      if (closing.length === 0) return at + 1;
    }
    at++;
  }
  throw malformed("a bracket is not closed", start);
}

const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function skipScalar(text: string, start: number): number {
  scalar.lastIndex = start;
  if (!scalar.test(text)) throw malformed("no value", start);
  const end = scalar.lastIndex;
  if (end < text.length && !isSpace(text.charCodeAt(end)) && !mayTouch(text, end)) throw malformed("no value", start);
  return end;
}

/** Whether the token at `at` needs no space beside it: brackets, commas, colons, and the ends of the text. */
function mayTouch(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return true;
  const code = text.charCodeAt(at);
  return (
    code === comma ||
    code === colon ||
    code === openArray ||
    code === closeArray ||
    code === openObject ||
    code === closeObject
  );
}

function malformed(what: string, at: number): SyntaxError {
  return new SyntaxError(`Malformed JSON at character ${at}: ${what}`);
}
