import type { Formatter, Instant } from "../core/types.ts";
import type { Column, Schema } from "./fields.ts";

/** What a format needs to know of the command line and of where its text goes. */
export interface FormatterOptions {
  /** What `--fields` asked for; undefined: the format's own. */
  readonly columns: readonly Column[] | undefined;
  /** What a table then shows, where it is not what a table of events shows. */
  readonly tableColumns?: readonly Column[];
  readonly schema: Schema;
  /** Whether each record is of one change: see exploded.ts. Left out: not. */
  readonly isExploded?: boolean;
  /** Whether csv defuses cells that a spreadsheet would run. */
  readonly escapeFormulas: boolean;
  /** Set when the text goes to a terminal: hostile characters are then shown, and a table keeps to its width. */
  readonly terminal: { readonly columns: number } | undefined;
  /** Whether what is for people has colours; left out: not. */
  readonly color?: boolean;
  /** How a table writes times; left out: as the record has them. Nothing of it is loaded then. */
  readonly localTime?: (instant: Instant) => string;
}

/** All that --help needs; `load` imports the format and the library it uses. */
export interface FormatDefinition {
  readonly id: string;
  readonly aliases: readonly string[];
  /** File name extensions that choose it, lower case, with their dot. */
  readonly extensions: readonly string[];
  readonly summary: string;
  load(): Promise<(options: FormatterOptions) => Formatter>;
}

// prettier-ignore
export const formats: readonly FormatDefinition[] = [
  { id: "table", aliases: [], extensions: [], summary: "aligned columns for people", load: async () => (await import("./table.ts")).tableFormatter },
  { id: "ndjson", aliases: ["jsonl"], extensions: [".ndjson", ".jsonl"], summary: "one JSON record a line", load: async () => (await import("./ndjson.ts")).ndjsonFormatter },
  { id: "csv", aliases: [], extensions: [".csv"], summary: "comma-separated values, safe for spreadsheets", load: async () => (await import("./csv.ts")).csvFormatter },
  { id: "json", aliases: [], extensions: [".json"], summary: "one JSON array", load: async () => (await import("./json.ts")).jsonFormatter },
];

export function findFormat(name: string): FormatDefinition | undefined {
  return formats.find((format) => format.id === name || format.aliases.includes(name));
}

/** The format a file's name asks for; `.gz` at its end is the output's business. */
export function formatOfFile(path: string): FormatDefinition | undefined {
  const name = path.toLowerCase().replace(/\.gz$/, "");
  return formats.find((format) => format.extensions.some((extension) => name.endsWith(extension)));
}
