import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import * as fc from "fast-check";
import { orderedParallel } from "../../src/core/ordered-parallel.ts";

/** A task: the sizes of its results, and whether its reader fails after them. */
interface Task {
  readonly sizes: readonly number[];
  readonly fails: boolean;
}

interface Result {
  readonly task: number;
  readonly number: number;
  readonly size: number;
}

/** A whole run; what takes its turn when is the scheduler's to say. */
interface Plan {
  readonly tasks: readonly Task[];
  readonly listFails: boolean;
  readonly concurrency: number;
  readonly budget: number;
  /** Steps that wait for the scheduler; the others go on at once, or a few promises later. */
  readonly waits: readonly boolean[];
  /** Results after which whoever takes them leaves. */
  readonly leaveAfter: number;
}

function plan(part: { readonly failing: boolean; readonly leaving: boolean }): fc.Arbitrary<Plan> {
  const never = fc.constant(false);
  const task = fc.record({
    sizes: fc.array(fc.nat(3), { maxLength: 12 }),
    fails: part.failing ? fc.oneof({ weight: 3, arbitrary: never }, fc.constant(true)) : never,
  });
  return fc.record({
    tasks: fc.array(task, { maxLength: 16 }),
    listFails: part.failing ? fc.boolean() : never,
    concurrency: fc.integer({ min: 1, max: 4 }),
    budget: fc.nat(8),
    waits: fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
    leaveAfter: part.leaving ? fc.nat(20) : fc.constant(Infinity),
  });
}

interface Outcome {
  readonly results: readonly Result[];
  readonly failure: string | undefined;
  readonly mostReading: number;
  /** The most that had been read and not yet been taken. */
  readonly mostAhead: number;
  readonly stillOpen: number;
  readonly aborted: boolean;
}

/** What reading one task after the other gives. */
function sequential(tasks: readonly Task[]): readonly Result[] {
  return tasks.flatMap(({ sizes }, task) => sizes.map((size, number) => ({ task, number, size })));
}

/**
 * Carries a plan out. Readers and list heed no abort signal while they wait: the hardest to end.
 *
 * @throws when everything waits and nothing will happen, or somebody waits whom nothing keeps from going on.
 */
async function carryOut(plan: Plan, scheduler: fc.Scheduler): Promise<Outcome> {
  const { tasks, listFails, concurrency, budget, waits, leaveAfter } = plan;
  const abort = new AbortController();
  let steps = 0;
  let waitingReaders = 0;
  let reading = 0;
  let mostReading = 0;
  let listing = 0;
  let waitingList = true;
  let ahead = 0;
  let mostAhead = 0;

  async function step(name: string): Promise<void> {
    steps += 1;
    if (waits[steps % waits.length] === true) await scheduler.schedule(Promise.resolve(), name);
  }

  async function readStep(name: string): Promise<void> {
    waitingReaders += 1;
    await step(name);
    waitingReaders -= 1;
  }

  async function* list(): AsyncGenerator<number> {
    listing += 1;
    try {
      for (const index of tasks.keys()) {
        await step(`list ${index}`);
        waitingList = false;
        yield index;
        waitingList = true;
      }
      await step("end of list");
      if (listFails) throw new Error("list");
    } finally {
      listing -= 1;
    }
  }

  async function* read(task: number): AsyncGenerator<Result> {
    reading += 1;
    mostReading = Math.max(mostReading, reading);
    try {
      for (const [number, size] of (tasks[task]?.sizes ?? []).entries()) {
        await readStep(`read ${task}.${number}`);
        ahead += size;
        mostAhead = Math.max(mostAhead, ahead);
        yield { task, number, size };
      }
      await readStep(`end of ${task}`);
      if (tasks[task]?.fails === true) throw new Error(`task ${task}`);
    } finally {
      reading -= 1;
    }
  }

  const results: Result[] = [];
  let failure: string | undefined;
  async function take(): Promise<void> {
    const size = (result: Result): number => result.size;
    try {
      for await (const result of orderedParallel(list(), read, { concurrency, budget, size, abort })) {
        ahead -= result.size;
        if (results.length >= leaveAfter) break;
        results.push(result);
        await step("take");
      }
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
  }

  let over = false;
  void take().finally(() => {
    over = true;
  });
  for (;;) {
    // Whatever goes on by itself has gone on by the next turn of the event loop.
    await setImmediate();
    if (over) break;
    assert.ok(scheduler.count() > 0, "everything waits, and for nothing");
    if (!abort.signal.aborted && ahead < budget) {
      assert.equal(waitingReaders, reading, "a reader is held back, and nothing is in its way");
      assert.ok(reading === concurrency || waitingList || listing === 0, "a task is held back");
    }
    await scheduler.waitNext(1);
  }
  return { results, failure, mostReading, mostAhead, stillOpen: reading + listing, aborted: abort.signal.aborted };
}

function checkBounds({ concurrency, budget, tasks }: Plan, outcome: Outcome): void {
  assert.ok(outcome.mostReading <= concurrency, `${outcome.mostReading} read at once`);
  const largest = Math.max(0, ...tasks.flatMap(({ sizes }) => sizes));
  // Each reader may exceed the budget by one result, the reader in turn by another, and one is just being handed over.
  const most = budget + (concurrency + 2) * largest;
  assert.ok(outcome.mostAhead <= most, `${outcome.mostAhead} were waiting, of at most ${most}`);
  assert.equal(outcome.stillOpen, 0, "something is still being read");
  assert.ok(outcome.aborted);
}

test("the results are those of reading one task after the other, whoever comes first", async () => {
  await fc.assert(
    fc.asyncProperty(plan({ failing: false, leaving: false }), fc.scheduler(), async (plan, scheduler) => {
      const outcome = await carryOut(plan, scheduler);
      assert.equal(outcome.failure, undefined);
      assert.deepEqual(outcome.results, sequential(plan.tasks));
      checkBounds(plan, outcome);
    }),
    { numRuns: 150 },
  );
});

test("any failure ends it, after nothing but results that come before it", async () => {
  await fc.assert(
    fc.asyncProperty(plan({ failing: true, leaving: false }), fc.scheduler(), async (plan, scheduler) => {
      const outcome = await carryOut(plan, scheduler);
      const failures = plan.tasks.flatMap(({ fails }, task) => (fails ? [`task ${task}`] : []));
      if (plan.listFails) failures.push("list");
      if (failures.length === 0) assert.equal(outcome.failure, undefined);
      else assert.ok(failures.includes(outcome.failure ?? ""), `${outcome.failure} of ${failures.join()}`);
      const firstFailing = plan.tasks.findIndex(({ fails }) => fails);
      const before = sequential(firstFailing === -1 ? plan.tasks : plan.tasks.slice(0, firstFailing + 1));
      assert.deepEqual(outcome.results, before.slice(0, outcome.results.length));
      checkBounds(plan, outcome);
    }),
    { numRuns: 150 },
  );
});

test("leaving it early ends everything that is being read, and fails only with what failed before", async () => {
  await fc.assert(
    fc.asyncProperty(plan({ failing: true, leaving: true }), fc.scheduler(), async (plan, scheduler) => {
      const outcome = await carryOut(plan, scheduler);
      const before = sequential(plan.tasks);
      assert.deepEqual(outcome.results, before.slice(0, outcome.results.length));
      const failing = plan.listFails || plan.tasks.some(({ fails }) => fails);
      if (!failing) {
        assert.equal(outcome.failure, undefined);
        assert.equal(outcome.results.length, Math.min(before.length, plan.leaveAfter));
      }
      checkBounds(plan, outcome);
    }),
    { numRuns: 150 },
  );
});
