import { createHash } from "node:crypto";
import { lstat, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ExportError, systemCode } from "../core/errors.ts";
import {
  archiveFormat,
  type ArchiveFile,
  type Block,
  type Coverage,
  type Manifest,
  manifestFormat,
  type Segment,
} from "./format.ts";
import { isOfTheFuture } from "./increment.ts";
import { manifestPath, names, numbered } from "./names.ts";
import { nothingCovered } from "./plan.ts";

/** The last run that counts. */
export interface Head {
  readonly number: number;
  /** SHA-256 of its manifest. */
  readonly sha256: string;
}

export function sha256Of(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What is in the archive is not what a run has written. */
export function damaged(what: string, cause?: unknown): ExportError {
  return new ExportError("verification", `the archive is damaged: ${what}`, {
    hint: "`audit-export verify <dir>` checks all of it; put back what was changed from a copy",
    cause,
  });
}

export function noArchive(directory: string): ExportError {
  return new ExportError("config", `${directory} is no archive`, { hint: "give the directory that --archive named" });
}

export function headText({ number, sha256 }: Head): string {
  return `${numbered(number)} ${sha256}\n`;
}

/** @returns undefined where there is none: no run has ended yet */
export async function readHead(directory: string): Promise<Head | undefined> {
  const text = await textOf(directory, names.head);
  if (text === undefined) return undefined;
  const [, number = "", sha256 = ""] = /^(\d{6,}) ([0-9a-f]{64})\n$/.exec(text) ?? [];
  const head = { number: Number(number), sha256 };
  if (head.number < 1 || text !== headText(head)) throw damaged("HEAD does not name a manifest");
  return head;
}

/** @returns undefined where there is none: it is no archive yet */
export async function readArchiveFile(
  directory: string,
): Promise<{ readonly file: ArchiveFile; readonly sha256: string } | undefined> {
  const text = await textOf(directory, names.archive);
  if (text === undefined) return undefined;
  const file = parse(names.archive, text) as Partial<ArchiveFile>;
  if (file.format !== archiveFormat || typeof file.source !== "string" || typeof file.scope !== "object") {
    throw new ExportError("config", `${join(directory, names.archive)} is of no format that this version knows`, {
      hint: "a newer version may have made it; nothing was touched",
    });
  }
  return { file: file as ArchiveFile, sha256: sha256Of(text) };
}

/** A manifest; where it is said what SHA-256 it must have, no other. */
export async function readManifest(
  directory: string,
  number: number,
  expected?: { readonly sha256: string; readonly by: string },
): Promise<Manifest> {
  const path = manifestPath(number);
  const text = await textOf(directory, path);
  if (text === undefined)
    throw damaged(`${path} is missing${expected === undefined ? "" : `, which ${expected.by} names`}`);
  if (expected !== undefined && sha256Of(text) !== expected.sha256) {
    throw damaged(`${path} has another SHA-256 than ${expected.by} says`);
  }
  const manifest = parse(path, text);
  if (!isManifest(manifest) || manifest.number !== number) throw damaged(`${path} is no manifest`);
  return manifest;
}

/** So far as this program relies on it: whoever can change a manifest and HEAD may have made anything of it. */
function isManifest(value: object): value is Manifest {
  const { format, segments, slices, gaps, undated, coverage, state, previous } = value as Partial<Manifest>;
  const { covered, lost, unread } = (coverage ?? {}) as Partial<Coverage>;
  return (
    format === manifestFormat &&
    [segments, slices, gaps, undated, covered, lost, unread].every((list) => Array.isArray(list)) &&
    (previous === null || typeof previous === "string") &&
    (state === null || typeof state?.path === "string") &&
    [...(segments ?? []), ...(slices ?? []), ...(gaps ?? [])].every(
      (item) => typeof item === "object" && item !== null,
    ) &&
    (segments ?? []).every(({ path, blocks }) => typeof path === "string" && Array.isArray(blocks))
  );
}

/** The manifest of the last run. */
export function readLast(directory: string, { number, sha256 }: Head): Promise<Manifest> {
  return readManifest(directory, number, { sha256, by: names.head });
}

/** The manifest before, or undefined where this is the first. */
export async function readPrevious(directory: string, manifest: Manifest): Promise<Manifest | undefined> {
  const { number, previous } = manifest;
  if (previous === null) return undefined;
  return readManifest(directory, number - 1, { sha256: previous, by: manifestPath(number) });
}

/**
 * What is covered. A run whose clock was ahead believed to have read what had not happened yet, and going on from there would
 * leave it out for ever: what such runs covered does not count, but for what they found to be unread.
 */
export async function readCovered(directory: string, last: Manifest, now: Date): Promise<Coverage> {
  let run: Manifest | undefined = last;
  while (run !== undefined && isOfTheFuture(run.started, now)) run = await readPrevious(directory, run);
  if (run === last) return last.coverage;
  const { begins, unread } = last.coverage;
  return { ...(run?.coverage ?? nothingCovered), begins, unread };
}

/** The lines of one block, without reading what stands before it. */
export async function readBlock(directory: string, { path }: Segment, block: Block): Promise<readonly string[]> {
  const { gunzip } = await import("node:zlib");
  const bytes = Buffer.alloc(block.bytes);
  try {
    const handle = await open(join(directory, path), "r");
    try {
      for (let at = 0; at < block.bytes;) {
        const { bytesRead } = await handle.read(bytes, at, block.bytes - at, block.offset + at);
        if (bytesRead === 0) throw new Error("it is cut short");
        at += bytesRead;
      }
    } finally {
      await handle.close();
    }
    const text = (await promisify(gunzip)(bytes)).toString();
    const lines = text.split("\n");
    lines.pop();
    if (lines.length !== block.records) throw new Error(`${lines.length} records instead of ${block.records}`);
    return lines;
  } catch (error) {
    throw damaged(`${path}: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

function parse(path: string, text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // It is said below.
  }
  throw damaged(`${path} is no JSON`);
}

/** Undefined where there is no such file. A pipe in its place would be waited for. */
async function textOf(directory: string, path: string): Promise<string | undefined> {
  try {
    if (!(await lstat(join(directory, path))).isFile()) throw damaged(`${path} is no regular file`);
    return await readFile(join(directory, path), "utf8");
  } catch (error) {
    if (error instanceof ExportError) throw error;
    if (systemCode(error) === "ENOENT") return undefined;
    throw new ExportError("config", `could not read ${join(directory, path)}: ${(error as Error).message}`, {
      cause: error,
      hint: "see that the archive can be read",
    });
  }
}
