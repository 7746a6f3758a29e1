/** What a fault can be told, beside when it happens: a number with its bounds, or one of some words. */
export type Setting =
  | { readonly usual: number | undefined; readonly minimum: number; readonly maximum: number; readonly says: string }
  | { readonly usual: string; readonly words: readonly string[]; readonly says: string };

export interface FaultDescription {
  readonly says: string;
  readonly settings?: Readonly<Record<string, Setting>>;
  /** Its own rule says when it happens: `every`, `after` and `times` do not. */
  readonly unscheduled?: true;
}

const day = 86_400;

/** All faults, by their names. What they say is what `sandbox --help` shows. */
export const faultCatalog = {
  throttle: {
    says: "429, in the service's own words",
    settings: {
      "retry-after": { usual: undefined, minimum: 0, maximum: day, says: "seconds the service asks to wait" },
      in: { usual: "header", words: ["header", "body"], says: "where it says so" },
    },
  },
  quota: {
    says: "429 beyond so many requests a second to a service",
    settings: {
      rate: { usual: 2, minimum: 1, maximum: 1000, says: "requests a second" },
      burst: { usual: 10, minimum: 1, maximum: 1000, says: "requests at once" },
    },
    unscheduled: true,
  },
  error: {
    says: "a failure of the server",
    settings: {
      status: { usual: 500, minimum: 400, maximum: 599, says: "the HTTP status" },
      body: { usual: "json", words: ["json", "html", "empty"], says: "what comes with it" },
    },
  },
  reset: { says: "the connection is reset instead of an answer" },
  "reset-body": { says: "the connection is reset in the middle of the answer" },
  stall: { says: "the answer stops in its middle, and the connection stays" },
  silence: { says: "no answer, and the connection stays" },
  slow: {
    says: "the answer comes late",
    settings: { delay: { usual: 1000, minimum: 0, maximum: day * 1000, says: "milliseconds" } },
  },
  "half-json": { says: "200 with the first half of the answer" },
  html: { says: "200 with a page of a proxy" },
  "empty-body": { says: "200 without a body" },
  "no-list": { says: "200 without the list" },
  "null-list": { says: "200 with null for the list" },
  "empty-page": { says: "first an empty page with a token, then the page" },
  "null-token": { says: "the last page has null for a token" },
  "empty-token": { says: 'the last page has "" for a token' },
  "same-token": { says: "a page gives the token that asked for it" },
  "event-twice": { says: "a page ends with its last item twice" },
  "odd-events": {
    says: "some events, always the same, are not as documented",
    settings: { every: { usual: 5, minimum: 1, maximum: 1_000_000, says: "one of n events" } },
    unscheduled: true,
  },
  "expired-page-token": { says: "the page token is refused" },
  "expired-credentials": { says: "the credentials are refused as expired" },
  denied: { says: "403" },
  missing: { says: "404" },
  "skewed-clock": {
    says: "the clock of the services is wrong",
    settings: { offset: { usual: 3600, minimum: -day, maximum: day, says: "seconds ahead" } },
    unscheduled: true,
  },
} as const satisfies Readonly<Record<string, FaultDescription>>;

export type FaultName = keyof typeof faultCatalog;

/** What every scheduled fault can be told. */
export const scheduleSettings = {
  every: { usual: 5, minimum: 1, maximum: 1_000_000, says: "each n-th request that it can happen to" },
  after: { usual: 0, minimum: 0, maximum: 1_000_000, says: "not the first n" },
  times: { usual: undefined, minimum: 1, maximum: 1_000_000, says: "n times in all" },
} as const satisfies Readonly<Record<string, Setting>>;

/** The part of `sandbox --help` about faults. */
export function describeFaults(): string {
  const descriptions: readonly (readonly [string, FaultDescription])[] = Object.entries(faultCatalog);
  const lines = descriptions.flatMap(([name, { says, settings = {} }]) => [
    line(name, says),
    ...Object.entries(settings).map(([key, setting]) => line("", `${key}=${rangeOf(setting)}  ${setting.says}`)),
  ]);
  const schedule = Object.entries(scheduleSettings).map(([key, { says, usual }]) =>
    line(key, usual === undefined ? says : `${says} (default: ${usual})`),
  );
  return [
    "Faults, separated by commas, each with its settings after colons:",
    ...lines,
    "When and where they happen:",
    ...schedule,
    line("on", "a source, or an operation as the service calls it"),
  ].join("\n");
}

function line(name: string, text: string): string {
  return `  ${name.padEnd(20)} ${text}`;
}

function rangeOf(setting: Setting): string {
  return "words" in setting ? setting.words.join("|") : `${setting.minimum}..${setting.maximum}`;
}
