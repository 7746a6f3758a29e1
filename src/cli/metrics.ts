/** What one run came to, as metrics of Prometheus. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly started: Date;
  readonly ended: Date;
  readonly exit: number;
  readonly values: Readonly<Partial<Record<Counted, number>>>;
  /** Until when its archive is complete; null where there is none. */
  readonly coveredUntil: string | null;
}

const counted = {
  records: "Records that the last run delivered",
  known_records: "Events that an earlier run had delivered",
  duplicate_records: "Events that the service gave twice",
  pages: "Pages that the last run read",
  slices_complete: "Cases or windows that the last run read to their end",
  slices_unread: "Cases or windows that the last run could not read",
  late_records: "Events that came after their time had been read",
} as const;

type Counted = keyof typeof counted;

const helps: Readonly<Record<string, string>> = {
  exit_code: "Exit code of the last run",
  last_run_timestamp_seconds: "When the last run ended",
  last_success_timestamp_seconds: "When a run last ended with 0",
  duration_seconds: "How long the last run took",
  ...counted,
  covered_until_timestamp_seconds: "Time until which the archive is complete",
};

/** What a run's summary says that its metrics say too: see reports.ts. */
export interface RunFigures {
  readonly records: number;
  readonly known: number;
  readonly duplicates: number;
  readonly pages: number;
  readonly slices: { readonly complete: number; readonly unread: number };
  readonly archive: { readonly path: string; readonly coveredUntil: string | null; readonly late: number } | null;
}

/** @param figures undefined for a run that ended before it could say any */
export function toSample(
  labels: Readonly<Record<string, string>>,
  { started, ended, exit }: Pick<Sample, "started" | "ended" | "exit">,
  figures: RunFigures | undefined,
): Sample {
  const run = { started, ended, exit };
  if (figures === undefined) return { labels, ...run, values: {}, coveredUntil: null };
  const { records, known, duplicates, pages, slices, archive } = figures;
  return {
    labels: { ...labels, ...(archive === null ? {} : { archive: archive.path }) },
    ...run,
    values: {
      records,
      known_records: known,
      duplicate_records: duplicates,
      pages,
      slices_complete: slices.complete,
      slices_unread: slices.unread,
      ...(archive === null ? {} : { late_records: archive.late }),
    },
    coveredUntil: archive?.coveredUntil ?? null,
  };
}

const prefix = "audit_export";

/**
 * The text format of Prometheus: https://prometheus.io/docs/instrumenting/exposition_formats. Samples of one metric stand
 * together, as it asks for.
 *
 * @param before what stood in the file: when a run last succeeded, a failure does not undo
 */
export function metricsText(samples: readonly Sample[], before: string): string {
  const lines = new Map<string, string[]>();
  for (const sample of samples) {
    const labels = labelsText(sample.labels);
    for (const [name, value] of Object.entries(gaugesOf(sample, labels, before))) {
      if (value !== undefined) lines.set(name, [...(lines.get(name) ?? []), `${prefix}_${name}{${labels}} ${value}\n`]);
    }
  }
  return [...lines]
    .map(([name, text]) => {
      const full = `${prefix}_${name}`;
      return `# HELP ${full} ${helps[name]}.\n# TYPE ${full} gauge\n${text.join("")}`;
    })
    .join("");
}

function gaugesOf(
  { started, ended, exit, values, coveredUntil }: Sample,
  labels: string,
  before: string,
): Readonly<Record<string, number | undefined>> {
  return {
    exit_code: exit,
    last_run_timestamp_seconds: seconds(ended),
    last_success_timestamp_seconds:
      exit === 0 ? seconds(ended) : valueOf(before, `${prefix}_last_success_timestamp_seconds{${labels}} `),
    duration_seconds: seconds(ended) - seconds(started),
    ...values,
    covered_until_timestamp_seconds: coveredUntil === null ? undefined : Date.parse(coveredUntil) / 1000,
  };
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replaceAll(/[\\"\n]/g, (character) => escapes[character] ?? character)}"`)
    .join(",");
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': String.raw`\"`, "\n": String.raw`\n` };

function seconds(date: Date): number {
  return date.getTime() / 1000;
}

/** The value that a series had in the file before. */
function valueOf(text: string, beginning: string): number | undefined {
  const line = text.split("\n").find((candidate) => candidate.startsWith(beginning));
  const value = line === undefined ? Number.NaN : Number(line.slice(beginning.length));
  return Number.isFinite(value) ? value : undefined;
}
