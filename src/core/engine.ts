import { setMaxListeners } from "node:events";
import { type ErrorCode, ExportError, failureOfSlice } from "./errors.ts";
import { formatRuns } from "./format-runs.ts";
import type { Ledger } from "./ledger.ts";
import { orderedParallel } from "./ordered-parallel.ts";
import { unlessAborted } from "./abort.ts";
import { createCutSlices } from "./cut-slices.ts";
import { batchSize, keptOf, readSlice, type Batch, type Delivery, type SliceFailure } from "./slice-reader.ts";
import { createStrayKeeper, findStrays } from "./strays.ts";
import { allFailed, noTotals, type Totals } from "./totals.ts";
import type { AuditRecord, Formatter, Output, Query, Slice, Source } from "./types.ts";
import { createUndatedFilter } from "./undated-events.ts";
import { countNames } from "./unknown.ts";

export interface ExportRequest {
  readonly sourceId: string;
  readonly source: Source;
  readonly query: Pick<Query, "window" | "pageSize" | "changedSince">;
  readonly formatter: Formatter;
  readonly output: Output;
  /** Which records are delivered; left out: all. */
  readonly where?: (record: AuditRecord, text: string) => boolean;
  /** Stop after so many records. */
  readonly limit: number | undefined;
  /** Slices read at the same time. */
  readonly concurrency: number;
  /** Bytes that all slices together may hold back for their turn, about. */
  readonly buffer: number;
  /** Ends the run early. */
  readonly signal: AbortSignal;
  /** Aborted when the time for the run is over: it then ends after the page in hand, as if that were all. */
  readonly stop?: AbortSignal;
  /** Keeps account, and leaves out what earlier runs had. */
  readonly ledger?: Ledger;
  /** Called after each step is written, never before: what it is told is delivered. */
  readonly onProgress?: (totals: Readonly<Totals>) => void;
}

/** Failures of what is read; those of the output, and of the run itself, end it without a trace. */
const ofReading: ReadonlySet<ErrorCode> = new Set(["auth", "incomplete", "notFound", "temporary", "usage"]);

type Step =
  | { readonly kind: "batch"; readonly batch: Batch }
  | { readonly kind: "end"; readonly slice: Slice }
  | { readonly kind: "listed" }
  | ({ readonly kind: "failed" } & SliceFailure);

/**
 * The loop of every export: slices → pages → records → text → output. A slice that cannot be read is noted and the
 * others go on; any other failure ends the run and leaves nothing that looks whole.
 */
