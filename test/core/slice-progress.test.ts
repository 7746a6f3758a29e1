import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Batch } from "../../src/core/slice-reader.ts";
import { createSliceProgress } from "../../src/core/slice-progress.ts";
import type { Slice } from "../../src/core/types.ts";

const day: Slice = {
  key: "day",
  label: "day",
  scope: {},
  window: { since: "2026-11-01T00:00:00Z", until: "2026-11-02T00:00:00Z" },
};

function batch(slice: Slice, hours: readonly number[], parts = 0): Batch {
  const records = hours.map((hour) => ({ time: `2026-11-01T${String(hour).padStart(2, "0")}:00:00Z` }));
  return { slice, records, parts: Array.from({ length: parts }, () => slice) } as unknown as Batch;
}

describe("how far the slices are", () => {
  it("counts a slice that is cut, and its parts that are cut again, once", () => {
    const progress = createSliceProgress();
    progress.take(batch(day, [], 3));
    progress.end();
    progress.take(batch(day, [], 2));
    const counts = [0, 0, 0].map(() => (progress.end(), progress.done));
    assert.deepEqual(counts, [0, 0, 1]);
    // Without a page of its own.
    progress.end();
    assert.equal(progress.done, 2);
  });

  it("tells the share of a window by its events, the oldest or the newest first, also in its parts", () => {
    const [rising, falling] = [createSliceProgress(), createSliceProgress()];
    rising.take(batch(day, [0, 6]));
    falling.take(batch(day, [23, 18], 4));
    assert.deepEqual([rising.share, falling.share], [0.25, 0.25]);
    falling.take(batch(day, [12]));
    falling.end();
    assert.deepEqual([falling.share, falling.done], [0.5, 0]);
    rising.end();
    assert.deepEqual([rising.share, rising.done], [0, 1]);
  });

  it("tells none of a slice without a window, of one moment, and of events without order", () => {
    const { window: _, ...whole } = day;
    for (const pages of [[batch(whole, [0, 6])], [batch(day, [6, 6])], [batch(day, [0, 20]), batch(day, [3])]]) {
      const progress = createSliceProgress();
      for (const page of pages) progress.take(page);
      assert.equal(progress.share, 0);
    }
  });
});
