import { compareInstants } from "../core/time.ts";
import type { AuditRecord, Instant } from "../core/types.ts";
import { tagOf } from "./admission.ts";
import type { Block, Manifest, Segment, SliceEntry } from "./format.ts";
import type { IdSet } from "./id-set.ts";
import { manifestPath } from "./names.ts";
import { hullOf, overlap, type Spans } from "./spans.ts";
import type { SliceStates } from "./state.ts";
import { damaged, readBlock, readManifest, readPrevious } from "./store.ts";

/**
 * The ids of what is in the archive already, so far as a run can meet it again. Only the blocks that may have such are read:
 * what a run reads follows what it asks for, not what the archive holds.
 */

/** Adds the ids of all records of a time in one of the windows, and of those without a time, which may come in any. */
export async function addIdsOfWindows(
  directory: string,
  head: Manifest | undefined,
  windows: Spans,
  ids: IdSet,
): Promise<void> {
  const since = hullOf(windows)?.since;
  if (since === undefined || head === undefined) return;
  const undated = new Set(head.undated);
  for (let manifest: Manifest | undefined = head; manifest !== undefined;) {
    if (manifest.peak === null || compareInstants(manifest.peak, since) <= 0) break;
    undated.delete(manifest.number);
    await addBlocks(manifest, (block) => block.undated > 0 || mayHave(block, windows));
    manifest = await readPrevious(directory, manifest);
  }
  for (const number of undated) await addBlocks(await readManifest(directory, number), (block) => block.undated > 0);

  async function addBlocks({ segments }: Manifest, isWanted: (block: Block) => boolean): Promise<void> {
    for (const segment of segments) {
      for (const block of segment.blocks) if (isWanted(block)) await addIds(directory, segment, block, ids, true);
    }
  }
}

function mayHave({ first, last }: Block, windows: Spans): boolean {
  if (first === null || last === null) return false;
  // The last instant itself is in the block: the smallest more makes it a half-open span.
  return windows.some((window) => overlap({ since: first, until: justAfter(last) }, window));
}

function justAfter(instant: Instant): Instant {
  return instant.includes(".") ? instant.replace("Z", "1Z") : instant.replace("Z", ".1Z");
}

/** What the archive has of slices without windows, by the runs in which records of them were archived. */
export interface SliceHistory {
  /** Adds the ids of the records of a slice; gives the last run that archived such, null where none has. */
  addIds(key: string, ids: IdSet): Promise<number | null>;
}

export function createSliceHistory(directory: string, states: SliceStates): SliceHistory {
  /** What was read of earlier runs: few, but where all slices are read anew. */
  const runs = new Map<number, EarlierRun>();
  /** Blocks that were read, for slices that share them. */
  const added = new Set<string>();

  async function runOf(number: number): Promise<EarlierRun> {
    const known = runs.get(number);
    if (known !== undefined) return known;
    const { segments, slices } = await readManifest(directory, number);
    const run = { segment: segments[0], entries: new Map(slices.map((entry) => [entry.key, entry])) };
    runs.set(number, run);
    return run;
  }

  return {
    async addIds(key, ids) {
      const last = states.get(key)?.archived ?? 0;
      for (let number = last; number > 0;) {
        const { segment, entries } = await runOf(number);
        const entry = entries.get(key);
        if (segment === undefined || entry === undefined || entry.blocks === null) {
          throw damaged(`${manifestPath(number)} has no records of ${key}, which a later run had seen there`);
        }
        for (let place = entry.blocks[0]; place <= entry.blocks[1]; place += 1) {
          const block = segment.blocks[place];
          const name = `${number}/${place}`;
          if (block === undefined || added.has(name)) continue;
          added.add(name);
          await addIds(directory, segment, block, ids, false);
        }
        number = entry.before ?? 0;
      }
      return last === 0 ? null : last;
    },
  };
}

interface EarlierRun {
  readonly segment: Segment | undefined;
  readonly entries: ReadonlyMap<string, SliceEntry>;
}

async function addIds(
  directory: string,
  segment: Segment,
  block: Block,
  ids: IdSet,
  isWindowed: boolean,
): Promise<void> {
  for (const line of await readBlock(directory, segment, block)) {
    const record = JSON.parse(line) as Pick<AuditRecord, "id" | "time" | "scope">;
    ids.add(record.id, tagOf(record, isWindowed));
  }
}

const idMember = '"id":"';

/** The id of a record's line. It is the first member of that name: what stands before it is ours. */
export function idOfLine(line: string): string {
  const start = line.indexOf(idMember) + idMember.length;
  const end = line.indexOf('"', start);
  const id = line.slice(start, end);
  if (start >= idMember.length && end > start && !id.includes("\\")) return id;
  return String((JSON.parse(line) as { readonly id?: unknown }).id);
}
