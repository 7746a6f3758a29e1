import { isAscii, isUtf8 } from "node:buffer";
import { ByteRange, type RangeOf } from "./byte-range.ts";
import {
  expect,
  hasLineBreak,
  malformed,
  skipColon,
  skipPlain,
  skipSpace,
  skipString,
  skipValue,
} from "./json-bytes.ts";
import { backslash, closeArray, closeObject, comma, openArray, openObject, quote } from "./json-codes.ts";
import { compact } from "./json-text.ts";
import { provedItems } from "./proved-items.ts";
import { SlicedItem } from "./sliced-item.ts";
import type { Item } from "./types.ts";

/** A page's body, taken apart: the items of its list, and the body with that list emptied. */
export interface SlicedBody {
  readonly items: readonly Item[];
  readonly rest: string;
}

/**
 * Cuts the list `member` out of a JSON object without parsing it, so that each item keeps its exact text: unknown
 * members, dates to the microsecond, numbers beyond 2^53.
 *
 * @param glanced names of members that the items' `glance` is to have; none where the events will be parsed in any case
 * @throws SyntaxError when the body is no JSON object, has a member twice, or the list is missing, null or no list: such an
 * answer says nothing about the events, least of all that there are none.
 */
export function sliceList(body: Uint8Array, member: string, glanced: readonly string[] = []): SlicedBody {
  const { bytes, rangeOf } = readable(body);
  const start = skipSpace(bytes, 0);
  if (/[[\d"ntf-]/.test(String.fromCharCode(bytes[start] ?? 0))) {
    throw new SyntaxError("the answer is not a JSON object");
  }
  let at = skipSpace(bytes, expect(bytes, start, openObject));
  const names = new Set<unknown>();
  let list: { readonly start: number; readonly end: number; readonly items: readonly Item[] } | undefined;
  for (let isFirst = true; bytes[at] !== closeObject; isFirst = false) {
    if (!isFirst) at = skipSpace(bytes, expect(bytes, at, comma));
    const nameEnd = skipString(bytes, at);
    const name: unknown = JSON.parse(String(rangeOf(at, nameEnd)));
    // Which of the two would count is anybody's guess: of a list, or of the token that says whether there is more.
    if (names.has(name)) throw new SyntaxError(`the answer has ${JSON.stringify(name)} twice`);
    names.add(name);
    const valueStart = skipColon(bytes, nameEnd);
    if (name === member) {
      if (bytes[valueStart] !== openArray) throw new SyntaxError(`the answer's "${member}" is not a list`);
      const proved = glanced.length === 0 ? provedItems(bytes, valueStart, rangeOf) : undefined;
      list = { start: valueStart, ...(proved ?? sliceItems(bytes, valueStart, rangeOf, glanced)) };
    }
    at = skipSpace(bytes, name === member && list !== undefined ? list.end : skipValue(bytes, valueStart));
  }
  if (skipSpace(bytes, at + 1) !== bytes.length) throw malformed(bytes, skipSpace(bytes, at + 1));
  if (list === undefined) throw new SyntaxError(`the answer has no "${member}"`);
  return { items: list.items, rest: `${rangeOf(0, list.start)}[]${rangeOf(list.end, bytes.length)}` };
}

/**
 * The items of a body that is a list and nothing else.
 *
 * @throws SyntaxError
 */
export function sliceArray(body: Uint8Array, glanced: readonly string[] = []): readonly Item[] {
  const { bytes, rangeOf } = readable(body);
  const start = skipSpace(bytes, 0);
  if (bytes[start] !== openArray) throw new SyntaxError("the answer is not a list");
  const { items, end } = sliceItems(bytes, start, rangeOf, glanced);
  if (skipSpace(bytes, end) !== bytes.length) throw malformed(bytes, skipSpace(bytes, end));
  return items;
}

/**
 * The item of one text. What a pretty-printing service puts between the tokens is taken out when it holds a line break,
 * because a record is a line; the tokens themselves stay as they are.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function toItem(text: string): Item {
  const line = text.includes("\n") || text.includes("\r") ? compact(text) : text;
  return { text: line, event: JSON.parse(line) };
}

/**
 * The bytes without a mark of their order, and how to take some of them.
 *
 * @throws SyntaxError for what is not UTF-8: it would come out as another text than the service meant.
 */
function readable(body: Uint8Array): { readonly bytes: Buffer; readonly rangeOf: RangeOf } {
  const hasMark = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  const skipped = hasMark ? 3 : 0;
  const bytes = Buffer.from(body.buffer, body.byteOffset + skipped, body.byteLength - skipped);
  const encoding = isAscii(bytes) ? "latin1" : "utf8";
  if (encoding === "utf8" && !isUtf8(bytes)) throw new SyntaxError("the answer is not UTF-8");
  return { bytes, rangeOf: (start, end) => new ByteRange(bytes, start, end, encoding) };
}

/** The items of a list, `start` being at its opening bracket, and where the list ends. */
function sliceItems(
  bytes: Buffer,
  start: number,
  rangeOf: RangeOf,
  glanced: readonly string[],
): { readonly items: readonly Item[]; readonly end: number } {
  const items: Item[] = [];
  const names = glanced.map((name) => Buffer.from(name));
  const hasLines = hasLineBreak(bytes);
  let at = skipSpace(bytes, start + 1);
  if (bytes[at] === closeArray) return { items, end: at + 1 };
  for (;;) {
    const itemStart = at;
    let glance: Item["glance"];
    if (names.length === 0 || bytes[at] !== openObject) at = skipValue(bytes, at);
    else ({ end: at, glance } = skipGlancing(bytes, at, names, rangeOf));
    const range = rangeOf(itemStart, at);
    items.push(new SlicedItem(hasLines ? onOneLine(range) : range, glance));
    at = skipSpace(bytes, at);
    if (bytes[at] === closeArray) return { items, end: at + 1 };
    at = skipSpace(bytes, expect(bytes, at, comma));
  }
}

function onOneLine(range: ByteRange): string | ByteRange {
  const text = String(range);
  return /[\r\n]/.test(text) ? compact(text) : range;
}

/** Where the object ends that begins at `start`, and the texts of its members of these names: see Item. */
function skipGlancing(
  bytes: Buffer,
  start: number,
  names: readonly Uint8Array[],
  rangeOf: RangeOf,
): { readonly end: number; readonly glance: Item["glance"] } {
  const texts: (string | undefined)[] = names.map(() => undefined);
  let isPlain = true;
  let at = skipSpace(bytes, start + 1);
  for (let isFirst = true; bytes[at] !== closeObject; isFirst = false) {
    if (!isFirst) at = skipSpace(bytes, expect(bytes, at, comma));
    const nameStart = expect(bytes, at, quote);
    const nameEnd = skipPlain(bytes, nameStart);
    if (bytes[nameEnd] !== quote) isPlain = false;
    const valueStart = skipColon(bytes, bytes[nameEnd] === quote ? nameEnd + 1 : skipString(bytes, at));
    at = skipValue(bytes, valueStart);
    const index = indexOfName(bytes, nameStart, nameEnd, names);
    if (index !== -1) {
      const isString = bytes[valueStart] === quote;
      if (isString && hasEscape(bytes, valueStart, at)) isPlain = false;
      // Of repeated names the last counts, as for JSON.parse.
      texts[index] = isString ? String(rangeOf(valueStart + 1, at - 1)) : undefined;
    }
    at = skipSpace(bytes, at);
  }
  return { end: at + 1, glance: isPlain ? texts : undefined };
}

function hasEscape(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === backslash) return true;
  return false;
}

function indexOfName(bytes: Uint8Array, start: number, end: number, names: readonly Uint8Array[]): number {
  for (let index = 0; index < names.length; index++) {
    const name = names[index];
    if (name !== undefined && name.length === end - start && standsAt(bytes, start, name)) return index;
  }
  return -1;
}

function standsAt(bytes: Uint8Array, start: number, name: Uint8Array): boolean {
  for (let offset = 0; offset < name.length; offset++) if (bytes[start + offset] !== name[offset]) return false;
  return true;
}
