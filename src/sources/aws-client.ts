import type { MiddlewareStack } from "@smithy/types";
import type { Log } from "../core/source-definition.ts";
import type { Item } from "../core/types.ts";
import { captureLists, type ListMembers } from "./aws-lists.ts";
import { heedRetryAfter } from "./aws-pacing.ts";
import { sendUntil, type Tries, useTries } from "./aws-retries.ts";

/** Sends one request, with all its tries, and gives its answer together with the items of its list as the service sent them. */
export type Send = <Input extends object, Output extends object>(
  signal: AbortSignal,
  input: Input,
  send: (input: Input) => Promise<Output>,
) => Promise<{ readonly items: readonly Item[]; readonly output: Output }>;

/** Makes a client of the SDK run as all AWS sources want it. */
export function prepareClient<Input extends object, Output extends object>(
  client: { readonly middlewareStack: MiddlewareStack<Input, Output> },
  lists: ListMembers,
  tries: Tries,
  log: Log,
): Send {
  useTries(client.middlewareStack, tries);
  heedRetryAfter(client.middlewareStack, log);
  const itemsOf = captureLists(client.middlewareStack, lists, log);
  return async (signal, input, send) => {
    const output = await sendUntil(signal, input, send);
    return { items: itemsOf(output), output };
  };
}
