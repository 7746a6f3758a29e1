import type { ServerResponse } from "node:http";
import { runCli } from "../support/cli.ts";
import { awsEnvironment, type Received, startServer } from "../support/http.ts";
import { linesOf, rawTextOf, type Result } from "../support/invocation.ts";

/** How each source is asked for `count` slices with one event each, and how a slice is known by its request. */
interface Command {
  parameters(count: number): readonly string[];
  /** Undefined for a request that is of none of the slices. */
  sliceOf(request: Received): number | undefined;
  event(slice: number): string;
  readonly member: string;
}

const day = 86_400_000;
const firstDay = Date.parse("2026-09-01T00:00:00Z");

export const commands = {
  cases: {
    parameters: (count) => ["cases", "--domain-id", "d", "--no-field-names", ...idsOf(count, (index) => `${index}`)],
    sliceOf: ({ path }) => numberIn(path, /\/cases\/(\d+)\/audit-history$/),
    event: (slice) =>
      `{"eventId":"e-${slice}","type":"Case.Updated","performedTime":"2026-11-01T10:00:00Z","fields":[]}`,
    member: "auditEvents",
  },
  incidents: {
    parameters: (count) => ["incidents", ...idsOf(count, (index) => `${1_000_000_000 + index}`)],
    sliceOf: ({ path }) => numberIn(path, /\/cases\/1(\d{9})\/list-case-edits$/),
    event: (slice) => `{"eventTimestamp":1793527200,"principal":"p","action":"Update","message":"e-${slice}"}`,
    member: "items",
  },
  codecatalyst: {
    parameters: (count) => {
      // The last two days of more than eight are cut: they are two more, and have no events.
      const until = new Date(firstDay + (count > 8 ? count + 2 : count) * day).toISOString();
      return ["codecatalyst", "--space", "ExampleCorp", "--since", "2026-09-01T00:00:00Z", "--until", until];
    },
    sliceOf: ({ body }) => {
      const [start, end] = [Date.parse(String(body["startTime"])), Date.parse(String(body["endTime"]))];
      return end - start < day ? undefined : Math.floor(((start + end) / 2 - firstDay) / day);
    },
    event: (slice) =>
      `{"id":"e-${slice}","eventName":"x","eventTime":"${new Date(firstDay + (slice + 0.5) * day).toISOString()}"}`,
    member: "items",
  },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as readonly CommandName[];

function idsOf(count: number, idOf: (index: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, index) => ["--case-id", idOf(index)]).flat();
}

function numberIn(path: string, pattern: RegExp): number | undefined {
  const digits = pattern.exec(path)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** What a test's server does with a request; `turn` counts those of the same slice from 0. False: it is to behave. */
export type Mischief = (slice: number, turn: number, response: ServerResponse) => boolean;

interface Run extends Result {
  /** How often each slice was asked for. */
  readonly tries: readonly number[];
  readonly texts: readonly string[];
}

export function environmentOf(url: string): Readonly<Record<string, string>> {
  return { ...awsEnvironment(url), AWS_BEARER_TOKEN_CODECATALYST: "made-up-token-4711" };
}

export async function serve(name: CommandName, tries: number[], mischief: Mischief) {
  const { sliceOf, event, member }: Command = commands[name];
  return startServer((request, response) => {
    const slice = sliceOf(request);
    if (slice === undefined) {
      response.end(`{"${member}":[],"total":0}`);
      return;
    }
    const turn = tries[slice] ?? 0;
    tries[slice] = turn + 1;
    if (!mischief(slice, turn, response)) response.end(`{"${member}":[${event(slice)}],"total":1}`);
  });
}

export async function runWith(
  name: CommandName,
  count: number,
  mischief: Mischief,
  { parameters = [], env = {} }: { parameters?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): Promise<Run> {
  const tries: number[] = [];
  const server = await serve(name, tries, mischief);
  try {
    const all = [...commands[name].parameters(count), ...parameters];
    const result = await runCli(all, { env: { ...environmentOf(server.url), ...env } });
    return { ...result, tries, texts: linesOf(result.stdout).map(rawTextOf) };
  } finally {
    await server.close();
  }
}
