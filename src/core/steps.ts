import { setMaxListeners } from "node:events";
import { failureOfSlice } from "./errors.ts";
import type { ExportRequest, Listing } from "./export-request.ts";
import { orderedParallel } from "./ordered-parallel.ts";
import { batchSize, readSlice, type Batch, type SliceFailure } from "./slice-reader.ts";
import type { Query, Slice, Source } from "./types.ts";

/** What the reading of slices comes to, in the order of the slices. */
export type Step =
  | { readonly kind: "batch"; readonly batch: Batch }
  | { readonly kind: "end"; readonly slice: Slice }
  | { readonly kind: "listed" }
  | ({ readonly kind: "failed" } & SliceFailure);

/** Reads the slices several at a time, and gives what comes of them one slice after the other. */
export async function* readInOrder(request: ExportRequest): AsyncGenerator<Step> {
  const abort = new AbortController();
  const { stop } = request;
  const signal = AbortSignal.any([request.signal, abort.signal, ...(stop === undefined ? [] : [stop])]);
  // Every request in flight listens to it, and there are as many as --concurrency says.
  setMaxListeners(0, signal);
  const listing = createListing(request.onListing);
  const query = { ...queryOf(request, signal), ...listing.forQuery };
  const steps = orderedParallel(listSlices(request.source, query, listing), (task) => readTask(request, task, query), {
    concurrency: request.concurrency,
    budget: request.buffer,
    size: (step) => (step.kind === "batch" ? batchSize(step.batch) : 0),
    tasksIn: (step) => (step.kind === "batch" ? step.batch.parts.map((slice) => ({ slice })) : []),
    abort,
  });
  try {
    for await (const step of steps) {
      // Of a slice whose turn has come many may be there at once: between two, the answers for others are taken and their next
      // pages asked for. Where writing a file keeps the loop busy, that makes eight readers a tenth faster.
      if (step.kind === "batch") await turn();
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

/** Settles when all that has arrived by now has been dealt with. */
function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

function queryOf({ query, formatter, where }: ExportRequest, signal: AbortSignal): Query {
  const { needs = "all" } = formatter;
  return { ...query, needs: where !== undefined && needs === "key" ? "record" : needs, signal };
}

type Task = { readonly slice: Slice } | SliceFailure | "listed";

/** The slices; a list known to be short ends with a failure in the place of the slices that are missing. */
async function* listSlices(source: Source, query: Query, listing: ListingCount): AsyncGenerator<Task> {
  try {
    for await (const slice of source.slices(query)) {
      listing.count();
      yield { slice };
    }
    listing.end();
    yield "listed";
  } catch (error) {
    listing.end();
    yield { slice: undefined, error: failureOfSlice(error) };
  }
}

interface ListingCount {
  readonly forQuery: Pick<Query, "expect">;
  count(): void;
  end(): void;
}

/** Nothing is counted where nobody wants to know. */
function createListing(tell: ExportRequest["onListing"]): ListingCount {
  if (tell === undefined) return { forQuery: {}, count: () => undefined, end: () => undefined };
  let listing: Listing = { listed: 0, expected: undefined, isComplete: false };
  const change = (changed: Partial<Listing>): void => tell((listing = { ...listing, ...changed }));
  change({});
  return {
    forQuery: {
      expect(slices) {
        // It may be whatever a service has sent.
        if (Number.isSafeInteger(slices) && slices >= 0) change({ expected: slices });
      },
    },
    count: () => change({ listed: listing.listed + 1 }),
    end: () => change({ isComplete: true }),
  };
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

/** A slice's batches once more. An abort ends it by its own reason, also where the source does not hear it. */
export async function* readAgain(request: ExportRequest, slice: Slice): AsyncGenerator<Batch> {
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
