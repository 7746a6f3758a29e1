import { boundedName, memberName, nothingUnknown, wordName } from "../core/unknown.ts";

const noProblems: readonly string[] = [];

/**
 * Reads members of a raw event without ever failing: what is not of the documented shape is null, or empty, and its
 * path noted, so that the run can say how many events were odd. A text or a list that is absent or null is no problem:
 * most members are optional.
 *
 * A class, since one is made for each event: a function for each of its methods would cost as much as the reading.
 */
export class Reader {
  // What is made for oddities is made only where there are some: hardly ever.
  #problems: string[] | undefined;
  #unknown: string[] | undefined;
  #names: Set<string> | undefined;

  get problems(): readonly string[] {
    return this.#problems ?? noProblems;
  }

  /** What this version does not know of the event: no problem, for services grow. */
  get unknown(): readonly string[] {
    return this.#unknown ?? nothingUnknown;
  }

  /** Notes a problem of another kind; gives null, for what cannot be read. */
  unreadable(path: string): null {
    this.#problems ??= [];
    this.#problems.push(path);
    return null;
  }

  text(value: unknown, path: string): string | null {
    // An empty text says as little as none.
    if (value === undefined || value === null || value === "") return null;
    return typeof value === "string" ? value : this.unreadable(path);
  }

  /** The text of an enumeration; one that is not among the known is given all the same, and noted. */
  word(value: unknown, path: string, known: ReadonlySet<string>): string | null {
    const word = this.text(value, path);
    if (word !== null && !known.has(word)) this.#note(wordName(path, word));
    return word;
  }

  /** Notes the members of an object that are not among the known. `path` goes before their names: `performedBy.`. */
  members(object: object, path: string, known: ReadonlySet<string>): void {
    for (const name in object) if (!known.has(name)) this.#note(memberName(path, name));
  }

  object(value: unknown, path: string): Readonly<Record<string, unknown>> {
    if (isObject(value)) return value;
    this.unreadable(path);
    return {};
  }

  list(value: unknown, path: string): readonly unknown[] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    this.unreadable(path);
    return [];
  }

  #note(name: string): void {
    this.#names ??= new Set();
    this.#unknown ??= [];
    const counted = boundedName(this.#names, name);
    this.#names.add(counted);
    this.#unknown.push(counted);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
