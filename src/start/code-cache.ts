import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";

/** What V8 made of a file of the program. */
export interface CachedCode {
  /** The file, relative to the program. */
  readonly name: string;
  /** What the file said, in ASCII: V8 itself compares no more than its length. */
  readonly source: string;
  /** V8's bytes; of a cache's, they last until it is asked for others. */
  readonly data: Buffer;
}

/** Where the data is in the file; the same is there again behind it, and then the source. */
type Entry = readonly [name: string, position: number, length: number, sourceLength: number];

/**
 * The file begins with the length of its list, the list of entries, and both again. Each entry's data is at a multiple of
 * eight, and is there twice: what Node has to sum bytes takes longer to load than it takes to compare them.
 */
const lengthOfLength = 4;
const alignment = 8;

/**
 * What an earlier run has kept. It is run as it stands: a bit that has changed is noticed, and what somebody else could have
 * written is not looked at.
 */
export class CodeCache {
  readonly #descriptor: number | undefined;
  readonly #entries: ReadonlyMap<string, Entry>;
  /** Everything is read to the same place: memory that is new costs more than what is copied to it. */
  #scratch: readonly [Buffer, Buffer] | undefined;

  /** @param user whose file it is to be; undefined on Windows, where files have no such owners and the folder is the user's */
  constructor(path: string, user: number | undefined) {
    const { descriptor, size } = openOwnFile(path, user) ?? {};
    this.#descriptor = descriptor;
    this.#entries = new Map(descriptor === undefined ? [] : readList(descriptor, size ?? 0));
  }

  /** The files of which something was kept. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /**
   * What was kept of a file; undefined where nothing was, or a bit of it has changed.
   *
   * @param path where the file is, which is then to say what it said
   */
  find(name: string, path?: string): CachedCode | undefined {
    const entry = this.#entries.get(name);
    if (this.#descriptor === undefined || entry === undefined) return undefined;
    const [, position, length, sourceLength] = entry;
    const [one, other] = (this.#scratch ??= this.#makeScratch());
    const copy = position + aligned(length);
    if (!readAt(this.#descriptor, other, sourceLength, copy + aligned(length))) return undefined;
    if (path !== undefined && !says(path, other.subarray(0, sourceLength), one)) return undefined;
    const source = other.toString("latin1", 0, sourceLength);
    if (!readAt(this.#descriptor, one, length, position) || !readAt(this.#descriptor, other, length, copy)) {
      return undefined;
    }
    const data = one.subarray(0, length);
    return data.equals(other.subarray(0, length)) ? { name, source, data } : undefined;
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }

  /** Of the longest that is to be read, and one byte more, by which a file is seen to be longer than it was. */
  #makeScratch(): readonly [Buffer, Buffer] {
    const lengths = [...this.#entries.values()].flatMap(([, , length, sourceLength]) => [length, sourceLength]);
    const most = Math.max(...lengths) + 1;
    return [Buffer.allocUnsafeSlow(most), Buffer.allocUnsafeSlow(most)];
  }
}

interface OwnFile {
  readonly descriptor: number;
  /** Bytes. */
  readonly size: number;
}

/** The file, if it is the user's own and nobody else may write it. */
function openOwnFile(path: string, user: number | undefined): OwnFile | undefined {
  try {
    const descriptor = openSync(path, "r");
    const { uid, mode, size } = fstatSync(descriptor);
    if (user === undefined || (uid === user && (mode & 0o022) === 0)) return { descriptor, size };
    closeSync(descriptor);
  } catch {
    // There is none, or none to be read.
  }
  return undefined;
}

/** The list of entries; empty where it has changed. */
function readList(descriptor: number, size: number): readonly (readonly [string, Entry])[] {
  try {
    const first = Buffer.allocUnsafe(lengthOfLength);
    if (!readAt(descriptor, first, lengthOfLength, 0)) return [];
    const length = lengthOfLength + first.readUInt32LE();
    // A number that has changed may ask for any amount of memory.
    if (2 * length > size) return [];
    const both = Buffer.allocUnsafe(2 * length);
    if (!readAt(descriptor, both, both.length, 0) || !both.subarray(0, length).equals(both.subarray(length))) return [];
    const entries = JSON.parse(both.toString("utf8", lengthOfLength, length)) as readonly Entry[];
    return entries.map((entry) => [entry[0], entry]);
  } catch {
    return [];
  }
}

/** Whether there were as many bytes; a disk that cannot be read has none. */
function readAt(descriptor: number, buffer: Buffer, length: number, position: number): boolean {
  try {
    return readSync(descriptor, buffer, 0, length, position) === length;
  } catch {
    return false;
  }
}

/** Whether a file says this and no more; it is read to the buffer, which is longer. */
function says(path: string, text: Buffer, buffer: Buffer): boolean {
  const descriptor = openSync(path, "r");
  try {
    const length = readSync(descriptor, buffer, 0, text.length + 1, 0);
    return text.equals(buffer.subarray(0, length));
  } finally {
    closeSync(descriptor);
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
  // The list says where everything is, which is behind the list: a guess at its length leaves room for the numbers.
  const room = codes.reduce((sum, { name }) => sum + Buffer.byteLength(JSON.stringify(name)) + 64, 2);
  let end = aligned(2 * (lengthOfLength + room));
  const entries = codes.map(({ name, source, data }): Entry => {
    const position = end;
    end = aligned(position + 2 * aligned(data.length) + source.length);
    return [name, position, data.length, source.length];
  });
  const list = Buffer.alloc(lengthOfLength + room, " ");
  list.writeUInt32LE(room);
  list.write(JSON.stringify(entries), lengthOfLength);
  const bytes = Buffer.alloc(end);
  list.copy(bytes, 0);
  list.copy(bytes, list.length);
  codes.forEach(({ source, data }, index) => {
    const copy = (entries[index]?.[1] ?? 0) + aligned(data.length);
    data.copy(bytes, copy - aligned(data.length));
    data.copy(bytes, copy);
    bytes.write(source, copy + aligned(data.length), "latin1");
  });
  return bytes;
}

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
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
