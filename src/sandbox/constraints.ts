import { parseInstant } from "../core/time.ts";
import type { Instant } from "../core/types.ts";
import { serializationError, validationError } from "./service-error.ts";

/**
 * The input of an operation, declared: what its members must be. Reading follows AWS in two steps. A wrong JSON type
 * ends it at once (SerializationException); broken constraints are collected and reported together
 * (ValidationException). Members the declaration does not name are ignored, and `null` means absent.
 */
export interface Shape<T> {
  /** What comes back is of use only when no violation was added. */
  read(value: unknown, place: string, violations: string[]): T | undefined;
}

/** What a shape reads. */
export type Read<S> = S extends Shape<infer T> ? T : never;

type Members = Readonly<Record<string, Shape<unknown>>>;
type StructureOf<R extends Members, O extends Members> = { readonly [K in keyof R]: Read<R[K]> } & {
  readonly [K in keyof O]?: Read<O[K]>;
};
type UnionOf<M extends Members> = { [K in keyof M]: { readonly [P in K]: Read<M[P]> } }[keyof M];

/** The value read, or the service's error. */
export function validated<T>(shape: Shape<T>, value: unknown): T {
  const violations: string[] = [];
  const read = shape.read(value, "", violations);
  if (violations.length > 0 || read === undefined) {
    const count = `${violations.length} validation error${violations.length === 1 ? "" : "s"}`;
    throw validationError(`${count} detected: ${violations.join("; ")}`);
  }
  return read;
}

interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  /** Must match the whole text. */
  readonly pattern?: string;
}

export function text(limits: TextLimits = {}): Shape<string> {
  const pattern = limits.pattern === undefined ? undefined : new RegExp(`^(?:${limits.pattern})$`, "u");
  return {
    read(value, place, violations) {
      if (typeof value !== "string") {
        throw wrongType(value, "a String");
      }
      // Lengths count characters, not the UTF-16 units of String.length.
      checkRange("length", [...value].length, limits, value, place, violations);
      if (pattern !== undefined && !pattern.test(value)) {
        violations.push(violation(value, place, `satisfy regular expression pattern: ${limits.pattern}`));
      }
      return value;
    },
  };
}

export function oneOf<const V extends string>(values: readonly V[]): Shape<V> {
  return {
    read(value, place, violations) {
      if (typeof value !== "string") {
        throw wrongType(value, "a String");
      }
      const known = values.find((candidate) => candidate === value);
      if (known === undefined) {
        violations.push(violation(value, place, `satisfy enum value set: [${values.join(", ")}]`));
      }
      return known;
    },
  };
}

interface Range {
  readonly min?: number;
  readonly max?: number;
}

export function integer(range: Range = {}): Shape<number> {
  return {
    read(value, place, violations) {
      if (typeof value !== "number" || !Number.isInteger(value)) {
        throw wrongType(value, "an Integer");
      }
      checkRange("value", value, range, value, place, violations);
      return value;
    },
  };
}

/** A time as RFC 3339 text. */
export function timestamp(): Shape<Instant> {
  return {
    read(value) {
      const instant = typeof value === "string" ? parseInstant(value) : undefined;
      if (instant === undefined) {
        throw wrongType(value, "a Timestamp");
      }
      return instant;
    },
  };
}

export function double(): Shape<number> {
  return {
    read(value) {
      // JSON has no word for these three; the protocol sends them as texts.
      if (value === "NaN" || value === "Infinity" || value === "-Infinity") {
        return Number(value);
      }
      if (typeof value !== "number") {
        throw wrongType(value, "a Double");
      }
      return value;
    },
  };
}

export function boolean(): Shape<boolean> {
  return {
    read(value) {
      if (typeof value !== "boolean") {
        throw wrongType(value, "a Boolean");
      }
      return value;
    },
  };
}

export function list<T>(member: Shape<T>, range: Range = {}): Shape<readonly T[]> {
  return {
    read(value, place, violations) {
      if (!Array.isArray(value)) {
        throw wrongType(value, "a list");
      }
      checkRange("length", value.length, range, value, place, violations);
      return value.flatMap((item: unknown, index) => {
        const at = `${place}.${index + 1}.member`;
        const read = isAbsent(item) ? missing(at, violations) : member.read(item, at, violations);
        return read === undefined ? [] : [read];
      });
    },
  };
}

export function structure<R extends Members, O extends Members>(required: R, optional: O): Shape<StructureOf<R, O>> {
  const names = [...Object.keys(required), ...Object.keys(optional)];
  return {
    read(value, place, violations) {
      const source = asObject(value);
      const entries = names.flatMap((name): [string, unknown][] => {
        const at = place === "" ? name : `${place}.${name}`;
        const member = source[name];
        if (isAbsent(member)) {
          return name in required ? [[name, missing(at, violations)]] : [];
        }
        return [[name, (required[name] ?? optional[name])?.read(member, at, violations)]];
      });
      // The one place where the compiler cannot follow: the entries are the declared names with what their shapes read.
      return Object.fromEntries(entries) as StructureOf<R, O>;
    },
  };
}

/** A structure of which exactly one member is given. */
export function union<M extends Members>(members: M): Shape<UnionOf<M>> {
  return {
    read(value, place, violations) {
      const source = asObject(value);
      const given = Object.entries(members).filter(([name]) => !isAbsent(source[name]));
      const [only] = given;
      if (only === undefined || given.length > 1) {
        violations.push(violation(value, place, `have exactly one of: [${Object.keys(members).join(", ")}]`));
        return undefined;
      }
      const [name, shape] = only;
      // As in structure(): a declared name with what its shape read.
      return { [name]: shape.read(source[name], `${place}.${name}`, violations) } as UnionOf<M>;
    },
  };
}

/** A shape that contains itself. */
export function lazy<T>(shape: () => Shape<T>): Shape<T> {
  return { read: (value, place, violations) => shape().read(value, place, violations) };
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function missing(place: string, violations: string[]): undefined {
  violations.push(`Value null at '${place}' failed to satisfy constraint: Member must not be null`);
}

function checkRange(
  what: "length" | "value",
  size: number,
  range: Range,
  value: unknown,
  place: string,
  violations: string[],
): void {
  if (range.min !== undefined && size < range.min) {
    violations.push(violation(value, place, `have ${what} greater than or equal to ${range.min}`));
  }
  if (range.max !== undefined && size > range.max) {
    violations.push(violation(value, place, `have ${what} less than or equal to ${range.max}`));
  }
}

function violation(value: unknown, place: string, rule: string): string {
  const shown = typeof value === "string" ? value : JSON.stringify(value);
  return `Value '${shown}' at '${place}' failed to satisfy constraint: Member must ${rule}`;
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(value)) {
    throw wrongType(value, "a structure");
  }
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrongType(value: unknown, wanted: string): Error {
  const found = Array.isArray(value) ? "LIST" : typeof value === "object" ? "STRUCTURE" : typeof value;
  return serializationError(`${found.toUpperCase()}_VALUE can not be converted to ${wanted}`);
}
