import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** The records of an archive, as anybody reads them who knows nothing but that its segments are compressed lines. */
export function recordsOf(directory: string): readonly string[] {
  return filesOf(directory)
    .filter((path) => path.startsWith("segments/") && path.endsWith(".gz"))
    .flatMap((path) =>
      gunzipSync(readFileSync(join(directory, path)))
        .toString()
        .split("\n")
        .slice(0, -1),
    );
}

export function idsOf(directory: string): readonly string[] {
  return recordsOf(directory).map((line) => (JSON.parse(line) as { readonly id: string }).id);
}

export function filesOf(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .toSorted();
}

export interface ReadManifest {
  readonly number: number;
  readonly exit: number;
  readonly previous: string | null;
  readonly gaps: readonly { readonly since: string | null; readonly until: string | null; readonly reason: string }[];
  readonly slices: readonly {
    readonly key: string;
    readonly state: string;
    readonly records: number;
    readonly known: number;
    readonly late: number;
  }[];
}

export function manifestsOf(directory: string): readonly ReadManifest[] {
  return filesOf(directory)
    .filter((path) => /^manifests\/\d+\.json$/.test(path))
    .map((path) => JSON.parse(readFileSync(join(directory, path), "utf8")) as ReadManifest);
}
