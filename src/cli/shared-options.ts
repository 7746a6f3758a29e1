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
  explode: {
    kind: "text",
    value: "list",
    choices: ["changes"],
    description: "changes: a row for each changed field, with change.field, .name, .old and .new",
  },
  tz: {
    kind: "text",
    value: "zone",
    description: "table: times of a zone, such as Europe/Berlin, local or utc; all else stays UTC",
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
  where: {
    kind: "texts",
    value: "condition",
    description:
      "only records of which it holds: action=Case.Updated, actor.type!=user, raw.ip~^10; repeatable, all must",
  },
  sort: {
    kind: "text",
    value: "order",
    choices: ["time"],
    description: "time: in the order of time, once all is read; --limit is then of the first",
  },
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

/** Exports that go on where the one before ended. */
export const archiveOptions = {
  archive: {
    kind: "text",
    excludes: ["checkpoint"],
    value: "directory",
    description: "keep the records in an archive: what is new since the last run, each once, and what is missing",
  },
  checkpoint: {
    kind: "text",
    excludes: ["archive"],
    value: "file",
    description: "write only what is new since the last run, which this file remembers; saved when all was taken",
  },
  overlap: {
    kind: "duration",
    value: "time",
    description: "ask again for so much of what was covered, for late events (default: 24h)",
  },
  lag: {
    kind: "duration",
    value: "time",
    description: "leave out what is younger, which may still be on its way (default: 15m)",
  },
  fullSweep: { kind: "flag", description: "read every case, whether it has changed or not" },
  lockWait: { kind: "duration", value: "time", description: "wait so long for a run that is under way" },
  maxRuntime: {
    kind: "duration",
    value: "time",
    description: "end after so long, with what was read; exit 75, and the next run goes on",
  },
  signKey: { kind: "text", value: "pem", description: "archive: sign the manifest with this private key (Ed25519)" },
} as const satisfies OptionDefinitions;

/** What a run leaves for those who watch it. */
export const reportOptions = {
  summary: { kind: "text", value: "file", description: "write what the run came to, as JSON" },
  metrics: {
    kind: "text",
    value: "file.prom",
    description: "write it as metrics of Prometheus, for its textfile collector",
  },
} as const satisfies OptionDefinitions;

/** Those that name what is written. */
export const fileOptions = {
  output: outputOptions.output,
  archive: archiveOptions.archive,
  checkpoint: archiveOptions.checkpoint,
  ...reportOptions,
} as const satisfies OptionDefinitions;

/** Where options come from that are neither typed nor in the environment. */
export const configOptions = {
  config: {
    kind: "text",
    value: "file",
    description: "settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME",
  },
} as const satisfies OptionDefinitions;

/** What is said on stderr. */
export const messageOptions = {
  quiet: { kind: "flag", short: "q", description: "no progress and no summary; warnings and errors stay" },
  verbose: { kind: "flag", description: "say what is used: region, profile, domain" },
  debug: { kind: "flag", description: "show each request, and stack traces" },
  logFormat: { kind: "text", value: "name", choices: ["text", "json"], description: "how messages look" },
  color: { kind: "flag", negatable: true, description: "no colours; NO_COLOR does the same" },
} as const satisfies OptionDefinitions;

export const sharedOptions = {
  ...outputOptions,
  ...readingOptions,
  ...archiveOptions,
  ...reportOptions,
  ...messageOptions,
};

export const runOptions = {
  ...configOptions,
  dryRun: { kind: "flag", description: "show the jobs as commands, and run none" },
  ...reportOptions,
} as const satisfies OptionDefinitions;

/** What `audit-export unit` knows. */
export const schedulers = ["cron", "systemd", "kubernetes"] as const;

export type Scheduler = (typeof schedulers)[number];

export const unitOptions = {
  every: { kind: "text", value: "span", choices: ["hour", "day", "week"], description: "how often (default: day)" },
  at: { kind: "text", value: "hh:mm", description: "when; of an hour only the minute counts (default: 02:15)" },
  output: {
    kind: "text",
    short: "o",
    value: "directory",
    description: "write the files there, instead of printing them",
  },
  user: { kind: "text", value: "name", description: "systemd: who runs it (default: audit-export)" },
  image: { kind: "text", value: "image", description: "kubernetes: the image that has this program" },
  ...configOptions,
} as const satisfies OptionDefinitions;

export const verifyOptions = {
  publicKey: {
    kind: "texts",
    value: "pem",
    description: "the last manifest is signed for this key, and none for another; repeatable",
  },
  anchor: {
    kind: "text",
    value: "sha256",
    description: "HEAD leads to this manifest, whose SHA-256 was noted elsewhere",
  },
} as const satisfies OptionDefinitions;

export const coverageOptions = {
  format: {
    ...outputOptions.format,
    description: "table, ndjson, csv or json; default: table on a terminal, else ndjson",
  },
} as const satisfies OptionDefinitions;

/** What of the records is counted. */
export const summarizeOptions = {
  by: {
    kind: "texts",
    value: "what",
    beginnings: ["actor", "action", "day", "month", "hour", "source", "target", "outcome"],
    description:
      "actor, target, month, day, hour (of the day), or a path such as action, outcome, raw.ip; repeatable (default: actor, action, day)",
  },
  since: { ...readingOptions.since, description: "records from then on: 2026-11-01, 7d, yesterday" },
  until: { ...readingOptions.until, description: "records before then" },
  where: readingOptions.where,
  top: {
    kind: "count",
    value: "n",
    description: "so many values of each (default: of a table 10, and 31 of days; of other formats all)",
  },
  format: coverageOptions.format,
} as const satisfies OptionDefinitions;

export const doctorOptions = {
  format: {
    kind: "text",
    short: "f",
    value: "name",
    choices: ["text", "json"],
    description: "a checklist, or one JSON document",
  },
  archive: {
    kind: "text",
    value: "directory",
    description: "an archive: how long until what it lacks is lost at the source",
  },
  maxAttempts: { ...readingOptions.maxAttempts, description: "tries for one request (default: 2)" },
  timeout: { ...readingOptions.timeout, description: "seconds a request may be silent (default: 10)" },
  ...configOptions,
} as const satisfies OptionDefinitions;

export const planOptions = {
  format: {
    kind: "text",
    short: "f",
    value: "name",
    choices: ["text", "json", "policy"],
    description: "text, one JSON document, or the IAM policy alone, for which nothing is asked",
  },
} as const satisfies OptionDefinitions;

/** What of the reading of an export makes another plan. */
export const planReadingOptions = {
  since: readingOptions.since,
  until: readingOptions.until,
  pageSize: readingOptions.pageSize,
  concurrency: readingOptions.concurrency,
  maxAttempts: readingOptions.maxAttempts,
  timeout: readingOptions.timeout,
} as const satisfies OptionDefinitions;

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
