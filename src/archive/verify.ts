import { lstat, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { ExportError } from "../core/errors.ts";
import type { Manifest, Segment } from "./format.ts";
import { createIdSet } from "./id-set.ts";
import { isLockHeld, type Processes } from "./lock.ts";
import { manifestPath, names, signaturePath } from "./names.ts";
import { isLeftOver, listFiles } from "./recover.ts";
import { checkSegment } from "./segment-check.ts";
import { isSignedBy } from "./signing.ts";
import { noArchive, readArchiveFile, readHead, readManifest, sha256Of } from "./store.ts";

/** One thing that is not as a run has written it. */
export interface Problem {
  readonly path: string;
  readonly what: string;
}

export interface VerifySettings {
  /** Public keys, as base64 of their SPKI: the last manifest must be signed for one of them. */
  readonly publicKeys: readonly string[];
  /** The SHA-256 of a manifest, noted elsewhere, that must be in the chain. */
  readonly anchor: string | undefined;
  readonly processes: Processes;
  readonly signal: AbortSignal;
  /** Told how far it is, some times in each segment. */
  readonly onProgress?: (progress: VerifyProgress) => void;
}

/** How far a reading of an archive is: it may be read again where a run ends meanwhile. */
export interface VerifyProgress {
  readonly segments: number;
  readonly allSegments: number;
  readonly records: number;
  readonly allRecords: number;
}

export interface Verification {
  readonly problems: readonly Problem[];
  readonly manifests: number;
  readonly segments: number;
  readonly records: number;
  /** Manifests that are signed. */
  readonly signed: number;
  /** SHA-256 of the last manifest: to be noted elsewhere. */
  readonly head: string | undefined;
  /** A run is under way: what it has not committed yet is not judged. */
  readonly isLocked: boolean;
}

/**
 * Walks the chain from HEAD to the first manifest, and reads every segment on the way. Whatever differs from what the runs have
 * written is a problem; the first of them is the first link that is broken, from the end.
 *
 * @throws ExportError (config) where there is no archive.
 */
export async function verifyArchive(directory: string, settings: VerifySettings): Promise<Verification> {
  const isDirectory = await stat(directory).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isDirectory) throw noArchive(directory);
  for (let left = mostReadings; ; left -= 1) {
    const before = await headNow(directory);
    const result = await readOnce(directory, settings);
    // A run that has ended meanwhile explains what looks wrong, unless it does so again.
    if (result.problems.length === 0 || left <= 1 || (await headNow(directory)) === before) return result;
  }
}

/** Runs end seldom, and reading an archive takes seconds. */
const mostReadings = 3;

async function headNow(directory: string): Promise<string | undefined> {
  return (await bytesOf(join(directory, names.head)))?.toString();
}

function sumsOf({ blocks }: Segment): readonly [records: number, bytes: number] {
  return blocks.reduce<[number, number]>(
    ([records, bytes], block) => [records + block.records, bytes + block.bytes],
    [0, 0],
  );
}

/** Undefined for what is no regular file: a pipe would be waited for. */
async function bytesOf(path: string): Promise<Buffer | undefined> {
  try {
    return (await lstat(path)).isFile() ? await readFile(path) : undefined;
  } catch {
    return undefined;
  }
}

