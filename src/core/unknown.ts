import { excerpt } from "./visible.ts";

/**
 * What an event has that this version does not know: it is exported whole in `raw`, and named here so that it can be
 * counted. The names are the service's, which may think of ever new ones: of one event and of one run so many are kept,
 * and all further ones count as others.
 */
const mostNames = 20;
const mostCharacters = 60;

/** In brackets, so that no member can be called so: see `memberName`. */
export const others = "(others)";

/** For all events of which everything is known: there are many, and none needs a list of its own. */
export const nothingUnknown: readonly string[] = [];

/** What is no plain name is quoted, or a member could be called like a piece of our message. */
export function memberName(path: string, name: string): string {
  return path + (name.length <= mostCharacters && /^[\w$-]+$/.test(name) ? name : quoted(name));
}

/** A word of an enumeration: `type "Case.Exploded"`. */
export function wordName(path: string, word: string): string {
  return `${path} ${quoted(word)}`;
}

function quoted(text: string): string {
  return JSON.stringify(excerpt(text, mostCharacters));
}

/** The name to count under: itself while there is room among the `known`, or it is one of them. */
export function boundedName(known: { readonly size: number; has(name: string): boolean }, name: string): string {
  return known.size < mostNames || known.has(name) ? name : others;
}

export function countNames(counts: Map<string, number>, names: readonly string[]): void {
  for (const name of names) {
    const counted = boundedName(counts, name);
    counts.set(counted, (counts.get(counted) ?? 0) + 1);
  }
}
