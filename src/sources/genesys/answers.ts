import type { IncomingHttpHeaders } from "node:http";
import { sliceArray, sliceList, toItem } from "../../core/json-slices.ts";
import type { Item } from "../../core/types.ts";
import { glancedFor } from "../glance.ts";
import type { Answer, Attempt } from "./caller.ts";
import { keyMembers } from "./event-time.ts";

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

export function readStatus({ bytes }: Answer): QueryStatus {
  const text = decodeText(bytes);
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

export function readResultPage({ status, headers, bytes }: Answer, { needs }: Attempt): ResultPage {
  if (status === 302) return readLargePage(headers, decodeText(bytes));
  const { items, rest } = readList(bytes, "entities", glancedFor(needs, keyMembers));
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

export function readRealtimePage({ bytes }: Answer, { needs }: Attempt): RealtimePage {
  const { items, rest } = readList(bytes, "entities", glancedFor(needs, keyMembers));
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

export function readRelated({ bytes }: Answer): RelatedAnswer {
  const { items, rest } = readList(bytes, "entities");
  const total = readCount(rest["total"]) ?? items.length;
  return { items, hasMore: readCursor(rest["cursor"]) !== undefined || total > items.length };
}

/** One service of a service mapping, with its entities as the service sent them; undefined where it sent no list. */
export interface MappedService {
  readonly name: string;
  readonly entities: readonly Item[] | undefined;
}

export function readServices({ bytes }: Answer): readonly MappedService[] {
  return sliceList(bytes, "services").items.map(({ text }) => {
    const { name, entities } = parseObject(text);
    if (typeof name !== "string" || name === "") throw new SyntaxError("the answer has a service without a name");
    return { name, entities: Array.isArray(entities) ? readList(Buffer.from(text), "entities").items : undefined };
  });
}

/** The file behind a download address: one JSON array. */
export function readFile(bytes: Uint8Array, { needs }: Pick<Attempt, "needs">): readonly Item[] {
  return sliceArray(bytes, glancedFor(needs, keyMembers));
}

function readList(
  bytes: Uint8Array,
  member: string,
  names: readonly string[] = [],
): { readonly items: readonly Item[]; readonly rest: Readonly<Record<string, unknown>> } {
  const { items, rest } = sliceList(bytes, member, names);
  return { items, rest: parseObject(rest) };
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

/** Strict: a byte that is no UTF-8 would come out as another text than the service meant. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SyntaxError("the answer is not UTF-8");
  }
}
