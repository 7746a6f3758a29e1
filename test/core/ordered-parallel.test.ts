import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { orderedParallel } from "../../src/core/ordered-parallel.ts";

interface Task {
  readonly name: string;
  readonly results: number;
  readonly pause: number;
}

/** Runs tasks with readers that take their time, and watches how many read at once and how much waits. */
async function collect(tasks: readonly Task[], concurrency: number, budget: number, stopAfter = Infinity) {
  let reading = 0;
  let mostReading = 0;
  let ahead = 0;
  let mostAhead = 0;
  const abort = new AbortController();
  const ended: string[] = [];

  async function* list(): AsyncGenerator<Task> {
    yield* tasks;
  }

  async function* read(task: Task): AsyncGenerator<string> {
    reading += 1;
    mostReading = Math.max(mostReading, reading);
    try {
      for (let number = 1; number <= task.results; number += 1) {
        await delay(task.pause, undefined, { signal: abort.signal }).catch(() => undefined);
        if (abort.signal.aborted) return;
        ahead += 1;
        mostAhead = Math.max(mostAhead, ahead);
        yield `${task.name}${number}`;
      }
    } finally {
      reading -= 1;
      ended.push(task.name);
    }
  }

  const results: string[] = [];
  for await (const result of orderedParallel(list(), read, { concurrency, budget, size: () => 1, abort })) {
    ahead -= 1;
    results.push(result);
    if (results.length >= stopAfter) break;
  }
  return { results, mostReading, mostAhead, stillReading: reading, ended };
}

const uneven: readonly Task[] = [
  { name: "a", results: 3, pause: 20 },
  { name: "b", results: 0, pause: 0 },
  { name: "c", results: 40, pause: 0 },
  { name: "d", results: 5, pause: 2 },
  { name: "e", results: 1, pause: 0 },
];
const inOrder = uneven.flatMap(({ name, results }) =>
  Array.from({ length: results }, (_, index) => `${name}${index + 1}`),
);

describe("orderedParallel", () => {
  for (const concurrency of [1, 2, 3, 8]) {
    for (const budget of [1, 4, 1000]) {
      it(`gives everything in order, ${concurrency} at once, ${budget} waiting`, async () => {
        const { results, mostReading, mostAhead } = await collect(uneven, concurrency, budget);
        assert.deepEqual(results, inOrder);
        assert.ok(mostReading <= concurrency, `${mostReading} read at once`);
        // Each lane may be holding the one result that exceeded the budget; the lane in turn may add one.
        assert.ok(mostAhead <= budget + concurrency + 1, `${mostAhead} were waiting`);
      });
    }
  }

  it("reads at the same time what may be read at the same time", async () => {
    const even = Array.from({ length: 8 }, (_, index) => ({ name: `t${index}-`, results: 1, pause: 50 }));
    const { mostReading } = await collect(even, 8, 1000);
    assert.equal(mostReading, 8);
  });

  it("ends every reader when it is left early", async () => {
    const { results, stillReading } = await collect(uneven, 4, 1000, 2);
    assert.deepEqual(results, ["a1", "a2"]);
    assert.equal(stillReading, 0);
  });

  it("has nothing to do for no tasks", async () => {
    assert.deepEqual((await collect([], 4, 10)).results, []);
  });

  it("fails at once with the failure of any reader, and ends the others", async () => {
    const abort = new AbortController();
    let slowEnded = false;
    async function* list(): AsyncGenerator<string> {
      yield* ["slow", "broken"];
    }
    async function* read(task: string): AsyncGenerator<string> {
      if (task === "broken") throw new Error("broken");
      try {
        await delay(60_000, undefined, { signal: abort.signal });
        yield task;
      } finally {
        slowEnded = true;
      }
    }
    const results = orderedParallel(list(), read, { concurrency: 2, budget: 10, size: () => 1, abort });
    await assert.rejects(results.next(), /broken/);
    assert.ok(slowEnded);
  });

  it("fails with the failure of the list of tasks", async () => {
    async function* list(): AsyncGenerator<string> {
      yield "a";
      throw new Error("no more");
    }
    async function* read(task: string): AsyncGenerator<string> {
      yield task;
    }
    const results = orderedParallel(list(), read, {
      concurrency: 2,
      budget: 10,
      size: () => 1,
      abort: new AbortController(),
    });
    await assert.rejects(async () => {
      while ((await results.next()).done !== true);
    }, /no more/);
  });
});
