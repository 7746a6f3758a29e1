import { EventEmitter, once } from "node:events";

export interface ParallelOptions<Result> {
  /** How many tasks are read at the same time. */
  readonly concurrency: number;
  /** How much may wait for its turn, over all tasks together, in the unit of `size`. */
  readonly budget: number;
  readonly size: (result: Result) => number;
  /** Aborted when the generator is left, early or not: whatever still reads for it must then end. */
  readonly abort: AbortController;
}

interface Lane<Result> {
  readonly waiting: Result[];
  done: boolean;
}

/**
 * Reads tasks in parallel and yields their results in the order of the tasks: byte for byte what reading them one
 * after the other gives. One budget bounds what all lanes hold back together, so a slow first task neither stalls the
 * others at once nor lets them fill the memory. The lane whose turn it is may always go on, budget or not.
 *
 * A task's failure ends the whole at once; what is to end only a task is a result. The generator, when left, waits
 * for every reader.
 */
export async function* orderedParallel<Task, Result>(
  tasks: AsyncIterable<Task>,
  read: (task: Task) => AsyncIterable<Result>,
  options: ParallelOptions<Result>,
): AsyncGenerator<Result, void, undefined> {
  const { concurrency, budget, size, abort } = options;
  const lanes: Lane<Result>[] = [];
  const readers = new Set<Promise<void>>();
  const change = createBell();
  let held = 0;
  let failure: { readonly error: unknown } | undefined;

  function fail(error: unknown): void {
    failure ??= { error };
    change.notify();
  }

  function mayContinue(lane: Lane<Result>): boolean {
    return held < budget || (lane === lanes[0] && lane.waiting.length === 0);
  }

  async function readLane(task: Task, lane: Lane<Result>): Promise<void> {
    for await (const result of read(task)) {
      if (abort.signal.aborted) return;
      lane.waiting.push(result);
      held += size(result);
      change.notify();
      while (!mayContinue(lane) && !abort.signal.aborted) await change.next();
    }
    lane.done = true;
  }

  async function feed(): Promise<void> {
    for await (const task of tasks) {
      if (abort.signal.aborted) return;
      const lane: Lane<Result> = { waiting: [], done: false };
      lanes.push(lane);
      const reader = readLane(task, lane)
        .catch(fail)
        .finally(() => {
          readers.delete(reader);
          change.notify();
        });
      readers.add(reader);
      while ((readers.size >= concurrency || held >= budget) && lanes.length > 0 && !abort.signal.aborted) {
        await change.next();
      }
    }
  }

  let fed = false;
  const feeder = feed()
    .catch(fail)
    .finally(() => {
      fed = true;
      change.notify();
    });
  try {
    for (;;) {
      if (failure !== undefined) throw failure.error;
      const [lane] = lanes;
      const result = lane?.waiting.shift();
      if (result !== undefined) {
        held -= size(result);
        change.notify();
        yield result;
      } else if (lane?.done === true) {
        lanes.shift();
        change.notify();
      } else if (lane === undefined && fed) {
        return;
      } else {
        await change.next();
      }
    }
  } finally {
    abort.abort();
    change.notify();
    await Promise.allSettled([feeder, ...readers]);
  }
}

/** Wakes everybody who waits for a change of the shared state. */
function createBell(): { notify(): void; next(): Promise<void> } {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    notify: () => void emitter.emit("change"),
    next: async () => void (await once(emitter, "change")),
  };
}
