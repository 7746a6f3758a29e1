import type { ServerResponse } from "node:http";
import { runHere } from "../../support/in-process.ts";
import { type Result } from "../../support/invocation.ts";
import { type Received, startServer } from "../../support/http.ts";

export type Handler = (request: Received, response: ServerResponse) => void;

export interface Handlers {
  readonly login?: Handler;
  readonly submit?: Handler;
  readonly status?: Handler;
  readonly results?: Handler;
  readonly realtime?: Handler;
  readonly related?: Handler;
  readonly services?: Handler;
  readonly realtimeServices?: Handler;
  readonly file?: Handler;
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
  run: typeof runHere = runHere,
): Promise<Run> {
  const server = await startServer((request, response) => handlerOf(request, handlers)(request, response));
  try {
    const result = await run(["genesys", ...parameters], { env: { ...environmentOf(server.url), ...env } });
    return { ...result, received: server.received };
  } finally {
    await server.close();
  }
}

export function environmentOf(url: string): Readonly<Record<string, string>> {
  const { hostname, port } = new URL(url);
  return {
    GENESYSCLOUD_OAUTHCLIENT_ID: "client-1",
    GENESYSCLOUD_OAUTHCLIENT_SECRET: "secret-of-client-1",
    GENESYSCLOUD_GATEWAY_HOST: hostname,
    GENESYSCLOUD_GATEWAY_PORT: port,
    GENESYSCLOUD_GATEWAY_PROTOCOL: "http",
  };
}

export function handlerOf({ method, path }: Received, handlers: Handlers): Handler {
  const audits = "/api/v2/audits/query";
  if (path === "/oauth/token") return handlers.login ?? json({ access_token: "token-number-1", expires_in: 86_400 });
  if (method === "POST" && path === audits) return handlers.submit ?? submitted;
  if (path === `${audits}/realtime`) return handlers.realtime ?? realtimeOf([]);
  if (path === `${audits}/realtime/related`) return handlers.related ?? json({ entities: [] });
  if (path === `${audits}/servicemapping`) return handlers.services ?? json({ services: [] });
  if (path === `${audits}/realtime/servicemapping`) return handlers.realtimeServices ?? json({ services: [] });
  if (path.startsWith("/file")) return handlers.file ?? json([]);
  if (/^\/api\/v2\/audits\/query\/.+\/results$/.test(path)) return handlers.results ?? pagesOf([]);
  if (/^\/api\/v2\/audits\/query\/.+$/.test(path)) return handlers.status ?? state("Succeeded");
  return fail(404, "not.found", `no ${method} ${path}`);
}

export function json(body: unknown, status = 200): Handler {
  return (_, response) => {
    response.statusCode = status;
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Accepts a query; its id says what was asked, so that status and results can tell. */
export function submitted({ body }: Received, response: ServerResponse): void {
  response.statusCode = 202;
  response.end(JSON.stringify({ id: idOf(body), state: "Queued" }));
}

/** `since~until~service`, of the interval that was asked for. */
export function idOf(body: Readonly<Record<string, unknown>>): string {
  return `${String(body["interval"]).replace("/", "~")}~${String(body["serviceName"] ?? "")}`;
}

export function state(name: string): Handler {
  return ({ path }, response) => void response.end(JSON.stringify({ id: path.split("/").at(-1), state: name }));
}

/** These events whatever is asked, in pages as large as is asked for. */
export function pagesOf(texts: readonly string[]): Handler {
  return ({ query }, response) => void response.end(pageOf(texts, query));
}

/** A service that knows what it was asked: of these events those of the interval, both its ends included. */
export function within(texts: readonly string[]): Handler {
  return ({ path, query }, response) => {
    const [since = "", until = "", service = ""] = (path.split("/").at(-2) ?? "").split("~");
    const found = texts.filter((text) => {
      const { eventDate, serviceName } = JSON.parse(text) as { eventDate: string; serviceName?: string };
      const time = Date.parse(eventDate);
      return time >= Date.parse(since) && time <= Date.parse(until) && (service === "" || service === serviceName);
    });
    response.end(pageOf(found, query));
  };
}

function pageOf(texts: readonly string[], query: URLSearchParams): string {
  const start = Number(query.get("cursor")?.replace("at ", "") ?? 0);
  const end = start + Number(query.get("pageSize") ?? 25);
  const cursor = end < texts.length ? `,"cursor":"at ${end}"` : "";
  return `{"id":"x","pageSize":${query.get("pageSize")},"entities":[${texts.slice(start, end).join(",")}]${cursor}}`;
}

/** The realtime query over these events, whatever the interval. */
export function realtimeOf(texts: readonly string[]): Handler {
  return ({ body }, response) => {
    const size = Number(body["pageSize"]);
    const number = Number(body["pageNumber"]);
    const page = texts.slice((number - 1) * size, number * size);
    const total = texts.length;
    response.end(
      `{"entities":[${page.join(",")}],"pageSize":${size},"pageNumber":${number},"total":${total},"pageCount":${Math.ceil(total / size)}}`,
    );
  };
}

/** An error as the platform gives it (ErrorBody). */
export function fail(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Handler {
  return (_, response) => {
    response.writeHead(status, { "inin-correlation-id": "corr-1", ...headers });
    response.end(JSON.stringify({ message, code, status, contextId: "ctx-1", details: [], errors: [] }));
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

/** A day long ago, and the options that ask for it. */
export const day = { since: "2026-03-02T00:00:00Z", until: "2026-03-03T00:00:00Z" };
export const oneDay = ["--since", day.since, "--until", day.until];

export function event(id: string, members: object = {}): string {
  return JSON.stringify({
    id,
    serviceName: "PeoplePermissions",
    level: "USER",
    eventDate: "2026-03-02T10:00:00Z",
    action: "Update",
    entityType: "Role",
    status: "SUCCESS",
    ...members,
  });
}

/** So many events, ten in each second. */
export function events(count: number): readonly string[] {
  const start = Date.parse("2026-03-02T10:00:00Z");
  return Array.from({ length: count }, (_, index) =>
    event(`e-${index + 1}`, { eventDate: new Date(start + Math.floor(index / 10) * 1000).toISOString() }),
  );
}

/** The requests to a path that ends so. */
export function requestsTo(run: Run, end: string): readonly Received[] {
  return run.received.filter(({ path }) => path.endsWith(end));
}
