import type { IncomingHttpHeaders } from "node:http";
import { sliceList, toItem } from "../../core/json-slices.ts";
import type { Item } from "../../core/types.ts";
import type { Answer } from "./caller.ts";

/*
 * The answers of the audit service, read. What makes no sense is a SyntaxError, and with that asked for again. Lists are cut
 * out as text, so that each event keeps every byte of its own.
 */

/** Where an asynchronous query stands: Queued, Running, Succeeded, Failed, Cancelled, or a word yet to come. */
export interface QueryStatus {
  readonly id: string;
  readonly state: string;
  /** The whole answer. */
  readonly item: Item;
}

export function readStatus({ text }: Answer): QueryStatus {
  const { id, state } = parseObject(text);
  if (typeof id !== "string" || id === "") throw new SyntaxError(`the answer has no "id"`);
  if (typeof state !== "string" || state === "") throw new SyntaxError(`the answer has no "state"`);
  return { id, state, item: toItem(text.trim()) };
}

/** A page of results, or the address of a file that holds it. */
export interface ResultPage {
  readonly items: readonly Item[];
  readonly cursor: string | undefined;
  readonly downloadUrl: string | undefined;
}

export function readResultPage({ status, headers, text }: Answer): ResultPage {
  if (status === 302) return readLargePage(headers, text);
  const { items, rest } = readList(text, "entities");
  return { items, cursor: readCursor(rest["cursor"]), downloadUrl: undefined };
}

/** "Result set too large to be returned in the response": the body names the file, and where to go on after it. */
function readLargePage(headers: IncomingHttpHeaders, text: string): ResultPage {
  const body = parseObject(text.trim() === "" ? "{}" : text);
  const downloadUrl = body["downloadUrl"] ?? headers.location;
  if (typeof downloadUrl !== "string" || !URL.canParse(downloadUrl)) {
    throw new SyntaxError("the redirect names no file");
  }
  return { items: [], cursor: readCursor(body["cursor"]), downloadUrl };
}

/** Absent, null and empty say alike that nothing follows. */
function readCursor(cursor: unknown): string | undefined {
  if (cursor === undefined || cursor === null || cursor === "") return undefined;
  if (typeof cursor !== "string") throw new SyntaxError(`the answer's "cursor" is no text`);
  return cursor;
}

export interface RealtimePage {
  readonly items: readonly Item[];
  readonly total: number | undefined;
  readonly pageCount: number | undefined;
}

export function readRealtimePage({ text }: Answer): RealtimePage {
  const { items, rest } = readList(text, "entities");
  return { items, total: readCount(rest["total"]), pageCount: readCount(rest["pageCount"]) };
}

function readCount(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** The events of `realtime/related`. */
export interface RelatedAnswer {
  readonly items: readonly Item[];
  /** It has no pages by its documentation; should it ever have some, this is not all. */
  readonly hasMore: boolean;
}

export function readRelated({ text }: Answer): RelatedAnswer {
  const { items, rest } = readList(text, "entities");
  const total = readCount(rest["total"]) ?? items.length;
  return { items, hasMore: readCursor(rest["cursor"]) !== undefined || total > items.length };
}

/** One service of a service mapping, with its entities as the service sent them; undefined where it sent no list. */
export interface MappedService {
  readonly name: string;
  readonly entities: readonly Item[] | undefined;
}

export function readServices({ text }: Answer): readonly MappedService[] {
  return sliceList(text, "services").texts.map((serviceText) => {
    const { name, entities } = parseObject(serviceText);
    if (typeof name !== "string" || name === "") throw new SyntaxError("the answer has a service without a name");
    return { name, entities: Array.isArray(entities) ? readList(serviceText, "entities").items : undefined };
  });
}

/** The file behind a download address: one JSON array. */
export function readFile(text: string): readonly Item[] {
  return sliceList(`{"entities":${text}}`, "entities").texts.map(toItem);
}

function readList(
  text: string,
  member: string,
): { readonly items: readonly Item[]; readonly rest: Readonly<Record<string, unknown>> } {
  const { texts, rest } = sliceList(text, member);
  return { items: texts.map(toItem), rest: parseObject(rest) };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What JSON.parse says of it quotes the text.
    throw new SyntaxError("the answer is not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SyntaxError("the answer is no JSON object");
  }
  return { ...value };
}
