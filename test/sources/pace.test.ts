import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { createBucket } from "../../.tools/bench/server/bench-service.ts";
import { createPace, type Pace } from "../../src/sources/pace.ts";

/** Sends a number of requests to a service that answers at once, each until it is taken, so many at the same time. */
async function send(pace: Pace, count: number, atOnce: number, takes: () => boolean): Promise<readonly number[]> {
  let started = 0;
  const tries: number[] = [];
  async function work(): Promise<void> {
    while (started < count) {
      started += 1;
      for (let number = 1; ; number++) {
        const turn = await pace.turn(undefined);
        if (takes()) {
          pace.taken(turn);
          tries.push(number);
          break;
        }
        pace.refused(turn);
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return tries;
}

describe("the pace", { concurrency: 8 }, () => {
  for (const atOnce of [1, 8, 50]) {
    it(`follows a quota of 10 requests a second, ${atOnce} at once`, async () => {
      const started = performance.now();
      const tries = await send(createPace(), 40, atOnce, createBucket({ rate: 10, burst: 10 }));
      const elapsed = performance.now() - started;
      assert.equal(tries.length, 40);
      // The quota's own minimum, and what a busy machine adds.
      assert.ok(elapsed > 2990 && elapsed < 3000 * 1.2 + 250, `${elapsed} ms`);
      assert.ok(Math.max(...tries) < 20, `${Math.max(...tries)} tries`);
    });
  }

  it("hardly slows down where one request in three is refused by chance", async () => {
    const started = performance.now();
    let number = 0;
    await send(createPace(), 60, 8, () => (number += 1) % 3 !== 0);
    const perRequest = (performance.now() - started) / 60;
    assert.ok(perRequest < 100, `${perRequest} ms`);
  });

  it("counts what is refused at the same time once", async () => {
    const pace = createPace();
    const turns = await Promise.all(Array.from({ length: 30 }, () => pace.turn(undefined)));
    for (const turn of turns) pace.refused(turn);
    assert.equal(pace.refusalsSince(0), 1);
  });

  it("counts the refusals in a row, from the first turn of whoever asks", async () => {
    const pace = createPace();
    const first = await pace.turn(undefined);
    pace.refused(first);
    const second = await pace.turn(undefined);
    pace.refused(second);
    assert.deepEqual([pace.refusalsSince(first), pace.refusalsSince(second)], [2, 1]);
    const third = await pace.turn(undefined);
    pace.taken(third);
    assert.equal(pace.refusalsSince(first), 0);
  });

  it("lets nobody wait whose signal aborts", async () => {
    const pace = createPace();
    for (let refusals = 0; refusals < 5; refusals++) pace.refused(refusals);
    const abort = new AbortController();
    const waiting = pace.turn(abort.signal);
    await delay(10);
    abort.abort(new Error("made"));
    await assert.rejects(waiting, /made/);
  });
});
