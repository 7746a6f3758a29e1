import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ExportError, systemCode } from "../core/errors.ts";
import type { Log } from "../core/source-definition.ts";
import { guarded, makeDirectory, writeWhole } from "../outputs/durable.ts";
import { archiveFormat, type ArchiveFile, type Manifest } from "./format.ts";
import { type Lock, type Processes, takeLock } from "./lock.ts";
import { names } from "./names.ts";
import { removeLeftOvers } from "./recover.ts";
import { type Head, readArchiveFile, readHead, readLast, sha256Of } from "./store.ts";

/** What an archive is of. */
export type Subject = Pick<ArchiveFile, "source" | "command" | "scope">;

export interface Archive {
  readonly directory: string;
  /** SHA-256 of archive.json. */
  readonly sha256: string;
  readonly head: Head | undefined;
  /** The manifest of the last run. */
  readonly last: Manifest | undefined;
  readonly lock: Lock;
}

export interface OpenSettings {
  readonly processes: Processes;
  /** Milliseconds to wait for another run. */
  readonly wait: number;
  readonly signal: AbortSignal;
  readonly onExit: (action: () => void) => () => void;
  readonly now: () => Date;
  /** Told of what an interrupted run had left behind, and of what is waited for. */
  readonly log: Pick<Log, "info" | "meanwhile">;
}

/**
 * Opens an archive for one run, or makes it: checks what it is of, takes its lock, and removes what an interrupted run has
 * left behind.
 *
 * @throws ExportError config for an archive of something else, with nothing touched; temporary where another run holds it;
 * verification where it is damaged; output where it cannot be written
 */
export async function openArchive(directory: string, subject: Subject, settings: OpenSettings): Promise<Archive> {
  await checkSubject(directory, subject);
  return guarded(directory, async () => {
    await makeDirectory(directory);
    const { processes, wait, signal, onExit, log } = settings;
    const lock = await takeLock(join(directory, names.lock), processes, wait, signal, onExit, log.meanwhile);
    try {
      const sha256 = await makeArchiveFile(directory, subject, settings.now());
      const head = await readHead(directory);
      const last = head === undefined ? undefined : await readLast(directory, head);
      const left = await removeLeftOvers(directory, last);
      if (left.length > 0) log.info(`removed what an interrupted run had left behind: ${left.join(", ")}`);
      await makeDirectory(join(directory, names.segments));
      await makeDirectory(join(directory, names.manifests));
      return { directory, sha256, head, last, lock };
    } catch (error) {
      await lock.release();
      throw error;
    }
  });
}

/** Reads only. A folder that holds other things is no place for an archive. */
async function checkSubject(directory: string, subject: Subject): Promise<void> {
  const archive = await readArchiveFile(directory);
  if (archive === undefined) {
    const others = (await entriesOf(directory)).filter((name) => !isOfABeginning(name));
    if (others.length === 0) return;
    throw new ExportError("config", `${directory} is no archive, and not empty: ${others.slice(0, 3).join(", ")}`, {
      hint: "give --archive a directory of its own; nothing was touched",
    });
  }
  const difference = differenceOf(archive.file, subject);
  if (difference === undefined) return;
  throw new ExportError("config", `${directory} is an archive of something else: ${difference}`, {
    hint: "give --archive a directory for each scope; nothing was touched",
  });
}

/** What an archive is of that this is not; undefined where they are of the same. */
export function differenceOf(file: Subject, subject: Subject): string | undefined {
  const [there, here] = [flat(file), flat(subject)];
  const member = [...new Set([...there.keys(), ...here.keys()])].find((name) => there.get(name) !== here.get(name));
  if (member === undefined) return undefined;
  const [had, wanted] = [there, here].map((members) => JSON.stringify(members.get(member)) ?? "none");
  return `its ${member} is ${had}, not ${wanted}`;
}

function flat({ source, command, scope }: Subject): ReadonlyMap<string, string> {
  return new Map(Object.entries({ source, command, ...scope }));
}

/** @returns its SHA-256 */
async function makeArchiveFile(directory: string, subject: Subject, now: Date): Promise<string> {
  const archive = await readArchiveFile(directory);
  if (archive !== undefined) {
    // Another run may have made it a moment ago.
    await checkSubject(directory, subject);
    return archive.sha256;
  }
  const { source, command, scope } = subject;
  const file: ArchiveFile = { format: archiveFormat, source, command, scope, created: now.toISOString() };
  const text = `${JSON.stringify(file, undefined, 1)}\n`;
  await writeWhole(join(directory, names.archive), text);
  return sha256Of(text);
}

async function entriesOf(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw new ExportError("config", `could not read ${directory}: ${(error as Error).message}`, {
      cause: error,
      hint: "give --archive a directory",
    });
  }
}

/** What a run leaves that was interrupted before it had made archive.json; and what a file system puts there itself. */
function isOfABeginning(name: string): boolean {
  return name === names.lock || name.endsWith(".partial") || name === "lost+found";
}
