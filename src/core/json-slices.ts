import { compact, skipSpace, skipValue } from "./json-text.ts";
import type { Item } from "./types.ts";

/** A page's body, taken apart: the text of each item of its list, and the body with that list emptied. */
export interface SlicedBody {
  readonly texts: readonly string[];
  readonly rest: string;
}

/**
 * Cuts the list `member` out of a JSON object without parsing it, so that each item keeps its exact text: unknown
 * members, dates to the microsecond, numbers beyond 2^53.
 *
 * @throws SyntaxError when the body is no JSON object, has a member twice, or the list is missing, null or no list: such an
 * answer says nothing about the events, least of all that there are none.
 */
export function sliceList(body: string, member: string): SlicedBody {
  const start = skipSpace(body, 0);
  if (/[[\d"ntf-]/.test(body[start] ?? "")) throw new SyntaxError("the answer is not a JSON object");
  let position = expectCharacter(body, start, "{");
  const names = new Set<unknown>();
  let list: { readonly start: number; readonly end: number; readonly texts: readonly string[] } | undefined;
  for (let first = true; ; first = false) {
    position = skipSpace(body, position);
    if (body[position] === "}") break;
    if (!first) position = skipSpace(body, expectCharacter(body, position, ","));
    if (body[position] !== '"') throw malformed(body, position);
    const nameEnd = skipValue(body, position);
    const name: unknown = JSON.parse(body.slice(position, nameEnd));
    // Which of the two would count is anybody's guess: of a list, or of the token that says whether there is more.
    if (names.has(name)) throw new SyntaxError(`the answer has ${JSON.stringify(name)} twice`);
    names.add(name);
    const start = skipSpace(body, expectCharacter(body, skipSpace(body, nameEnd), ":"));
    if (name !== member) {
      position = skipValue(body, start);
      continue;
    }
    if (body[start] !== "[") throw new SyntaxError(`the answer's "${member}" is not a list`);
    list = { start, ...sliceItems(body, start) };
    position = list.end;
  }
  if (skipSpace(body, position + 1) !== body.length) throw malformed(body, position + 1);
  if (list === undefined) throw new SyntaxError(`the answer has no "${member}"`);
  return { texts: list.texts, rest: `${body.slice(0, list.start)}[]${body.slice(list.end)}` };
}

/** The texts of a list's items, `start` being at its opening bracket, and where the list ends. */
function sliceItems(body: string, start: number): { readonly texts: readonly string[]; readonly end: number } {
  const texts: string[] = [];
  let position = skipSpace(body, start + 1);
  if (body[position] === "]") return { texts, end: position + 1 };
  for (;;) {
    const itemStart = position;
    position = skipValue(body, itemStart);
    texts.push(body.slice(itemStart, position));
    position = skipSpace(body, position);
    if (body[position] === "]") return { texts, end: position + 1 };
    position = skipSpace(body, expectCharacter(body, position, ","));
  }
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

function expectCharacter(body: string, position: number, character: string): number {
  if (body[position] !== character) throw malformed(body, position);
  return position + 1;
}

function malformed(body: string, position: number): SyntaxError {
  return new SyntaxError(
    position >= body.length ? "the answer is not whole JSON" : `the answer is not JSON (at character ${position})`,
  );
}
