import type { ServerResponse } from "node:http";
import { awsEnvironment, awsError, type Received, startServer } from "../../support/http.ts";
import { runHere } from "../../support/in-process.ts";
import type { Result } from "../../support/invocation.ts";

export type Handler = (request: Received, response: ServerResponse) => void;

export interface Handlers {
  readonly audit?: Handler;
  readonly search?: Handler;
  readonly domains?: Handler;
  readonly fields?: Handler;
  readonly batch?: Handler;
}

export interface Run extends Result {
  readonly received: readonly Received[];
}

/**
 * Runs the program against a service that is made for one test: the operations not given behave. Independent of the
 * sandbox, so that one misreading of the API does not hide another.
 */
export async function runWith(
  handlers: Handlers,
  parameters: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const server = await startServer((request, response) => handlerOf(request, handlers)(request, response));
  try {
    const result = await runHere(["cases", ...parameters], { env: { ...awsEnvironment(server.url), ...env } });
    return { ...result, received: server.received };
  } finally {
    await server.close();
  }
}

function handlerOf({ path }: Received, handlers: Handlers): Handler {
  if (path.endsWith("/audit-history")) return handlers.audit ?? pagesOf([]);
  if (path.endsWith("/cases-search")) return handlers.search ?? json({ cases: [], totalCount: 0 });
  if (path === "/domains-list") return handlers.domains ?? json({ domains: [{ domainId: "dom-1", name: "One" }] });
  if (path.endsWith("/fields-list"))
    return handlers.fields ?? json({ fields: [{ fieldId: "status", name: "Status" }] });
  if (path.endsWith("/fields-batch")) return handlers.batch ?? json({ fields: [], errors: [] });
  return (_, response) => awsError(response, 404, "UnknownOperationException");
}

export function json(body: unknown): Handler {
  return (_, response) => void response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** The audit events of every case: these texts, in pages as large as is asked for. */
export function pagesOf(texts: readonly string[]): Handler {
  return ({ body }, response) => {
    const start = Number(body["nextToken"] ?? 0);
    const end = start + Number(body["maxResults"] ?? 25);
    const token = end < texts.length ? `,"nextToken":"${end}"` : "";
    response.end(`{"auditEvents":[${texts.slice(start, end).join(",")}]${token}}`);
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

export function event(id: string, members: object = {}): string {
  return JSON.stringify({
    eventId: id,
    type: "Case.Updated",
    performedTime: "2026-11-01T10:00:00Z",
    fields: [],
    ...members,
  });
}

export function events(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => event(`e-${index + 1}`));
}