export async function runExport(request: ExportRequest): Promise<Totals> {
  const { formatter, output, limit, ledger } = request;
  const totals = { ...noTotals(), keepsFailures: ledger?.keepsFailures === true };
  let begun = false;
  /** The last of the slices has passed. */
  let isListed = false;
  let current: Slice | undefined;
  /** Batches of the current slice, which may yet be cut. */
  let provisional: Batch[] = [];
  const cutSlices = createCutSlices();
  const withoutKnown = createUndatedFilter();
  const strays = createStrayKeeper();
  try {
    for await (const step of readInOrder(request)) {
      await take(step);
      request.onProgress?.(totals);
      totals.limited = limit !== undefined && totals.records >= limit;
      if (totals.limited || request.stop?.aborted === true) break;
    }
    totals.stopped = request.stop?.aborted === true && !isListed && !totals.limited;
    if (!totals.limited && ledger === undefined) await deliverStrays();
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
  }

  async function finish(failure: ExportError | undefined): Promise<void> {
    await begin();
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
  async function write(text: string | readonly string[] | undefined): Promise<void> {
    if (text !== undefined && text.length > 0) await unlessAborted(request.signal, output.write(text));
  }

  async function take(step: Step): Promise<void> {
    if (step.kind === "end") {
      settle();
      totals.complete += 1;
      cutSlices.end(step.slice);
      ledger?.complete(step.slice);
    } else if (step.kind === "failed") {
      settle();
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
    await begin();
    if (batch.slice !== current) totals.begun += 1;
    current = batch.slice;
    provisional.push(batch);
    const fresh = await admit(withoutKnown(cutSlices.withoutGiven(batch)));
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
    const { records, texts, unknown } = request.where === undefined ? batch : wanted(batch, request.where);
    totals.filtered += batch.records.length - records.length;
    const room = limit === undefined ? records.length : Math.min(limit - totals.records, records.length);
    await write(formatRuns(formatter, records, texts, room));
    totals.records += room;
    for (const names of unknown.slice(0, room)) countNames(totals.unknown, names);
  }

  /** What came in a window that is not its own is in hand: where its own did not have it, it is delivered last. */
  async function deliverStrays(): Promise<void> {
    const unread = totals.failures.flatMap(({ slice }) => (slice === undefined ? [] : [slice]));
    const { found, failures } = await findStrays(strays, unread, (slice) => readAgain(request, slice));
    totals.failures.push(...failures);
    if (found.length === 0) return;
    const before = totals.records;
    await deliver({
      records: found.map(({ record }) => record),
      texts: found.map(({ text }) => text),
      unknown: found.map(({ unknown }) => unknown),
    });
    totals.strays = totals.records - before;
    totals.limited = limit !== undefined && totals.records >= limit;
    request.onProgress?.(totals);
  }
}

/** A slice's batches once more. An abort ends it by its own reason, also where the source does not hear it. */
async function* readAgain(request: ExportRequest, slice: Slice): AsyncGenerator<Batch> {
  const { source, sourceId, signal } = request;
  try {
    for await (const batch of readSlice(source, sourceId, slice, queryOf(request, signal), false)) {
      signal.throwIfAborted();
      yield batch;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  signal.throwIfAborted();
}

function wanted(batch: Delivery, where: NonNullable<ExportRequest["where"]>): Delivery {
  return keptOf(
    batch,
    batch.records.map((record, index) => where(record, batch.texts[index] ?? "")),
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

async function* readInOrder(request: ExportRequest): AsyncGenerator<Step> {
  const abort = new AbortController();
  const { stop } = request;
  const signal = AbortSignal.any([request.signal, abort.signal, ...(stop === undefined ? [] : [stop])]);
  // Every request in flight listens to it, and there are as many as --concurrency says.
  setMaxListeners(0, signal);
  const query = queryOf(request, signal);
  const steps = orderedParallel(listSlices(request.source, query), (task) => readTask(request, task, query), {
    concurrency: request.concurrency,
    budget: request.buffer,
    size: (step) => (step.kind === "batch" ? batchSize(step.batch) : 0),
    tasksIn: (step) => (step.kind === "batch" ? step.batch.parts.map((slice) => ({ slice })) : []),
    abort,
  });
  try {
    for await (const step of steps) {
      request.signal.throwIfAborted();
      if (stop?.aborted === true) return;
      yield step;
    }
  } catch (error) {
    // What an abort makes fail on its way is not the reason.
    request.signal.throwIfAborted();
    if (stop?.aborted !== true) throw error;
  }
}

function queryOf({ query, formatter, where }: ExportRequest, signal: AbortSignal): Query {
  const { needs = "all" } = formatter;
  return { ...query, needs: where !== undefined && needs === "key" ? "record" : needs, signal };
}

type Task = { readonly slice: Slice } | SliceFailure | "listed";

/** The slices; a list known to be short ends with a failure in the place of the slices that are missing. */
async function* listSlices(source: Source, query: Query): AsyncGenerator<Task> {
  try {
    for await (const slice of source.slices(query)) yield { slice };
    yield "listed";
  } catch (error) {
    yield { slice: undefined, error: failureOfSlice(error) };
  }
}

async function* readTask(request: ExportRequest, task: Task, query: Query): AsyncGenerator<Step> {
  if (task === "listed") {
    yield { kind: "listed" };
    return;
  }
  if ("error" in task) {
    yield { kind: "failed", ...task };
    return;
  }
  const { slice } = task;
  let isCut = false;
  try {
    for await (const batch of readSlice(request.source, request.sourceId, slice, query, true)) {
      yield { kind: "batch", batch };
      isCut = batch.parts.length > 0;
    }
    if (!isCut) yield { kind: "end", slice };
  } catch (error) {
    yield { kind: "failed", slice, error: failureOfSlice(error) };
  }
}
