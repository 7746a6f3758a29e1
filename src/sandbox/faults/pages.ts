import { sliceList } from "../../core/json-slices.ts";
import type { Answer, PageShape, SandboxRequest } from "../service.ts";

/** A page taken apart, so that it can be put together otherwise; the items keep their text. */
export interface Page {
  readonly texts: readonly string[];
  /** The answer's other members. */
  readonly others: Readonly<Record<string, unknown>>;
}

/** Undefined for what is no page: a refusal, an answer that names a file, or one that another fault has spoilt. */
export function readPage({ status, body }: Answer, shape: PageShape | undefined): Page | undefined {
  if (shape === undefined || status !== 200 || typeof body !== "string") return undefined;
  try {
    const { items, rest } = sliceList(Buffer.from(body), shape.list);
    const { [shape.list]: _, ...others } = JSON.parse(rest) as Readonly<Record<string, unknown>>;
    return { texts: items.map(({ text }) => text), others };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The same answer with another page for its body; `list` is the JSON text that stands for the list. */
export function withPage(answer: Answer, others: Page["others"], list: string | undefined, shape: PageShape): Answer {
  const members = Object.entries(others).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  if (list !== undefined) members.push(`${JSON.stringify(shape.list)}:${list}`);
  return { ...answer, body: `{${members.join(",")}}` };
}

export function listOf(texts: readonly string[]): string {
  return `[${texts.join(",")}]`;
}

/** The page token that a request has under that name, in its query or in its body. */
export function tokenOf({ query, body }: SandboxRequest, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const token = new URLSearchParams(query).get(name) ?? memberOf(body, name);
  return typeof token === "string" && token !== "" ? token : undefined;
}

function memberOf(body: Uint8Array, name: string): unknown {
  try {
    return (JSON.parse(new TextDecoder().decode(body)) as Readonly<Record<string, unknown>> | null)?.[name];
  } catch {
    // It is for the service to say what is wrong with it.
    return undefined;
  }
}
