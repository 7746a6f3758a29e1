import { readFile } from "node:fs/promises";
import { ExportError, systemCode } from "../core/errors.ts";
import { writeWhole } from "../outputs/durable.ts";
import { differenceOf, type Subject } from "./archive.ts";
import type { Instant } from "../core/types.ts";
import type { Coverage } from "./format.ts";
import { isOfTheFuture } from "./increment.ts";

export const checkpointFormat = "audit-export-checkpoint/1";

/** How far an export to a pipe has come: what it need not deliver again. */
export interface Checkpoint extends Subject {
  readonly format: typeof checkpointFormat;
  /** Runs that were saved. */
  readonly runs: number;
  readonly saved: Instant;
  readonly coverage: Coverage;
  /** Of windows: since when all that was delivered is remembered; null: since ever. */
  readonly remembers: Instant | null;
  /** Slices without windows that the sweep has read which is not at its end. */
  readonly swept: readonly string[];
  /** Slices without windows that were ever read: what comes of them later is late where it is old. */
  readonly seen: readonly string[];
  /**
   * What was delivered and may come again, by the hour of its time (`2026-11-01T10`; "" without one): 27 characters for each, see
   * id-set.ts. Of windows only what lies in the overlap, or where something is still to be read.
   */
  readonly delivered: Readonly<Record<string, string>>;
}

/**
 * @returns undefined where there is no such file: everything is new
 * @throws ExportError (config) for a file that is no checkpoint, one of another export, or of a time that is still to come
 */
export async function readCheckpoint(path: string, subject: Subject, now: Date): Promise<Checkpoint | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw unusable(`could not read the checkpoint ${path}: ${(error as Error).message}`, error);
  }
  const checkpoint = parse(text);
  if (checkpoint === undefined) throw unusable(`${path} is no checkpoint that this version can read`);
  const difference = differenceOf(checkpoint, subject);
  if (difference !== undefined) throw unusable(`${path} is the checkpoint of another export: ${difference}`);
  if (!isOfTheFuture(checkpoint.saved, now)) return checkpoint;
  throw unusable(`${path} was saved at ${checkpoint.saved}, which is still to come: a clock was ahead, or is behind`);
}

export function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  return writeWhole(path, `${JSON.stringify(checkpoint)}\n`);
}

function parse(text: string): Checkpoint | undefined {
  try {
    const value = JSON.parse(text) as Partial<Checkpoint> | null;
    const isOne = value?.format === checkpointFormat && typeof value.coverage === "object";
    return isOne && typeof value.delivered === "object" ? (value as Checkpoint) : undefined;
  } catch {
    return undefined;
  }
}

function unusable(message: string, cause?: unknown): ExportError {
  return new ExportError("config", message, {
    hint: "give each export a file of its own; without it the export begins anew, and delivers everything again",
    cause,
  });
}
