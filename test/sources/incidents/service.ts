import type { ServerResponse } from "node:http";
import { awsEnvironment, awsError, type Received, startServer } from "../../support/http.ts";
import { runHere } from "../../support/in-process.ts";
import { linesOf, rawTextOf, type Result } from "../../support/invocation.ts";

export type Handler = (request: Received, response: ServerResponse) => void;

export interface Handlers {
  readonly edits?: Handler;
  readonly list?: Handler;
}

export interface Run extends Result {
  readonly received: readonly Received[];
  /** The raw texts, and the records themselves, of what was exported as NDJSON. */
  readonly raw: readonly string[];
  readonly records: readonly ExportedRecord[];
}

export interface ExportedRecord {
  readonly id: string;
  readonly time: string | null;
  readonly action: string | null;
  readonly actor: unknown;
  readonly scope: { readonly caseId: string };
}

export const one = ["--case-id", "1234567890"];

/**
 * Runs the program against a service that is made for one test: the operations not given behave. Independent of the
 * sandbox, so that one misreading of the API does not hide another.
 */
export async function runWith(
  handlers: Handlers,
  parameters: readonly string[],
  settings: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Run> {
  const server = await startServer((request, response) => handlerOf(request, handlers)(request, response));
  try {
    const env = { ...awsEnvironment(server.url), ...settings.env };
    const result = await runHere(["incidents", ...parameters], { env, input: settings.input ?? "" });
    const lines = linesOf(result.stdout).filter((line) => line.startsWith("{"));
    return {
      ...result,
      received: server.received,
      raw: lines.map(rawTextOf),
      records: lines.map((line) => JSON.parse(line) as ExportedRecord),
    };
  } finally {
    await server.close();
  }
}

function handlerOf({ method, path }: Received, handlers: Handlers): Handler {
  if (method === "POST" && /^\/v1\/cases\/[^/]+\/list-case-edits$/.test(path)) return handlers.edits ?? pagesOf([]);
  if (method === "POST" && path === "/v1/list-cases") return handlers.list ?? pagesOf([]);
  return (_, response) => awsError(response, 404, "UnknownOperationException");
}

export function json(body: unknown): Handler {
  return (_, response) => void response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** These texts, in pages as large as is asked for; `total` null: the service does not say how many there are. */
export function pagesOf(texts: readonly string[], total: number | null = texts.length): Handler {
  return ({ body }, response) => {
    const start = Number(body["nextToken"] ?? 0);
    const end = start + Number(body["maxResults"] ?? 25);
    const token = end < texts.length ? `,"nextToken":"${end}"` : "";
    const count = total === null ? "" : `,"total":${total}`;
    response.end(`{"items":[${texts.slice(start, end).join(",")}]${token}${count}}`);
  };
}

/** One answer after the other; the last one again and again. */
export function inTurn(...handlers: readonly Handler[]): Handler {
  let turn = 0;
  return (request, response) => {
    handlers[Math.min(turn, handlers.length - 1)]?.(request, response);
    turn += 1;
  };
}

export function edit(number: number, members: object = {}): string {
  return JSON.stringify({
    eventTimestamp: 1793527200 + number,
    principal: "arn:aws:iam::111122223333:user/ada",
    action: "Case Updated",
    message: `Edit number ${number}`,
    ...members,
  });
}

export function edits(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => edit(index + 1));
}

export function listed(index: number): string {
  return JSON.stringify({ caseId: String(1_000_000_000 + index), title: `Case ${index}` });
}
