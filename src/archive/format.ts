import type { Instant, Slice } from "../core/types.ts";
import type { Spans } from "./spans.ts";

/** What the files of an archive hold. A reader refuses a format that it does not know. */
export const archiveFormat = "audit-export-archive/1";
export const manifestFormat = "audit-export-manifest/1";

/** archive.json: written once, when the archive is made. */
export interface ArchiveFile {
  readonly format: typeof archiveFormat;
  readonly source: string;
  /** The command, such as `realtime`: it asks the source in its own way. */
  readonly command: string;
  readonly scope: Slice["scope"];
  readonly created: Instant;
}

/** A run of records within a segment: a gzip member of its own, so that it can be read without the others. */
export interface Block {
  readonly offset: number;
  readonly bytes: number;
  readonly records: number;
  /** Of the records with a time, the earliest and the latest; null where none has one. */
  readonly first: Instant | null;
  readonly last: Instant | null;
  /** Records without a time. */
  readonly undated: number;
}

export interface Segment {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly records: number;
  readonly first: Instant | null;
  readonly last: Instant | null;
  readonly blocks: readonly Block[];
}

/** What one slice came to in one run. */
export interface SliceEntry {
  readonly key: string;
  readonly label: string;
  readonly scope: Slice["scope"];
  readonly window: { readonly since?: Instant; readonly until?: Instant } | null;
  readonly pages: number;
  readonly records: number;
  /** Events that came twice in this run, dropped. */
  readonly duplicates: number;
  /** Events that the archive had already, dropped. */
  readonly known: number;
  /** New events of a time that had been covered before. */
  readonly late: number;
  /**
   * complete: read to its end; cut: read in the parts that follow; failed and unfinished: to be read again; gone: the service
   * has it no longer.
   */
  readonly state: "complete" | "cut" | "failed" | "unfinished" | "gone";
  /** What it failed with. */
  readonly error: string | null;
  /** The first and the last block that have records of it; null where it gave none. */
  readonly blocks: readonly [first: number, last: number] | null;
  /** The run before that archived records of the same slice. Of slices without windows. */
  readonly before: number | null;
}

/** Time that is missing for good, or for now. */
export interface Gap {
  readonly label: string;
  readonly since: Instant | null;
  readonly until: Instant | null;
  readonly reason: string;
}

/** A reading of all slices, of those without windows, that takes several runs. */
export interface Sweep {
  /** The run that began it: what was read since then need not be read again for it. */
  readonly first: number;
  /** When it began, less the lag: when it is done, all is covered until then. */
  readonly started: Instant;
  /** It is of the slices that have changed since; null: of all. */
  readonly changedSince: Instant | null;
}

/** What is known to be in the archive, after this run. */
export interface Coverage {
  /** Of slices that are windows: where the time begins that is to be covered; null before any was asked for. */
  readonly begins: Instant | null;
  /** Of slices that are windows: the time that was read completely. */
  readonly covered: Spans;
  /** Where the last of the windows ends that were ever asked for. */
  readonly reach: Instant | null;
  /** Time that the source no longer kept when it was asked for: not asked for again. */
  readonly lost: Spans;
  /** Of slices without windows: everything that had changed until then is in the archive. */
  readonly complete: Instant | null;
  readonly sweep: Sweep | null;
  /** Slices without windows that are to be read again, whether they change or not. */
  readonly unread: readonly Pick<SliceEntry, "key" | "label" | "scope" | "error">[];
}

/** manifests/000042.json: what one run asked for and got. */
export interface Manifest {
  readonly format: typeof manifestFormat;
  readonly number: number;
  /** SHA-256 of the manifest before; null in the first. */
  readonly previous: string | null;
  /** SHA-256 of archive.json. */
  readonly archive: string;
  readonly version: string;
  readonly started: Instant;
  readonly ended: Instant;
  readonly exit: number;
  readonly asked: {
    readonly windows: Spans;
    readonly changedSince: Instant | null;
    /** Seconds. */
    readonly overlap: number;
    readonly lag: number;
  };
  readonly segments: readonly Segment[];
  readonly slices: readonly SliceEntry[];
  /** What this run found missing. */
  readonly gaps: readonly Gap[];
  readonly coverage: Coverage;
  /** The runs, this one included, that archived records without a time: such may come again in any window. */
  readonly undated: readonly number[];
  /** No window of this run or an earlier one ends after it, whatever the clock said: it never falls from run to run. */
  readonly peak: Instant | null;
  readonly state: { readonly path: string; readonly sha256: string; readonly bytes: number } | null;
  /** The public key that the manifest is signed for, as base64 of its SPKI; null where it is not signed. */
  readonly signer: string | null;
}

/** One member a line, and of lists one item: to be read by people, and compared line by line. */
export function manifestText(manifest: Manifest): string {
  const lines = Object.entries(manifest).map(([name, value]) => {
    const isList = Array.isArray(value) && value.length > 0;
    const text = isList
      ? `[\n${value.map((item) => `  ${JSON.stringify(item)}`).join(",\n")}\n ]`
      : JSON.stringify(value);
    return ` ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}
