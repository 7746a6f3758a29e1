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
  readonly problems: readonly string[];
}

export function createReader(): Reader {
  const problems: string[] = [];
  const nothing = {};

  function unreadable(path: string): null {
    problems.push(path);
    return null;
  }

  return {
    problems,
    unreadable,
    text(value, path) {
      // An empty text says as little as none.
      if (value === undefined || value === null || value === "") return null;
      return typeof value === "string" ? value : unreadable(path);
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
