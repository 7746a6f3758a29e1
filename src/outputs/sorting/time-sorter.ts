import { eventAt } from "../../core/delivery.ts";
import type { Sorter } from "../../core/sorter.ts";
import { toDelivery, toEntry, type Entry } from "./entry.ts";
import { merged } from "./merge.ts";
import { type Run, runInFile, runInMemory, writeRun } from "./run.ts";
import { createScratch } from "./scratch.ts";

export interface SorterSettings {
  /** Bytes of records that are held in memory; what is more goes into temporary files, sorted. */
  readonly runSize: number;
  /** Bytes that are read at once of each file. */
  readonly blockSize: number;
  /** So many files are open at once. */
  readonly fanIn: number;
  /** Whether the records are to have their events parsed. */
  readonly parses: boolean;
  readonly signal: AbortSignal;
  /** Has an action done when the program ends without its own end; gives what takes it back. */
  readonly onExit: (action: () => void) => () => void;
}

/** What an entry takes beside its bytes, about. */
const entryCost = 256;

const fanIn = 32;

/** The sizes for so many bytes of memory. Less than a mebibyte makes too many files of any export. */
export function sizesFor(memory: number): Pick<SorterSettings, "runSize" | "blockSize" | "fanIn"> {
  const runSize = Math.max(2 ** 20, memory);
  return { runSize, blockSize: Math.min(2 ** 18, Math.max(2 ** 14, Math.floor(runSize / fanIn / 2))), fanIn };
}

/**
 * Gives records in the order of time, in bounded memory, however many there are: those of one moment in the order in which
 * they came, those without a time last.
 */
export function createTimeSorter(settings: SorterSettings): Sorter {
  const { runSize, blockSize, parses, signal } = settings;
  const scratch = createScratch(settings.onExit);
  /** Sorted files, in the order in which their records came. */
  let files: string[] = [];
  let entries: Entry[] = [];
  let size = 0;

  function sorted(): readonly Entry[] {
    return entries.toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  }

  function runsIn(paths: readonly string[]): readonly Run[] {
    return paths.map((path) => runInFile(scratch, path, blockSize));
  }

  /** Files of files, each of neighbours, until all that are left can be open at once. */
  async function reduce(): Promise<void> {
    while (files.length > settings.fanIn) {
      const fewer: string[] = [];
      for (let at = 0; at < files.length; at += settings.fanIn) {
        signal.throwIfAborted();
        const group = files.slice(at, at + settings.fanIn);
        fewer.push(await writeRun(scratch, merged(runsIn(group))));
        await scratch.remove(group);
      }
      files = fewer;
    }
  }

  return {
    async add({ records, texts, unknown }) {
      for (const [index, record] of records.entries()) {
        const entry = toEntry(record, eventAt(texts, index).text, unknown[index] ?? []);
        entries.push(entry);
        size += entry.bytes.length + entryCost;
        if (size < runSize) continue;
        files.push(await writeRun(scratch, [sorted()]));
        entries = [];
        size = 0;
      }
    },
    async *inOrder() {
      await reduce();
      for await (const some of merged([...runsIn(files), runInMemory(sorted())])) {
        yield toDelivery(some, parses);
      }
    },
    close: () => scratch.close(),
  };
}
