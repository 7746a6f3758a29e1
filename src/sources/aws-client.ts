import { userAgentMiddleware } from "@aws-sdk/core/client";
import type { BuildMiddleware, MiddlewareStack } from "@smithy/types";
import type { Log } from "../core/source-definition.ts";
import type { Item } from "../core/types.ts";
import { captureLists, type Glanced, type ListMembers } from "./aws-lists.ts";
import { heedRetryAfter } from "./aws-pacing.ts";
import { sendUntil, type Tries, useTries } from "./aws-retries.ts";

/** Sends one request, with all its tries, and gives its answer together with the items of its list as the service sent them. */
export type Send = <Input extends object, Output extends object>(
  signal: AbortSignal,
  input: Input,
  send: (input: Input) => Promise<Output>,
  /** Names of members that the items' `glance` is to have. */
  glanced?: readonly string[],
) => Promise<{ readonly items: readonly Item[]; readonly output: Output }>;

type UserAgentConfig = Parameters<typeof userAgentMiddleware>[0];

/** Makes a client of the SDK run as all AWS sources want it. */
export function prepareClient<Input extends object, Output extends object>(
  client: { readonly middlewareStack: MiddlewareStack<Input, Output>; readonly config: object },
  lists: ListMembers,
  tries: Tries,
  log: Log,
): Send {
  rememberUserAgent(client.middlewareStack, client.config as UserAgentConfig);
  useTries(client.middlewareStack, tries);
  heedRetryAfter(client.middlewareStack, log);
  const namesByInput: Glanced = new WeakMap();
  const itemsOf = captureLists(client.middlewareStack, lists, namesByInput, log);
  return async (signal, input, send, glanced = []) => {
    if (glanced.length > 0) namesByInput.set(input, glanced);
    const output = await sendUntil(signal, input, send);
    return { items: itemsOf(output), output };
  };
}

/** The SDK puts the user agent together for each request anew, as slowly as it signs one: of a command it stays the same. */
function rememberUserAgent<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  config: UserAgentConfig,
): void {
  const middleware = userAgentMiddleware(config) as BuildMiddleware<Input, Output>;
  const remember: BuildMiddleware<Input, Output> = (next, context) => {
    let known: Readonly<Record<string, string>> | undefined;
    const compute = middleware(async (args) => {
      const { "user-agent": userAgent = "", "x-amz-user-agent": short = "" } = headersOf(args.request);
      known = { "user-agent": userAgent, "x-amz-user-agent": short };
      return next(args);
    }, context);
    return async (args) => {
      if (known === undefined) return compute(args);
      Object.assign(headersOf(args.request), known);
      return next(args);
    };
  };
  stack.add(remember, { name: "getUserAgentMiddleware", step: "build", priority: "low", override: true });
}

function headersOf(request: unknown): Record<string, string> {
  return (request as { readonly headers: Record<string, string> }).headers;
}
