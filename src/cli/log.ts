import type { ExportError } from "../core/errors.ts";
import type { Log, OptionValues } from "../core/source-definition.ts";
import { paint, type Style } from "../core/paint.ts";
import { excerpt, visible } from "../core/visible.ts";
import { durationWords } from "./duration.ts";
import type { messageOptions } from "./shared-options.ts";

export interface LogSettings {
  readonly level: "quiet" | "normal" | "verbose" | "debug";
  readonly format: "text" | "json";
  /** Whether messages of text are coloured; left out: not. */
  readonly color?: boolean;
  /** Texts that must not appear, whatever message they come in; `conceal` adds to them. */
  readonly secrets: readonly string[];
  readonly write: (line: string) => void;
  /** Shows what goes on meanwhile, where somebody looks on. Its text is harmless. */
  readonly meanwhile?: Log["meanwhile"];
  readonly now: () => Date;
}

/** The messages of a run, on stderr. All text passes here: made harmless for a terminal, and free of secrets. */
export interface RunLog extends Log {
  /** What failed, and what to do next. */
  error(error: ExportError): void;
  /** The last line of a run. */
  summary(message: string, details: Readonly<Record<string, unknown>>): void;
  /** Whether people read it. */
  readonly isText: boolean;
  /** Text as it may be shown: harmless, and free of secrets. */
  clean(text: string): string;
}

/** What the options say of the messages. */
export function looksOf({
  debug,
  verbose,
  quiet,
  logFormat,
}: OptionValues<typeof messageOptions>): Pick<LogSettings, "level" | "format"> {
  return {
    level: debug ? "debug" : verbose ? "verbose" : quiet ? "quiet" : "normal",
    format: logFormat === "json" ? "json" : "text",
  };
}

export function createLog(settings: LogSettings): RunLog {
  const { level, format, color = false, write, now } = settings;
  const secrets = new Set(settings.secrets.filter(isConcealable));
  /** When somebody was last told of what is waited for, who only reads messages. */
  let lastTold = -Infinity;

  function say(kind: string, message: string, details: Readonly<Record<string, unknown>> = {}): void {
    const text = harmless(message);
    if (format === "json") {
      const members = harmlessIn(details);
      write(`${JSON.stringify({ time: now().toISOString(), level: kind, message: text, ...members })}\n`);
    } else {
      write(`${color ? painted(kind, text, details) : lineOf(kind, text)}\n`);
    }
  }

  function harmless(text: string): string {
    return visible(withoutSecrets(text, secrets));
  }

  /** Of details also the names: they may be those that a service gives its members. */
  function harmlessIn(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const entries = Object.entries(details).map(([name, value]) => {
      if (typeof value === "string") return [harmless(name), harmless(value)] as const;
      return [harmless(name), isDetails(value) ? harmlessIn(value) : value] as const;
    });
    return Object.fromEntries(entries);
  }

  return {
    error(error) {
      say("error", error.message, format === "json" ? { code: error.code, hint: error.hint ?? null } : {});
      if (format === "text" && error.hint !== undefined) say("  next", error.hint);
      if (level !== "debug") return;
      for (const frame of stackOf(error)) say("debug", frame);
    },
    isText: format === "text",
    clean: harmless,
    warn: (message) => say("warning", message),
    summary(message, details) {
      if (level !== "quiet") say("summary", message, details);
    },
    info(message) {
      if (level === "verbose" || level === "debug") say("info", message);
    },
    debug(message) {
      if (level === "debug") say("debug", message);
    },
    meanwhile(what, milliseconds = 0, how = "waiting") {
      const text = harmless(what);
      const time = now().getTime();
      if (level === "verbose" && milliseconds >= worthTelling && time - lastTold >= silence) {
        lastTold = time;
        say("info", `${text}, ${how} ${durationWords(milliseconds)}`);
      }
      return settings.meanwhile?.(text, milliseconds, how) ?? ignore;
    },
    conceal(secret) {
      if (isConcealable(secret)) secrets.add(secret);
    },
  };
}

/** Milliseconds: a shorter wait is over before it is read. */
const worthTelling = 500;

/** Milliseconds: many may wait at the same time, and one after the other, and all for the same reason. */
const silence = 5_000;

function ignore(): void {
  // Nobody looks on.
}

const styles: Readonly<Record<string, Style>> = {
  error: "red",
  warning: "yellow",
  "  next": "cyan",
  info: "dim",
  debug: "dim",
};

function lineOf(kind: string, text: string): string {
  return kind === "summary" ? text : `${kind}: ${text}`;
}

/** Its kind is coloured; of a run that did not come to its end in every part, the summary. */
function painted(kind: string, text: string, { exit }: Readonly<Record<string, unknown>>): string {
  if (kind === "summary") return paint(exit === 0 || exit === undefined ? undefined : "yellow", text);
  return `${paint(styles[kind], `${kind}:`)} ${text}`;
}

function isDetails(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The frames of an error and its causes. Of a message only the first line: AWS prints what was signed after it. */
function stackOf(error: Error): readonly string[] {
  const frames = (error.stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at "));
  const cause = error.cause instanceof Error ? stackOf(error.cause) : [];
  // A text by its type only: an SDK takes for a message whatever a service sends as one.
  const [line = ""] = String(error.message).split("\n");
  return [`${error.name}: ${excerpt(line)}`, ...frames, ...cause];
}

/** What authorises a request, as a service or a proxy may quote it: headers, and the query of a presigned URL. */
const authorisations: readonly RegExp[] = [
  /\b((?:bearer|basic)\s+)[\w.~+/=-]{12,}/gi,
  /\b((?:x-amz-)?(?:signature|credential|security-token)\s*[=:]\s*)[^\s,&"']+/gi,
];

function withoutSecrets(message: string, secrets: ReadonlySet<string>): string {
  let known = message;
  for (const secret of secrets) known = withoutBeginning(known.replaceAll(secret, "***"), secret);
  return authorisations.reduce((text, pattern) => text.replaceAll(pattern, "$1***"), known);
}

/** The text of a service is cut to an excerpt, and that may be in the middle of a secret. */
function withoutBeginning(text: string, secret: string): string {
  const beginning = secret.slice(0, shortestSecret);
  const end = text.lastIndexOf("…");
  for (let at = text.indexOf(beginning); at !== -1 && at < end; at = text.indexOf(beginning, at + 1)) {
    const cut = text.indexOf("…", at);
    if (secret.startsWith(text.slice(at, cut))) return `${text.slice(0, at)}***${text.slice(cut)}`;
  }
  return text;
}

/** A shorter text would be found in words that are none. */
const shortestSecret = 8;

function isConcealable(secret: string): boolean {
  return secret.length >= shortestSecret;
}

const secretNames = ["SECRET", "TOKEN", "PASSWORD", "PASSWD", "PRIVATE_KEY"];

/**
 * What the environment names as secret. No message is meant to hold one; this is the net for the text of others,
 * such as an error of an SDK that quotes its request.
 */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  // Names first: each value is asked of the system.
  return Object.keys(env)
    .filter((name) => secretNames.some((word) => name.toUpperCase().includes(word)))
    .map((name) => env[name] ?? "");
}
