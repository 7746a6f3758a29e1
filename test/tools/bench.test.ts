import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { checkOutput } from "../../.tools/bench/check-output.ts";
import type { Measure, Run } from "../../.tools/bench/measure.ts";
import { report } from "../../.tools/bench/report.ts";
import { scenarioWith, spanOf } from "../../.tools/bench/scenario.ts";
import { createTimeline } from "../../.tools/bench/server/timeline.ts";
import { median, medians } from "../../.tools/bench/statistics.ts";

describe("medians", () => {
  it("are the middle, or the mean of the two in the middle", () => {
    assert.equal(median([5]), 5);
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([10, 1, 9, 2]), 5.5);
    assert.throws(() => median([]), /nothing/);
  });

  it("are of each quantity by itself, as far as it is known", () => {
    const runs = [
      { wall: 1, cpu: 9, peak: undefined },
      { wall: 3, cpu: 7, peak: undefined },
      { wall: 2, cpu: undefined, peak: undefined },
    ];
    assert.deepEqual(medians(runs, ["wall", "cpu", "peak"]), { wall: 2, cpu: 8, peak: undefined });
  });
});

describe("the table", () => {
  const runsOf = (wall: number): readonly Run[] => [{ wall, cpu: wall * 2, peak: wall * 2 ** 20 }];
  const sides = ["a", "b"].map((name) => ({ name, command: () => [] }));

  function rowOf(figure: Omit<Measure["figures"][number], "label" | "of">, ...present: readonly string[]): string {
    const measure: Measure = { name: "m", sides, figures: [{ label: "what", of: "a", ...figure }] };
    const runs = new Map(
      [["a", runsOf(55)] as const, ["b", runsOf(100)] as const].filter(([name]) => present.includes(name)),
    );
    const text = report({
      date: new Date(0),
      load: 0,
      outcomes: [{ measure, runs, missing: ["b: not there"] }],
      rates: [],
      size: undefined,
    });
    assert.match(text, /Skipped: b: not there\./);
    return text.split("\n").find((line) => line.startsWith("| what")) ?? "";
  }

  it("says whether a ratio is held", () => {
    const compared = { as: "ratio", to: "b" } as const;
    assert.equal(
      rowOf({ by: "cpu", compared, target: 0.55 }, "a", "b"),
      "| what | 110.00 s, 200.00 s | 0.55 | ≤ 0.55 | yes |",
    );
    assert.match(rowOf({ by: "cpu", compared, target: 0.54 }, "a", "b"), /\*\*no\*\*/);
    assert.equal(rowOf({ by: "wall", compared }, "a", "b"), "| what | 55.00 s, 100.00 s | 0.55 |  |  |");
  });

  it("has no row of what was compared with a peer that is missing", () => {
    assert.equal(rowOf({ by: "wall", compared: { as: "ratio", to: "b" }, target: 1 }, "a"), "");
  });

  it("knows rates, differences and what cannot be gone below", () => {
    assert.match(rowOf({ by: "wall", compared: { as: "rate", events: 550 }, target: 10 }, "a"), /\| 10 \| ≥ 10 \| yes/);
    assert.match(
      rowOf({ by: "wall", compared: { as: "rate", events: 500 }, target: 10 }, "a"),
      /\| 9 \| ≥ 10 \| \*\*no/,
    );
    assert.match(
      rowOf({ by: "wall", compared: { as: "share", seconds: 50 }, target: 1.15 }, "a"),
      /\| 1\.10 \| .* \| yes/,
    );
    const excess = { as: "excess", over: "b" } as const;
    assert.match(
      rowOf({ by: "peak", compared: excess, target: 0 }, "a", "b"),
      /55 MiB, 100 MiB \| -45 MiB \| ≤ 0 MiB \| yes/,
    );
  });
});

describe("the check of an output", () => {
  const lineOf = (index: number): string =>
    `{"id":"bb2aafde-0a0d-4be7-9000-${index.toString(16).padStart(12, "0")}"}\n`;

  async function check(text: string, events: number): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), "bench-test-"));
    try {
      await writeFile(join(directory, "output"), text);
      return await checkOutput(join(directory, "output"), { events, lines: events });
    } finally {
      await rm(directory, { recursive: true });
    }
  }

  it("finds what is missing, what is there twice and what was never served", async () => {
    // Longer than what is read at once: an id lies across the border.
    const count = 30_000;
    const lines = Array.from({ length: count }, (_, index) => lineOf(index));
    assert.match(await check(lines.join(""), count), /^[0-9a-f]{64}$/);
    await assert.rejects(check(lines.slice(1).join(""), count), /29999 different events, not 30000/);
    await assert.rejects(check(lines.join("") + lineOf(7), count), /30001 lines/);
    await assert.rejects(check(lines.join(""), count - 1), /event 29999 was never served/);
  });
});

describe("the timeline of the server", () => {
  for (const uneven of [false, true]) {
    it(`is cut anywhere without losing an event, ${uneven ? "un" : ""}evenly`, () => {
      const scenario = scenarioWith({ events: 5000, days: 10, uneven });
      const span = spanOf(scenario, Date.UTC(2026, 2, 12, 5));
      const timeline = createTimeline(scenario, span);
      assert.deepEqual(timeline.within(span.since, span.until), [0, 5000]);
      const middle = timeline.timeOf(1234);
      assert.deepEqual(timeline.within(middle, middle), [1234, 1235]);
      assert.equal(timeline.within(span.since, middle - 1)[1], timeline.within(middle, span.until)[0]);
      const tenth = (span.until - span.since) / 10;
      const [first, end] = timeline.within(span.since + 4.5 * tenth, span.since + 5.5 * tenth);
      assert.equal(end - first, uneven ? 4500 : 500);
    });
  }
});
