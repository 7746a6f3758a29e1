import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeDirectory, writeWhole } from "../outputs/durable.ts";
import type { Manifest } from "./format.ts";
import { names, statePath } from "./names.ts";
import { damaged, sha256Of } from "./store.ts";

/** What is remembered of each slice that has no window: bounded by their number, not by what they had. */
export interface SliceState {
  /** The last run that archived records of it; 0 where none has. */
  readonly archived: number;
  /** The last run that read it to its end; 0 where none has. */
  readonly read: number;
}

export type SliceStates = ReadonlyMap<string, SliceState>;

export async function readStates(directory: string, manifest: Manifest | undefined): Promise<SliceStates> {
  if (manifest === undefined || manifest.state === null) return new Map();
  const { path, sha256 } = manifest.state;
  const { gunzip } = await import("node:zlib");
  try {
    if (!(await lstat(join(directory, path))).isFile()) throw new Error("it is no regular file");
    const bytes = await readFile(join(directory, path));
    if (sha256Of(bytes) !== sha256) throw new Error("it has another SHA-256");
    const text = (await promisify(gunzip)(bytes)).toString();
    const entries = JSON.parse(text) as readonly (readonly [string, number, number])[];
    return new Map(entries.map(([key, archived, read]) => [key, { archived, read }]));
  } catch (error) {
    throw damaged(`${path}: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

export async function writeStates(
  directory: string,
  number: number,
  states: SliceStates,
): Promise<NonNullable<Manifest["state"]>> {
  const { gzip } = await import("node:zlib");
  const lines = [...states].map(([key, { archived, read }]) => JSON.stringify([key, archived, read]));
  const bytes: Uint8Array = await promisify(gzip)(`[\n${lines.join(",\n")}\n]\n`);
  const path = statePath(number);
  await makeDirectory(join(directory, names.states));
  await writeWhole(join(directory, path), bytes);
  return { path, sha256: sha256Of(bytes), bytes: bytes.length };
}
