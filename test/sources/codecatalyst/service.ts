import type { ServerResponse } from "node:http";
import { awsError, type Received, startServer } from "../../support/http.ts";
import { runHere } from "../../support/in-process.ts";
import { type Result, linesOf, rawTextOf } from "../../support/invocation.ts";

export type Handler = (request: Received, response: ServerResponse) => void;

export interface Handlers {
  readonly events?: Handler;
  readonly spaces?: Handler;
}

export interface Run extends Result {
  readonly received: readonly Received[];
  /** The requests for events. */
  readonly asked: readonly Received[];
  /** The raw texts of the records. */
  readonly texts: readonly string[];
}

export const token = "made-up-token-4711";

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
  const server = await startServer(({ path, ...request }, response) => {
    const handler = path.endsWith("/eventLogs")
      ? (handlers.events ?? answering([]))
      : path === "/v1/spaces"
        ? (handlers.spaces ?? json({ items: [{ name: "ExampleCorp", regionName: "us-west-2" }] }))
        : (_: unknown, refused: ServerResponse) => awsError(refused, 404, "UnknownOperationException");
    handler({ path, ...request }, response);
  });
  try {
    const environment = {
      AWS_ENDPOINT_URL_CODECATALYST: server.url,
      AWS_BEARER_TOKEN_CODECATALYST: token,
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    };
    const result = await run(["codecatalyst", ...parameters], { env: { ...environment, ...env } });
    return {
      ...result,
      received: server.received,
      asked: server.received.filter(({ path }) => path.endsWith("/eventLogs")),
      texts: linesOf(result.stdout).map(rawTextOf),
    };
  } finally {
    await server.close();
  }
}

export function json(body: unknown): Handler {
  return (_, response) => void response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** One answer after the other; the last one again and again. */
export function inTurn(...handlers: readonly Handler[]): Handler {
  let turn = 0;
  return (request, response) => {
    handlers[Math.min(turn, handlers.length - 1)]?.(request, response);
    turn += 1;
  };
}

export interface Held {
  readonly text: string;
  /** Microseconds: the service has more digits than a Date. */
  readonly at: number;
  readonly name: string;
}

/**
 * A service that has these events: both ends of the window included, the newest first, in pages of what is asked for. One
 * that rounds the times it is asked for `round`s them to whole seconds.
 */
export function answering(held: readonly Held[], round?: (seconds: number) => number): Handler {
  const toMicros = (time: unknown): number => {
    const milliseconds = Date.parse(String(time));
    return (round === undefined ? milliseconds : round(milliseconds / 1000) * 1000) * 1000;
  };
  return ({ body }, response) => {
    const since = toMicros(body["startTime"]);
    const until = toMicros(body["endTime"]);
    if (Number.isNaN(since) || Number.isNaN(until) || since > until) {
      awsError(response, 400, "ValidationException");
      return;
    }
    const wanted = held
      .filter(({ at, name }) => at >= since && at <= until && name === (body["eventName"] ?? name))
      .toSorted((left, right) => right.at - left.at);
    const start = Number(body["nextToken"] ?? 0);
    const end = start + Number(body["maxResults"] ?? 100);
    const next = end < wanted.length ? `"nextToken":"${end}",` : "";
    const items = wanted.slice(start, end).map(({ text }) => text);
    response.end(`{${next}"items":[${items.join(",")}]}`);
  };
}

/** An event at a number of microseconds, as the service writes it. */
export function held(id: string, at: number, name = "createProject", members: object = {}): Held {
  const eventTime = `${new Date(Math.floor(at / 1000)).toISOString().slice(0, -1)}${String(at % 1000).padStart(3, "0")}+00:00`;
  return { at, name, text: event(id, { eventTime, eventName: name, ...members }) };
}

/** The text of an event of 1 November 2026, 10:00. */
export function event(id: string, members: object = {}): string {
  return JSON.stringify({
    id,
    eventName: "createProject",
    eventType: "AwsApiCall",
    eventCategory: "MANAGEMENT",
    eventSource: "manage",
    eventTime: "2026-11-01T10:00:00.000000+00:00",
    operationType: "MUTATION",
    userIdentity: { userType: "USER", principalId: "p-1", userName: "MaryMajor" },
    ...members,
  });
}

/** Microseconds of a time. */
export function micros(time: string, more = 0): number {
  return Date.parse(time) * 1000 + more;
}

/** A window of one slice, in which `event` lies. */
export const oneWindow = [
  "--space",
  "ExampleCorp",
  "--since",
  "2026-11-01T09:00:00Z",
  "--until",
  "2026-11-01T11:00:00Z",
];
