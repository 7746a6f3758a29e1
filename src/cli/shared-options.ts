import type { OptionDefinitions } from "../core/source-definition.ts";

/** What to write, and where: the same for every export. */
export const outputOptions = {
  format: {
    kind: "text",
    short: "f",
    value: "name",
    description:
      "table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson",
  },
  output: {
    kind: "text",
    short: "o",
    value: "file",
    description: "write to a file, which appears when it is complete; .gz compresses",
  },
  fields: { kind: "text", value: "a,b,c", description: "dotted paths: time,actor.id,raw.requestId" },
  schema: {
    kind: "text",
    value: "name",
    choices: ["audit", "raw"],
    description: "audit: the record; raw: the event exactly as the service sent it",
  },
  escapeFormulas: {
    kind: "flag",
    negatable: true,
    description: "csv: do not defuse cells that a spreadsheet would run",
  },
} as const satisfies OptionDefinitions;

/** Which events, and how they are read. */
export const readingOptions = {
  since: {
    kind: "time",
    value: "time",
    description: "events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday",
  },
  until: { kind: "time", value: "time", description: "events before then" },
  limit: { kind: "count", value: "n", description: "stop after n records" },
  pageSize: { kind: "count", value: "n", description: "events in one request" },
  concurrency: {
    kind: "count",
    value: "n",
    maximum: 256,
    description: "slices read at the same time; the order stays",
  },
  buffer: {
    kind: "size",
    value: "size",
    description: "what slices read at the same time may hold back for their turn (default: 64MiB)",
  },
  maxAttempts: { kind: "count", value: "n", maximum: 1000, description: "tries for one request (default: 20)" },
  timeout: { kind: "count", value: "s", maximum: 86_400, description: "seconds a request may be silent (default: 30)" },
} as const satisfies OptionDefinitions;

/** What is said on stderr. */
export const messageOptions = {
  quiet: { kind: "flag", short: "q", description: "no progress and no summary; warnings and errors stay" },
  verbose: { kind: "flag", description: "say what is used: region, profile, domain" },
  debug: { kind: "flag", description: "show each request, and stack traces" },
  logFormat: { kind: "text", value: "name", choices: ["text", "json"], description: "how messages look" },
  color: { kind: "flag", negatable: true, description: "no colours; NO_COLOR does the same" },
} as const satisfies OptionDefinitions;

export const sharedOptions = { ...outputOptions, ...readingOptions, ...messageOptions };

export const sandboxOptions = {
  port: {
    kind: "count",
    value: "n",
    minimum: 0,
    maximum: 65_535,
    description: "port to listen on; 0 or none: any free one",
  },
  seed: {
    kind: "count",
    value: "n",
    minimum: 0,
    maximum: 0xffff_ffff,
    description: "another number makes other data (default: 1)",
  },
  faults: {
    kind: "text",
    value: "spec",
    description: "what is to go wrong, like throttle:every=3,reset:on=genesys; see below",
  },
} as const satisfies OptionDefinitions;
