import type { Instant, Slice } from "../core/types.ts";
import type { ArchiveFile, Manifest } from "./format.ts";
import { names } from "./names.ts";
import { holesIn } from "./plan.ts";
import { listFiles } from "./recover.ts";
import { damaged, noArchive, readArchiveFile, readHead, readLast, readPrevious } from "./store.ts";

/** What an archive has, and what it lacks. */
export interface CoverageRow {
  /** covered: everything of the time is there; hole: it is not; runs: what the runs came to that the archive is made of. */
  readonly kind: "covered" | "hole" | "runs";
  readonly source: ArchiveFile["source"];
  readonly scope: Slice["scope"];
  /** Null where it has no such end: of cases everything is covered from their beginning. */
  readonly since: Instant | null;
  readonly until: Instant | null;
  /** What is missing, and why; of runs, nothing. */
  readonly reason: string | null;
  readonly records: number | null;
  /** Windows and cases that were read, and those of them that had no events at all. */
  readonly slices: number | null;
  readonly empty: number | null;
  /** Events that came after their time had been read: more overlap or lag finds more of them. */
  readonly late: number | null;
}

/**
 * @throws ExportError (config) where there is no archive, (verification) where it is damaged.
 */
export async function readCoverage(directory: string): Promise<readonly CoverageRow[]> {
  const archive = await readArchiveFile(directory);
  if (archive === undefined) {
    throw noArchive(directory);
  }
  const { source, scope } = archive.file;
  const head = await readHead(directory);
  const last = head === undefined ? undefined : await readLast(directory, head);
  const nothing = { records: null, slices: null, empty: null, late: null };
  if (last === undefined && (await listFiles(directory, names.manifests)).some((path) => path.endsWith(".json"))) {
    throw damaged("HEAD is missing");
  }
  if (last === undefined) {
    const reason = "no run has ended yet";
    return [{ kind: "hole", source, scope, since: null, until: null, reason, ...nothing }];
  }
  const { coverage } = last;
  const covered = coverage.covered.map(({ since, until }) => ({ since, until }));
  const rows = [...covered, ...(coverage.complete === null ? [] : [{ since: null, until: coverage.complete }])].map(
    (span) => ({ kind: "covered" as const, source, scope, ...span, reason: null, ...nothing }),
  );
  const holes = holesIn(coverage).map(({ label, since, until, reason }) => ({
    kind: "hole" as const,
    source,
    scope,
    since,
    until,
    reason: since === null ? `${label}: ${reason}` : reason,
    ...nothing,
  }));
  return [...rows, ...holes, await sumOfRuns(directory, last, source, scope)];
}

async function sumOfRuns(
  directory: string,
  last: Manifest,
  source: string,
  scope: Slice["scope"],
): Promise<CoverageRow> {
  let records = 0;
  let slices = 0;
  let empty = 0;
  let late = 0;
  let first = last;
  for (let run: Manifest | undefined = last; run !== undefined; run = await readPrevious(directory, run)) {
    first = run;
    for (const entry of run.slices) {
      records += entry.records;
      late += entry.late;
      if (entry.state !== "complete") continue;
      slices += 1;
      if (entry.records + entry.known + entry.duplicates === 0) empty += 1;
    }
  }
  return {
    kind: "runs",
    source,
    scope,
    since: first.started,
    until: last.ended,
    reason: null,
    records,
    slices,
    empty,
    late,
  };
}
