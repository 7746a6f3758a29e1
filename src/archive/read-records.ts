import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Manifest, Segment } from "./format.ts";
import { names, numberOf, numbered } from "./names.ts";
import { listFiles } from "./recover.ts";
import { damaged, noArchive, readArchiveFile, readHead, readLast, readPrevious } from "./store.ts";

/** What of a segment tells where it is and that it is whole: all that is kept of each, however many there are. */
export type CommittedSegment = Pick<Segment, "path" | "sha256">;

/**
 * The segments that HEAD leads to, the oldest run's first. What a run has left behind that did not end, or has not committed
 * yet, is not among them.
 *
 * @throws ExportError (config) where there is no archive, (verification) where it is damaged
 */
export async function committedSegments(directory: string): Promise<readonly CommittedSegment[]> {
  const archive = await readArchiveFile(directory);
  // Listed before HEAD is read: a run that commits in between only adds to what HEAD names.
  const files = await listFiles(directory, names.manifests);
  const head = await readHead(directory);
  if (archive === undefined) {
    if (head === undefined && files.length === 0) throw noArchive(directory);
    throw damaged(`${names.archive} is missing`);
  }
  const furthest = Math.max(0, ...files.map((path) => numberOf(path) ?? 0));
  if (furthest > (head?.number ?? 0) + 1) {
    throw damaged(`HEAD names run ${numbered(head?.number ?? 0)}, but there are files of run ${numbered(furthest)}`);
  }
  const runs: (readonly CommittedSegment[])[] = [];
  let run: Manifest | undefined = head === undefined ? undefined : await readLast(directory, head);
  for (; run !== undefined; run = await readPrevious(directory, run)) {
    const { number } = run;
    runs.push(run.segments.map(({ path, sha256 }) => ({ path: ownPath(path, number), sha256 })));
  }
  return runs.toReversed().flat();
}

/** Whoever can change a manifest and HEAD may have it name any file there is. */
function ownPath(path: string, number: number): string {
  if (/^segments\/\d{4}\/\d{2}\/\d{6,}\.ndjson\.gz$/.test(path) && numberOf(path) === number) return path;
  throw damaged(`the manifest of run ${numbered(number)} names a segment that no run writes`);
}

/**
 * Gives the unpacked bytes of a segment, as they come. That they are those that the run has written is known when it ends:
 * what was made of them counts only then.
 *
 * @throws ExportError (verification), also for whatever `taker` throws: what is in a segment is what a run has written
 */
export async function readSegment(
  directory: string,
  { path, sha256 }: CommittedSegment,
  taker: { take(chunk: Uint8Array): void; end(): void },
  signal: AbortSignal,
): Promise<void> {
  const hash = createHash("sha256");
  try {
    // A pipe in its place would be waited for.
    if (!(await lstat(join(directory, path))).isFile()) throw new Error("it is no regular file");
    const { createGunzip } = await import("node:zlib");
    const file = createReadStream(join(directory, path), { highWaterMark: chunkSize });
    await pipeline(
      file,
      async function* hashed(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      },
      createGunzip({ chunkSize }),
      async (unpacked: AsyncIterable<Buffer>) => {
        for await (const chunk of unpacked) taker.take(chunk);
        taker.end();
      },
      { signal },
    );
  } catch (error) {
    signal.throwIfAborted();
    throw damaged(`${path}: ${error instanceof Error ? error.message : String(error)}`, error);
  }
  if (hash.digest("hex") !== sha256) throw damaged(`${path} has another SHA-256 than its manifest says`);
}

const chunkSize = 256 * 1024;
