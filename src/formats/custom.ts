import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ExportError } from "../core/errors.ts";
import type { Formatter } from "../core/types.ts";
import { guardTerminal } from "../core/visible.ts";
import type { FormatterOptions } from "./registry.ts";

const expected =
  "a formatter module default-exports an object { begin?(), format(records, texts), end?() } whose functions return text, " +
  "or a function (options) that returns one";

/** Whether a `--format` names a file rather than a format of ours. */
export function looksLikePath(name: string): boolean {
  return /[/\\]|^file:|\.(?:js|mjs|cjs|ts|mts|cts)$/i.test(name);
}

/** The formatter of a user's own module. Every way it can go wrong is told as the module's fault, by its name. */
export async function loadFormatter(path: string, options: FormatterOptions, cwd: string): Promise<Formatter> {
  const made = await exported(path, options, cwd);
  if (!isFormatter(made)) {
    throw moduleError(`${path} default-exports ${described(made)}, not a formatter`, undefined);
  }
  const { begin, end } = made;
  const guard = options.terminal === undefined ? (line: string) => line : guardLines;
  return {
    begin: () => (begin === undefined ? "" : guard(text(path, "begin", () => begin.call(made)))),
    format: (records, texts) => guard(text(path, "format", () => made.format(records, texts))),
    end: () => (end === undefined ? "" : guard(text(path, "end", () => end.call(made)))),
  };
}

/**
 * What the module passes on to a terminal is the service's text as much as its own. Its own colours are the price; in a
 * pipe it has them, since there nothing is guarded.
 */
function guardLines(lines: string): string {
  return lines.split("\t").map(guardTerminal).join("\t");
}

async function exported(path: string, options: FormatterOptions, cwd: string): Promise<unknown> {
  const url = path.startsWith("file:") ? path : pathToFileURL(isAbsolute(path) ? path : resolve(cwd, path)).href;
  try {
    const { importModule } = await import("./own-module.ts");
    const module = await importModule(url);
    return typeof module.default === "function" ? await module.default(options) : module.default;
  } catch (error) {
    throw moduleError(`the formatter ${path} cannot be loaded: ${messageOf(error)}`, error);
  }
}

function isFormatter(value: unknown): value is Formatter {
  if (typeof value !== "object" || value === null) return false;
  const { begin, format, end } = value as Readonly<Record<string, unknown>>;
  return typeof format === "function" && [begin, end].every((part) => part === undefined || typeof part === "function");
}

/** Runs one of the module's functions, which no type has checked: it may throw, or return no text. */
function text(path: string, name: string, run: () => unknown): string {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    throw moduleError(`the formatter ${path} failed in ${name}: ${messageOf(error)}`, error);
  }
  if (typeof result !== "string") {
    throw moduleError(`the formatter ${path} returned ${described(result)} from ${name}, not text`, undefined);
  }
  return result;
}

function described(value: unknown): string {
  if (value === undefined || value === null) return value === null ? "null" : "nothing";
  return value instanceof Promise ? "a promise" : `a value of type ${typeof value}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function moduleError(message: string, cause: unknown): ExportError {
  return new ExportError("usage", message, cause === undefined ? { hint: expected } : { hint: expected, cause });
}
