import type { MiddlewareStack } from "@smithy/types";
import type { SourceContext } from "../core/source-definition.ts";
import type { Item } from "../core/types.ts";
import { captureLists, type Glanced, type ListMembers } from "./aws-lists.ts";
import { spareRepetition } from "./aws-once.ts";
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

/** Makes a client of the SDK run as all AWS sources want it. */
export function prepareClient<Input extends object, Output extends object>(
  client: { readonly middlewareStack: MiddlewareStack<Input, Output>; config: object },
  lists: ListMembers,
  tries: Tries,
  { log, env }: Pick<SourceContext, "log" | "env">,
): Send {
  spareRepetition(client, env);
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
