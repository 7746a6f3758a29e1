import { EventEmitter, once } from "node:events";

export interface ParallelOptions<Task, Result> {
  /** How many tasks are read at the same time. */
  readonly concurrency: number;
  /** How much may wait for its turn, over all tasks together, in the unit of `size`. */
  readonly budget: number;
  readonly size: (result: Result) => number;
  /** The tasks that a result asks for: they follow the one that it is of, and go before all others. */
  readonly tasksIn?: (result: Result) => readonly Task[];
  /** Aborted when the generator is left, early or not: whatever still reads for it must then end. */
  readonly abort: AbortController;
}

interface Lane<Task, Result> {
  readonly task: Task;
  readonly waiting: Result[];
  state: "idle" | "reading" | "done";
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
  options: ParallelOptions<Task, Result>,
): AsyncGenerator<Result, void, undefined> {
  const { concurrency, budget, size, tasksIn, abort } = options;
  /** In the order of delivery; the first is the one whose turn it is. */
  const lanes: Lane<Task, Result>[] = [];
  const readers = new Set<Promise<void>>();
  const change = createBell();
  let held = 0;
  let failure: { readonly error: unknown } | undefined;

  function fail(error: unknown): void {
    failure ??= { error };
  }

  function mayContinue(lane: Lane<Task, Result>): boolean {
    return held < budget || (lane === lanes[0] && lane.waiting.length === 0);
  }

  /** Starts what there is room for, the first in order first. */
  function start(): void {
    while (!abort.signal.aborted && readers.size < concurrency) {
      const lane = lanes.find(({ state }) => state === "idle");
      if (lane === undefined || (held >= budget && lane !== lanes[0])) return;
      lane.state = "reading";
      const reader = readLane(lane)
        .catch(fail)
        .finally(() => {
          readers.delete(reader);
          start();
          change.notify();
        });
      readers.add(reader);
    }
  }

  async function readLane(lane: Lane<Task, Result>): Promise<void> {
    for await (const result of read(lane.task)) {
      if (abort.signal.aborted) return;
      lane.waiting.push(result);
      held += size(result);
      const more = tasksIn?.(result) ?? [];
      if (more.length > 0) lanes.splice(lanes.indexOf(lane) + 1, 0, ...more.map(toLane));
      change.notify();
      while (!mayContinue(lane) && !abort.signal.aborted) await change.next();
      // Whoever was held back until nobody waits any more asks for nothing more.
      if (abort.signal.aborted) return;
    }
    lane.state = "done";
  }

  function toLane(task: Task): Lane<Task, Result> {
    return { task, waiting: [], state: "idle" };
  }

  async function feed(): Promise<void> {
    for await (const task of tasks) {
      lanes.push(toLane(task));
      start();
      // One task is in hand, so that whoever becomes free need not wait for the list.
      while (lanes.at(-1)?.state === "idle" && !abort.signal.aborted) await change.next();
      if (abort.signal.aborted) return;
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
        start();
        change.notify();
        yield result;
      } else if (lane?.state === "done") {
        lanes.shift();
        start();
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
