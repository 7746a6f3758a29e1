import { type ErrorCode, ExportError } from "./errors.ts";
import type { ExportRequest } from "./export-request.ts";
import { formatRuns } from "./format-runs.ts";
import { unlessAborted } from "./abort.ts";
import { createCutSlices } from "./cut-slices.ts";
import { type Delivery, eventAt, keptOf } from "./delivery.ts";
import type { Batch } from "./slice-reader.ts";
import { createSliceProgress } from "./slice-progress.ts";
import { readAgain, readInOrder, type Step } from "./steps.ts";
import { createStrayKeeper, findStrays } from "./strays.ts";
import { allFailed, noTotals, type Totals } from "./totals.ts";
import type { Piece, Slice } from "./types.ts";
import { createUndatedFilter } from "./undated-events.ts";
import { countNames } from "./unknown.ts";

/** Failures of what is read; those of the output, and of the run itself, end it without a trace. */
const ofReading: ReadonlySet<ErrorCode> = new Set(["auth", "incomplete", "notFound", "temporary", "usage"]);

/**
 * The loop of every export: slices → pages → records → text → output. A slice that cannot be read is noted and the
 * others go on; any other failure ends the run and leaves nothing that looks whole.
 */
export async function runExport(request: ExportRequest): Promise<Totals> {
  const { formatter, output, limit, ledger, sorter } = request;
  const totals = { ...noTotals(), keepsFailures: ledger?.keepsFailures === true };
  let begun = false;
  /** The last of the slices has passed. */
  let isListed = false;
  let current: Slice | undefined;
  /** Batches of the current slice, which may yet be cut. */
  let provisional: Batch[] = [];
  const cutSlices = createCutSlices();
  const sliceProgress = createSliceProgress();
  const withoutKnown = createUndatedFilter();
  const strays = createStrayKeeper();
  try {
    for await (const step of readInOrder(request)) {
      await take(step);
      totals.done = sliceProgress.done;
      totals.share = sliceProgress.share;
      request.onProgress?.(totals);
      totals.limited = limit !== undefined && totals.records >= limit;
      if (totals.limited || request.stop?.aborted === true) break;
    }
    totals.stopped = request.stop?.aborted === true && !isListed && !totals.limited;
    if (!totals.limited && ledger === undefined) await deliverStrays();
    // Of what failed altogether nothing is delivered in order: it would look as if nothing were missing in between.
    if (allFailed(totals)) {
      await write(begun ? formatter.flush?.() : undefined);
      await output.abort();
      return totals;
    }
    await finish(undefined);
    return totals;
  } catch (error) {
    if (keepsWhatCame(error)) {
      await finish(error).catch(async (failure: unknown) => {
        await output.abort();
        throw failure;
      });
      throw error;
    }
    // What was read is shown, as far as the output still takes anything: nobody waits for it here.
    const rest = begun ? formatter.flush?.() : undefined;
    if (rest !== undefined && rest !== "") output.write(rest).catch(() => undefined);
    await output.abort();
    throw error;
  } finally {
    await sorter?.close();
  }

  async function finish(failure: ExportError | undefined): Promise<void> {
    await begin();
    await deliverSorted();
    await write(formatter.end?.());
    await output.commit();
    await ledger?.commit(totals, failure);
  }

  /** A failure of all that is left to read is no reason to read once more what came before it, where that is accounted for. */
  function keepsWhatCame(error: unknown): error is ExportError {
    if (ledger?.keepsFailures !== true || totals.pages === 0 || request.signal.aborted) return false;
    return error instanceof ExportError && ofReading.has(error.code);
  }

  /** The frame opens with the first answer: a run that fails before it leaves stdout empty. */
  async function begin(): Promise<void> {
    if (begun) return;
    begun = true;
    await write(formatter.begin?.());
  }

  /** Ends with the run also when the reader of the output has stopped reading. */
  async function write(text: string | readonly Piece[] | undefined): Promise<void> {
    if (text !== undefined && text.length > 0) await unlessAborted(request.signal, output.write(text));
  }

  async function take(step: Step): Promise<void> {
    if (step.kind === "end") {
      settle();
      sliceProgress.end();
      totals.complete += 1;
      cutSlices.end(step.slice);
      ledger?.complete(step.slice);
    } else if (step.kind === "failed") {
      settle();
      if (step.slice !== undefined) sliceProgress.end();
      totals.failures.push(step);
      ledger?.fail(step);
    } else if (step.kind === "listed") {
      isListed = true;
      ledger?.listed();
    } else {
      await takeBatch(step.batch);
    }
  }

  async function takeBatch(batch: Batch): Promise<void> {
    if (sorter === undefined) await begin();
    if (batch.slice !== current) totals.begun += 1;
    current = batch.slice;
    provisional.push(batch);
    const own = withoutKnown(cutSlices.withoutGiven(batch));
    sliceProgress.take(own);
    const fresh = await admit(own);
    await deliver(fresh);
    count(totals, fresh, 1);
    if (batch.parts.length > 0) cut(batch.slice, batch.parts);
    else if (!batch.isProvisional) settle();
  }

  async function admit(batch: Batch): Promise<Batch> {
    if (ledger === undefined) return batch;
    const admitted = await ledger.admit(batch);
    totals.known += admitted.known;
    return admitted.batch;
  }

  /** What the slice has given stays in it: it is not cut any more. */
  function settle(): void {
    // A ledger tells by its id whether an event has been delivered, wherever it comes.
    if (ledger === undefined) for (const batch of provisional) strays.note(batch);
    provisional = [];
  }

  /** What the slice has given is of its parts: they come with it again, and count. */
  function cut(slice: Slice, parts: readonly Slice[]): void {
    cutSlices.cut(slice, parts, provisional);
    ledger?.cut(slice);
    for (const batch of provisional) count(totals, batch, -1);
    totals.begun -= 1;
    provisional = [];
  }

  async function deliver(batch: Delivery): Promise<void> {
    const delivery = request.where === undefined ? batch : wanted(batch, request.where);
    totals.filtered += batch.records.length - delivery.records.length;
    if (sorter === undefined) return handOver(delivery);
    await sorter.add(delivery);
    totals.held += delivery.records.length;
  }

  async function handOver({ records, texts, unknown }: Delivery): Promise<void> {
    const room = limit === undefined ? records.length : Math.min(limit - totals.records, records.length);
    await write(formatRuns(formatter, records, texts, room));
    totals.records += room;
    for (const names of unknown.slice(0, room)) countNames(totals.unknown, names);
  }

  /** What was held back for its order, now that all of it is there: as much as is asked for. */
  async function deliverSorted(): Promise<void> {
    for await (const delivery of sorter?.inOrder() ?? []) {
      request.signal.throwIfAborted();
      await handOver(delivery);
      totals.held -= delivery.records.length;
      request.onProgress?.(totals);
      totals.limited = limit !== undefined && totals.records >= limit;
      if (totals.limited) break;
    }
    totals.held = 0;
  }

  /** What came in a window that is not its own is in hand: where its own did not have it, it is delivered last. */
  async function deliverStrays(): Promise<void> {
    const unread = totals.failures.flatMap(({ slice }) => (slice === undefined ? [] : [slice]));
    const { found, failures } = await findStrays(strays, unread, (slice) => readAgain(request, slice));
    totals.failures.push(...failures);
    if (found.length === 0) return;
    const before = totals.records + totals.held;
    await deliver({
      records: found.map(({ record }) => record),
      texts: found,
      unknown: found.map(({ unknown }) => unknown),
    });
    totals.strays = totals.records + totals.held - before;
    totals.limited = limit !== undefined && totals.records >= limit;
    request.onProgress?.(totals);
  }
}

function wanted(batch: Delivery, where: NonNullable<ExportRequest["where"]>): Delivery {
  return keptOf(
    batch,
    batch.records.map((record, index) => where(record, eventAt(batch.texts, index).text)),
  );
}

function count(totals: Totals, batch: Batch, sign: 1 | -1): void {
  if (sign === 1) totals.pages += 1;
  totals.duplicates += sign * batch.duplicates;
  totals.conflicts += sign * batch.conflicts.length;
  for (const [path, times] of batch.unreadable) {
    totals.unreadable.set(path, (totals.unreadable.get(path) ?? 0) + sign * times);
  }
}