async function readOnce(directory: string, settings: VerifySettings): Promise<Verification> {
  const problems: Problem[] = [];
  const note = (path: string, what: string): void => void problems.push({ path, what });
  const isHeld = (): Promise<boolean> => isLockHeld(join(directory, names.lock), settings.processes);
  let isLocked = await isHeld();
  const expected = new Set<string>([names.archive, names.head]);
  const chain: Manifest[] = [];
  const hashes = new Set<string>();
  const archive = await readWhole(names.archive, () => readArchiveFile(directory));
  const head = await readWhole(names.head, () => readHead(directory));
  const others = await listFiles(directory, names.manifests);
  if (archive === undefined && head === undefined && problems.length === 0 && others.length === 0) {
    throw noArchive(directory);
  }
  if (archive === undefined && problems.length === 0) note(names.archive, "is missing");
  for (let next = head, by: string = names.head; next !== undefined;) {
    settings.signal.throwIfAborted();
    const { number } = next;
    const link = { sha256: next.sha256, by };
    const manifest: Manifest | undefined = await readWhole(manifestPath(number), () =>
      readManifest(directory, number, link),
    );
    expected.add(manifestPath(number));
    if (manifest === undefined) break;
    hashes.add(link.sha256);
    chain.push(manifest);
    await checkSignature(manifest);
    if (archive !== undefined && manifest.archive !== archive.sha256) {
      note(names.archive, `has another SHA-256 than ${manifestPath(number)} says`);
    }
    if ((manifest.previous === null) !== (number === 1)) note(manifestPath(number), "names no manifest before it");
    by = manifestPath(number);
    next = manifest.previous === null ? undefined : { number: number - 1, sha256: manifest.previous };
  }

  const [last] = chain;
  if (last !== undefined && last.state !== null) await checkState(last.state);
  const records = await checkSegments();
  await checkNames();
  checkKeys();
  if (settings.anchor !== undefined && !hashes.has(settings.anchor)) {
    note(names.head, `does not lead to the manifest ${settings.anchor}, which was noted`);
  }
  return {
    problems,
    manifests: chain.length,
    segments: chain.reduce((sum, { segments }) => sum + segments.length, 0),
    records,
    signed: chain.filter(({ signer }) => signer !== null).length,
    head: head?.sha256,
    isLocked,
  };

  /** What is read, or undefined with a problem noted. */
  async function readWhole<Value>(path: string, read: () => Promise<Value | undefined>): Promise<Value | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ExportError)) throw error;
      note(path, error.message.replace(/^the archive is damaged: /, "").replace(`${path} `, ""));
      return undefined;
    }
  }

  async function checkSignature({ number, signer }: Manifest): Promise<void> {
    if (signer === null) return;
    const path = signaturePath(number);
    expected.add(path);
    const [bytes, signature] = await Promise.all(
      [manifestPath(number), path].map((file) => bytesOf(join(directory, file))),
    );
    if (signature === undefined) note(path, "is missing");
    else if (bytes !== undefined && !isSignedBy(signer, bytes, signature)) note(path, "does not sign its manifest");
  }

  async function checkState({ path, sha256: wanted, bytes }: NonNullable<Manifest["state"]>): Promise<void> {
    expected.add(path);
    const content = await bytesOf(join(directory, path));
    if (content === undefined) note(path, "is missing");
    else if (content.length !== bytes || sha256Of(content) !== wanted) {
      note(path, "has another SHA-256 than the last manifest says");
    }
  }

  async function checkSegments(): Promise<number> {
    const ids = createIdSet();
    let count = 0;
    let checked = 0;
    const all = chain.flatMap(({ segments }) => segments);
    const allRecords = all.reduce((sum, { records }) => sum + records, 0);
    const tell = (records: number): void =>
      settings.onProgress?.({ segments: checked, allSegments: all.length, records, allRecords });
    for (const { number, segments, slices } of chain) {
      for (const segment of segments) {
        settings.signal.throwIfAborted();
        expected.add(segment.path);
        const before = count;
        count += segment.records;
        if (!(await isFile(segment.path))) note(segment.path, `is missing, which ${manifestPath(number)} names`);
        else {
          const problems = await checkSegment(directory, segment, ids, (records) => tell(before + records));
          for (const what of problems) note(segment.path, what);
        }
        checked += 1;
        tell(count);
        const [records, bytes] = sumsOf(segment);
        if (records !== segment.records || bytes !== segment.bytes) {
          note(manifestPath(number), `names other blocks than ${segment.path} has`);
        }
      }
      const [inSegments, inSlices] = [segments, slices].map((list) =>
        list.reduce((sum, { records: has }) => sum + has, 0),
      );
      if (inSegments !== inSlices) {
        note(manifestPath(number), `counts ${inSlices} records of slices, and ${inSegments} in segments`);
      }
    }
    return count;
  }

  async function isFile(path: string): Promise<boolean> {
    return lstat(join(directory, path)).then(
      (file) => file.isFile(),
      () => false,
    );
  }

  /** What a run leaves behind that was interrupted is named for what it is; but it does not belong there either. */
  async function checkNames(): Promise<void> {
    // Where the chain breaks, nobody can say what belongs to what lies beyond.
    if (chain.length < (head?.number ?? 0)) return;
    const files = await listFiles(directory);
    // One that has begun while the segments were read.
    isLocked ||= await isHeld();
    for (const path of files) {
      if (path === names.lock) continue;
      if (expected.has(path)) {
        if (!(await isFile(path))) note(path, "is no regular file");
        continue;
      }
      const isLeft = isLeftOver(path, head?.number ?? 0, last?.state?.path);
      if (isLeft && isLocked) continue;
      note(path, isLeft ? "was left by a run that did not end: the next one removes it" : "is named by no manifest");
    }
  }

  function checkKeys(): void {
    if (settings.publicKeys.length === 0 || last === undefined) return;
    if (last.signer === null) note(manifestPath(last.number), "is not signed");
    for (const { number, signer } of chain) {
      if (signer !== null && !settings.publicKeys.includes(signer))
        note(manifestPath(number), "is signed with another key");
    }
  }
}
