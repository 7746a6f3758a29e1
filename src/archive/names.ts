import type { Instant } from "../core/types.ts";

/**
 * Where everything in an archive is. Names come from a run's number, never from the clock: two runs cannot meet, and what a
 * run has left behind is known by its number. Paths are relative to the archive, with slashes on every system.
 */
export const names = {
  archive: "archive.json",
  head: "HEAD",
  lock: "lock",
  segments: "segments",
  manifests: "manifests",
  states: "state",
} as const;

export function numbered(number: number): string {
  return String(number).padStart(6, "0");
}

/** A segment is filed under the month of its latest event: whatever is in a month's folder is of that month, or older. */
export function segmentPath(number: number, latest: Instant | null): string {
  const [year, month] = latest === null ? ["0000", "00"] : [latest.slice(0, 4), latest.slice(5, 7)];
  return `${names.segments}/${year}/${month}/${numbered(number)}.ndjson.gz`;
}

export function manifestPath(number: number): string {
  return `${names.manifests}/${numbered(number)}.json`;
}

/** Ed25519 over the bytes of the manifest, as `openssl pkeyutl -verify -rawin` takes it. */
export function signaturePath(number: number): string {
  return `${names.manifests}/${numbered(number)}.sig`;
}

/** Which slices an archive of cases has, and where it last read them. Only the last one is kept. */
export function statePath(number: number): string {
  return `${names.states}/${numbered(number)}.json.gz`;
}

/** The number of the run that a file is of, by its name; undefined for what no run writes. */
export function numberOf(path: string): number | undefined {
  const [, digits] = /\/(\d{6,})\.(?:ndjson\.gz|json|sig|json\.gz)(?:\.partial)?$/.exec(`/${path}`) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
