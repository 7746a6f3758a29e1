import type { Style } from "../core/paint.ts";

/** What takes something away, in the words of the services. */
const takesAway = /delet|remov|revok|purg|destroy|terminat|disabl|detach/i;

/**
 * The colours of a table's columns. They say nothing that the words do not say too: a failure is red, an action that takes
 * something away is yellow, and what no person did is dim.
 */
export const cellStyles: ReadonlyMap<string, (text: string) => Style | undefined> = new Map<
  string,
  (text: string) => Style | undefined
>([
  ["outcome", (text) => (text === "failure" ? "red" : undefined)],
  ["action", (text) => (takesAway.test(text) ? "yellow" : undefined)],
  ["actor.type", (text) => (text === "system" || text === "service" ? "dim" : undefined)],
]);
