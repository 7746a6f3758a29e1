import { boundedName, memberName, nothingUnknown, wordName } from "../core/unknown.ts";

/**
 * Reads members of a raw event without ever failing: what is not of the documented shape is null, or empty, and its
 * path noted, so that the run can say how many events were odd. A text or a list that is absent or null is no problem:
 * most members are optional.
 */
export interface Reader {
  text(value: unknown, path: string): string | null;
  object(value: unknown, path: string): Readonly<Record<string, unknown>>;
  list(value: unknown, path: string): readonly unknown[];
  /** Notes a problem of another kind; gives null, for what cannot be read. */
  unreadable(path: string): null;
  /** The text of an enumeration; one that is not among the known is given all the same, and noted. */
  word(value: unknown, path: string, known: ReadonlySet<string>): string | null;
  /** Notes the members of an object that are not among the known. `path` goes before their names: `performedBy.`. */
  members(object: object, path: string, known: ReadonlySet<string>): void;
  readonly problems: readonly string[];
  /** What this version does not know of the event: no problem, for services grow. No getter: that costs 3 µs an event. */
  unknown(): readonly string[];
}

export function createReader(): Reader {
  const problems: string[] = [];
  const nothing = {};
  let unknown: string[] | undefined;
  let names: Set<string> | undefined;

  function unreadable(path: string): null {
    problems.push(path);
    return null;
  }

  /** What is made for it is made only where it is needed: hardly ever. */
  function note(name: string): void {
    names ??= new Set();
    unknown ??= [];
    const counted = boundedName(names, name);
    names.add(counted);
    unknown.push(counted);
  }

  function text(value: unknown, path: string): string | null {
    // An empty text says as little as none.
    if (value === undefined || value === null || value === "") return null;
    return typeof value === "string" ? value : unreadable(path);
  }

  return {
    problems,
    unknown: () => unknown ?? nothingUnknown,
    unreadable,
    text,
    word(value, path, known) {
      const word = text(value, path);
      if (word !== null && !known.has(word)) note(wordName(path, word));
      return word;
    },
    members(object, path, known) {
      for (const name in object) if (!known.has(name)) note(memberName(path, name));
    },
    object(value, path) {
      if (isObject(value)) return value;
      unreadable(path);
      return nothing;
    },
    list(value, path) {
      if (value === undefined || value === null) return [];
      if (Array.isArray(value)) return value;
      unreadable(path);
      return [];
    },
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
