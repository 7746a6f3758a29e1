import type { DeserializeMiddleware, MiddlewareStack } from "@smithy/types";
import { stopwatch } from "../core/clock.ts";
import { type SlicedBody, sliceList } from "../core/json-slices.ts";
import type { Log } from "../core/source-definition.ts";
import type { Item } from "../core/types.ts";

/** Which list each command answers with, by the command's name. */
export type ListMembers = Readonly<Record<string, string>>;

/** Which members of the items are glanced at, by the input of their request. */
export type Glanced = WeakMap<object, readonly string[]>;

/** Gives the items of a command's answer, by the answer that `send` resolves to. */
export type ItemsOf = (output: object) => readonly Item[];

/**
 * Takes the lists out of the answers before the SDK deserialises them: its typed output drops unknown members, cuts
 * microseconds and fails a whole page for one odd date. What is left of the page, the token above all, is the SDK's.
 *
 * A 200 whose list is missing, null or broken says nothing about the events, least of all that there are none: it goes
 * to the SDK's retries as a transient failure.
 */
export function captureLists<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  lists: ListMembers,
  glanced: Glanced,
  log: Log,
): ItemsOf {
  const captured = new WeakMap<object, readonly Item[]>();

  const takeList: DeserializeMiddleware<Input, Output> = (next, context) => async (args) => {
    concealAuthorisation(log, args.request);
    const answer = await logged(log, args.request, () => next(args));
    const member = lists[context.commandName ?? ""];
    const { response } = answer;
    if (member === undefined || !isHttp(response) || response.statusCode >= 300) return answer;
    const { items, rest } = slicePage(response.body, member, glanced.get(args.input));
    captured.set(response, items);
    response.body = Buffer.from(rest);
    return answer;
  };

  const attachItems: DeserializeMiddleware<Input, Output> = (next) => async (args) => {
    const answer = await next(args);
    const items = isHttp(answer.response) ? captured.get(answer.response) : undefined;
    if (items !== undefined && answer.output !== undefined) captured.set(answer.output, items);
    return answer;
  };

  // Around the SDK's deserialiser: "after" is nearer to the wire, "before" nearer to the caller.
  const toMiddleware = "deserializerMiddleware";
  stack.addRelativeTo(takeList, { name: "takeListText", relation: "after", toMiddleware });
  stack.addRelativeTo(attachItems, { name: "attachListItems", relation: "before", toMiddleware });
  // It makes a censored copy of each answer for a logger that does not want it.
  stack.remove("loggerMiddleware");

  return (output) => {
    const items = captured.get(output);
    if (items === undefined) throw new Error("an answer came without its list being taken");
    return items;
  };
}

interface HttpAnswer {
  readonly statusCode: number;
  /** Whole: see aws-handler.ts. */
  body: Uint8Array;
}

function isHttp(response: unknown): response is HttpAnswer {
  return typeof response === "object" && response !== null && "statusCode" in response;
}

function slicePage(body: Uint8Array, member: string, glanced: readonly string[] = []): SlicedBody {
  try {
    const page = sliceList(body, member, glanced);
    checkToken(page.rest);
    return page;
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}

/** A token that is no text says that there is more, and not how to ask for it. */
function checkToken(rest: string): void {
  const { nextToken } = JSON.parse(rest) as { readonly nextToken?: unknown };
  if (typeof nextToken === "string" || nextToken === null || nextToken === undefined) return;
  throw new SyntaxError("its page token is not text");
}

/** Marked so that the SDK's retries take it for what it is: a mishap on the way. */
function unreadable(reason: string): Error {
  return Object.assign(new Error(`the service's answer cannot be used: ${reason}`), {
    name: "UnreadableAnswer",
    $retryable: {},
  });
}

async function logged<Answer extends { readonly response: unknown }>(
  log: Log,
  request: unknown,
  send: () => Promise<Answer>,
): Promise<Answer> {
  const started = stopwatch();
  const what = describeRequest(request);
  try {
    const answer = await send();
    const status = isHttp(answer.response) ? answer.response.statusCode : "?";
    log.debug(`${what} → ${status}, ${Math.round(stopwatch() - started)} ms`);
    return answer;
  } catch (error) {
    log.debug(`${what} failed: ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  }
}

/** A service may say in an error what it was sent, and what a profile or a login gave the log does not know yet. */
function concealAuthorisation(log: Log, request: unknown): void {
  const { headers } = request as { readonly headers: Readonly<Record<string, string>> };
  for (const [name, value] of Object.entries(headers)) {
    const lowerName = name.toLowerCase();
    if (lowerName === "x-amz-security-token") log.conceal(value);
    else if (lowerName === "authorization" && value.startsWith("Bearer ")) log.conceal(value.slice("Bearer ".length));
  }
}

/** Method, path and attempt; never the query or the headers, which hold tokens. */
function describeRequest(request: unknown): string {
  const { method, path, headers } = request as {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  return `${method} ${path} (${headers["amz-sdk-request"] ?? "attempt=1"})`;
}
