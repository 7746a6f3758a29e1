import { rm } from "node:fs/promises";
import { join } from "node:path";
import { exitCodes, type ExportError } from "../core/errors.ts";
import type { Ledger } from "../core/ledger.ts";
import { failureOf } from "../core/totals.ts";
import type { Instant, Output, Slice } from "../core/types.ts";
import { guarded, writeWhole } from "../outputs/durable.ts";
import { createAdmission } from "./admission.ts";
import type { Archive } from "./archive.ts";
import { createEntries, notePage } from "./entries.ts";
import { type Gap, type Manifest, manifestFormat, manifestText, type Segment } from "./format.ts";
import { addIdsOfWindows, createSliceHistory } from "./known-ids.ts";
import { manifestPath, names, signaturePath } from "./names.ts";
import { coverageAfter, type Increment, type Outcome } from "./increment.ts";
import { isLate, type Wishes } from "./plan.ts";
import { removeLeftOvers } from "./recover.ts";
import { createSegmentWriter } from "./segment-writer.ts";
import type { Signer } from "./signing.ts";
import { hullOf, later } from "./spans.ts";
import { readStates, type SliceState, writeStates } from "./state.ts";
import { headText, readHead, sha256Of } from "./store.ts";

export interface RunSettings {
  readonly number: number;
  readonly increment: Increment;
  readonly wishes: Wishes;
  readonly signer: Signer | undefined;
  readonly version: string;
  readonly started: Date;
  readonly now: () => Date;
}

export interface ArchiveRun {
  readonly ledger: Ledger;
  readonly output: Output;
  /** Whether the sweep that goes on has read the slice already. */
  hasRead(key: string): boolean;
  /** Undefined before the run has been committed. */
  outcome(): Outcome | undefined;
}

/** One run into an archive: what is new goes to a segment, and all of what was read into the manifest; HEAD makes it count. */
export async function beginRun(archive: Archive, settings: RunSettings): Promise<ArchiveRun> {
  const { directory, last } = archive;
  const { number, increment } = settings;
  const { before: coverage, windows, sweep } = increment;
  const states = new Map<string, SliceState>(await readStates(directory, last));
  const admission = createAdmission(windows?.windows);
  if (windows !== undefined) await addIdsOfWindows(directory, last, windows.windows, admission.archived);
  const history = createSliceHistory(directory, states);
  const writer = createSegmentWriter(directory, number);
  const entries = createEntries();
  let segment: Segment | undefined;
  let outcome: Outcome | undefined;

  async function begin(slice: Slice) {
    const entry = entries.of(slice);
    if (entry.pages === 0 && windows === undefined) {
      entry.before = await history.addIds(slice.key, admission.archived);
    }
    return entry;
  }

  return {
    outcome: () => outcome,
    hasRead: (key) => (states.get(key)?.read ?? 0) >= (sweep?.doneSince ?? Infinity),

    ledger: {
      ...entries.account,
      keepsFailures: true,
      async admit(given) {
        const entry = await begin(given.slice);
        const { batch, known } = admission.admit(given);
        const hadRead = (states.get(entry.key)?.read ?? 0) > 0;
        entry.known += known;
        entry.late += batch.records.filter(({ time }) => isLate(coverage, time, hadRead)).length;
        const block = await guarded(directory, () => writer.announce(batch.records));
        notePage(entry, batch, block);
        return { batch, known };
      },
      commit: (totals, failure) =>
        guarded(directory, async () => {
          const code = failure?.code ?? failureOf(totals);
          await commit(code === undefined ? 0 : exitCodes[code], failure);
        }),
    },

    output: {
      write: (text) => guarded(directory, () => writer.write(text)),
      async commit() {
        segment = await guarded(directory, () => writer.publish());
      },
      async abort() {
        await writer.close().catch(() => undefined);
        await tidy().catch(() => undefined);
      },
    },
  };

  /** Whatever of this run is there, unless it counts after all, or the archive is another's now. */
  async function tidy(): Promise<void> {
    await archive.lock.check();
    if ((await readHead(directory))?.sha256 === archive.head?.sha256) await removeLeftOvers(directory, last);
  }

  async function commit(exit: number, failure: ExportError | undefined): Promise<void> {
    for (const { key, state, blocks } of windows === undefined ? entries.all() : []) {
      const had = states.get(key) ?? { archived: 0, read: 0 };
      states.set(key, {
        archived: blocks === null ? had.archived : number,
        read: state === "complete" ? number : had.read,
      });
    }
    const state = windows === undefined ? await writeStates(directory, number, states) : null;
    const { overlap, lag } = settings.wishes;
    const manifest: Manifest = {
      format: manifestFormat,
      number,
      previous: archive.head?.sha256 ?? null,
      archive: archive.sha256,
      version: settings.version,
      started: settings.started.toISOString(),
      ended: settings.now().toISOString(),
      exit,
      asked: {
        windows: windows?.windows ?? [],
        changedSince: sweep?.sweep.changedSince ?? null,
        overlap: overlap / 1000,
        lag: lag / 1000,
      },
      segments: segment === undefined ? [] : [segment],
      slices: entries.all(),
      gaps: [...(windows?.aged ?? []).map(toGap), ...failedGaps(), ...(failure === undefined ? [] : [endOf(failure)])],
      coverage: coverageAfter(increment, entries, number),
      undated: [...(last?.undated ?? []), ...(segment?.blocks.some(({ undated }) => undated > 0) ? [number] : [])],
      peak: latest(last?.peak ?? null, windows === undefined ? null : (hullOf(windows.windows)?.until ?? null)),
      state,
      signer: settings.signer?.id ?? null,
    };
    await publish(manifestText(manifest));
    outcome = { coverage: manifest.coverage, late: entries.late() };
  }

  async function publish(text: string): Promise<void> {
    const { signer } = settings;
    if (signer !== undefined) await writeWhole(join(directory, signaturePath(number)), signer.sign(text));
    await writeWhole(join(directory, manifestPath(number)), text);
    await archive.lock.check();
    if ((await readHead(directory))?.sha256 !== archive.head?.sha256) throw new Error("HEAD has changed");
    await writeWhole(join(directory, names.head), headText({ number, sha256: sha256Of(text) }));
    // It is replaced by this run's; should it stay, the next one removes it.
    if (last !== undefined && last.state !== null) await rm(join(directory, last.state.path)).catch(() => undefined);
  }

  function failedGaps(): readonly Gap[] {
    return [...entries.withState("failed"), ...entries.withState("gone")].map(({ label, window, error }) => ({
      label,
      since: window?.since ?? null,
      until: window?.until ?? null,
      reason: error ?? "not read",
    }));
  }
}

function latest(left: Instant | null, right: Instant | null): Instant | null {
  return left === null || right === null ? (left ?? right) : later(left, right);
}

function toGap({ since, until }: { readonly since: string; readonly until: string }): Gap {
  return { label: "time", since, until, reason: "older than the source keeps" };
}

function endOf({ message }: ExportError): Gap {
  return { label: "the rest", since: null, until: null, reason: message };
}
