import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";

/** What V8 made of a file of the program: its bytes as the cache holds them. */
export interface CachedCode {
  /** The file, relative to the program. */
  readonly name: string;
  /** The sum of the source's bytes that it was made of: V8 itself compares no more than their number. */
  readonly sourceSum: number;
  readonly data: Buffer;
}

type Entry = readonly [name: string, sourceSum: number, offset: number, length: number];

/** The sum, the length of the list of entries, the list; then the data, each at a multiple of eight, which V8 need not copy. */
const headerLength = 8;
const alignment = 8;

/**
 * What an earlier run has kept, by name; empty where there is none, where a bit of it has changed, and where somebody else
 * could have written it: it is run as it stands.
 *
 * @param user whose file it is to be; undefined on Windows, where files have no such owners and the folder is the user's
 */
export function readCodeCache(path: string, user: number | undefined): ReadonlyMap<string, CachedCode> {
  try {
    const bytes = readOwnFile(path, user);
    if (bytes === undefined || crc32(bytes.subarray(4)) !== bytes.readUInt32LE(0)) return new Map();
    const listLength = bytes.readUInt32LE(4);
    const entries = JSON.parse(bytes.toString("utf8", headerLength, headerLength + listLength)) as readonly Entry[];
    const start = aligned(headerLength + listLength);
    return new Map(
      entries.map(([name, sourceSum, offset, length]) => {
        const data = bytes.subarray(start + offset, start + offset + length);
        return [name, { name, sourceSum, data }];
      }),
    );
  } catch {
    return new Map();
  }
}

/**
 * Keeps the code for later runs: a new file in the place of the old one, so that no run ever reads half of it.
 *
 * @param writer tells the drafts of runs apart that end at the same time
 * @param user whose folders it is to be in: see readCodeCache
 * @throws where it cannot be written; nothing is left behind then
 */
export function writeCodeCache(
  path: string,
  codes: readonly CachedCode[],
  writer: number,
  user: number | undefined,
): void {
  const folder = dirname(path);
  // Not more of the path than that: a home that is not there is nobody's.
  makeOwnFolder(dirname(folder), user);
  makeOwnFolder(folder, user);
  writeFile(path, `${path}.${writer}`, serialize(codes));
}

/** In another user's home, where `sudo` may lead, a folder of ours would shut out who lives there. */
function makeOwnFolder(path: string, user: number | undefined): void {
  const known = statSync(path, { throwIfNoEntry: false });
  const { uid } = known ?? statSync(dirname(path));
  if (user !== undefined && uid !== user) throw new Error(`${path} is another user's`);
  if (known === undefined) mkdirSync(path, { mode: 0o700 });
}

function serialize(codes: readonly CachedCode[]): Buffer {
  let length = 0;
  const entries = codes.map(({ name, sourceSum, data }): Entry => {
    const offset = length;
    length = aligned(length + data.length);
    return [name, sourceSum, offset, data.length];
  });
  const list = Buffer.from(JSON.stringify(entries));
  const start = aligned(headerLength + list.length);
  const bytes = Buffer.alloc(start + length);
  bytes.writeUInt32LE(list.length, 4);
  list.copy(bytes, headerLength);
  codes.forEach(({ data }, index) => data.copy(bytes, start + (entries[index]?.[2] ?? 0)));
  bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
  return bytes;
}

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

/** The file's bytes, if it is the user's own and nobody else may write it. */
function readOwnFile(path: string, user: number | undefined): Buffer | undefined {
  const descriptor = openSync(path, "r");
  try {
    const { uid, mode } = fstatSync(descriptor);
    return user === undefined || (uid === user && (mode & 0o022) === 0) ? readFileSync(descriptor) : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** At once, where outputs/durable.ts takes its time: the process is ending. */
function writeFile(path: string, draft: string, bytes: Buffer): void {
  try {
    const descriptor = openSync(draft, "wx", 0o600);
    try {
      writeFileSync(descriptor, bytes);
      // Without it a machine that loses its power may keep the name and not the bytes.
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
