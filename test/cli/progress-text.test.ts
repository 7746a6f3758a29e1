import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createForecast, createMeter } from "../../src/cli/progress-forecast.ts";
import { createNotes } from "../../src/cli/progress-notes.ts";
import { progressText } from "../../src/cli/progress-text.ts";
import type { ProgressFacts } from "../../src/cli/progress.ts";
import { textWidth } from "../../src/formats/text-width.ts";

const subject = { label: "cases", unit: ["case", "cases"], noun: ["event", "events"] } as const;
const quiet = { rate: undefined, left: undefined, note: undefined };

function facts(changed: Partial<ProgressFacts> = {}): ProgressFacts {
  return {
    done: 12,
    listed: 13,
    expected: 200,
    isComplete: false,
    share: 0,
    records: 345,
    read: 345,
    mostRecords: undefined,
    ...changed,
  };
}

describe("the text of the progress line", () => {
  const texts: readonly (readonly [string, Partial<ProgressFacts>, Partial<Parameters<typeof progressText>[2]>])[] = [
    ["cases: starting", { isComplete: undefined }, {}],
    ["cases: another run holds the lock", { isComplete: undefined }, { note: "another run holds the lock" }],
    ["cases: listing the cases", { listed: 0, expected: undefined, done: 0 }, {}],
    ["cases: 12 of 13+ cases, 345 events", { expected: undefined }, {}],
    ["cases: 12 of 200 cases, 345 events", {}, {}],
    // More came than were said to be: there may be more still.
    ["cases: 12 of 201+ cases, 345 events", { listed: 201 }, {}],
    ["cases: 12 of 200 cases, 1 of 345 events", { records: 1 }, {}],
    ["cases: 12 of 180 cases, 345 events", { listed: 180, isComplete: true }, {}],
    ["cases: 0 of 1 case, 1 event", { done: 0, listed: 1, expected: 1, records: 1, read: 1 }, {}],
    ["cases: 0 of 1+ cases, 0 events", { done: 0, listed: 1, expected: undefined, records: 0, read: 0 }, {}],
    ["cases: 12 of 200 cases, 345 events, 210/s, about 2 min left", {}, { rate: 209.7, left: 110_000 }],
    ["cases: 12 of 200 cases, 345 events, 0.45/s, about 50 s left", {}, { rate: 0.4512, left: 40_100 }],
    [
      "cases: 12 of 200 cases, 345 events, 7/s; throttled, waiting 3 s",
      {},
      { rate: 7, note: "throttled, waiting 3 s" },
    ],
  ];
  for (const [text, changed, shown] of texts) {
    it(`is "${text}"`, () => {
      assert.equal(progressText(subject, facts(changed), { ...quiet, ...shown }, 120), text);
    });
  }

  it("leaves out what tells least where there is little room", () => {
    const shown = { rate: 210, left: 110_000, note: "throttled, waiting 3 s" };
    const at = (width: number): string => progressText(subject, facts(), shown, width);
    assert.equal(at(82), "cases: 12 of 200 cases, 345 events, about 2 min left; throttled, waiting 3 s");
    assert.equal(at(70), "cases: 12 of 200 cases, 345 events; throttled, waiting 3 s");
    assert.equal(at(50), "cases: 12 of 200 cases; throttled, waiting 3 s");
    assert.equal(at(40), "12 of 200 cases; throttled, waiting 3 s");
    assert.equal(at(37), "12 of 200; throttled, waiting 3 s");
    assert.equal(at(17), "12 of 200; throt…");
    assert.equal(at(0), "");
    for (let width = 0; width < 90; width += 1) assert.ok(textWidth(at(width)) <= width, at(width));
  });

  it("counts wide letters as terminals draw them", () => {
    const note = "案件を読んでいます".repeat(5);
    for (let width = 0; width < 90; width += 1) {
      assert.ok(textWidth(progressText(subject, facts(), { ...quiet, note }, width)) <= width);
    }
  });
});

describe("what goes on meanwhile", () => {
  it("counts down, and is gone when it is over", () => {
    let now = 0;
    const notes = createNotes(() => now);
    const over = notes.add("query is running", 5_000, "asked again in");
    const readings = [0, 2_100, 4_900].map((time) => ((now = time), notes.text()));
    assert.deepEqual(readings, [
      "query is running, asked again in 5 s",
      "query is running, asked again in 3 s",
      "query is running",
    ]);
    over();
    assert.equal(notes.text(), undefined);
  });

  it("shows one of many: the longest, else the newest; a short one long enough to be read", () => {
    let now = 0;
    const notes = createNotes(() => now);
    const first = notes.add("attempt 2");
    const second = notes.add("attempt 3");
    assert.equal(notes.text(), "attempt 3");
    const long = notes.add("throttled", 600_000);
    assert.equal(notes.text(), "throttled, waiting 10 min");
    now = 1_000;
    const newest = notes.add("attempt 4");
    long();
    second();
    assert.equal(notes.text(), "attempt 4");
    newest();
    // What lasts goes before what is over.
    assert.equal(notes.text(), "attempt 2");
    first();
    assert.equal(notes.text(), "attempt 4");
    now = 1_701;
    assert.equal(notes.text(), undefined);
  });
});

describe("the forecast", () => {
  /** Run for so many seconds at a speed in slices and records a second; the last forecast. */
  function after(seconds: number, perSecond: number, changed: Partial<ProgressFacts> = {}) {
    const forecast = createForecast();
    for (let now = 0; ; now += 0.1) {
      const done = Math.floor(now * perSecond);
      const told = forecast(
        now * 1000,
        facts({ done, records: done * 10, read: done * 10, listed: done + 1, expected: 1000, ...changed }),
      );
      if (now >= seconds) return told;
    }
  }

  it("has the rate of the last seconds, and the time left by the slices of all", () => {
    const { rate, left } = after(60, 2);
    assert.ok(rate !== undefined && Math.abs(rate - 20) < 1, `${rate}`);
    assert.ok(left !== undefined && Math.abs(left - 440_000) < 10_000, `${left}`);
  });

  it("has no time left where that would be a guess", () => {
    const guesses = [
      after(2, 20),
      after(60, 2, { expected: undefined }),
      after(60, 0),
      after(60, 0.02),
      after(60, 1, { expected: 10_000_000 }),
    ];
    assert.deepEqual(
      guesses.map(({ left }) => left),
      guesses.map(() => undefined),
    );
  });

  it("goes by what is done of a slice, and by --limit where that comes first", () => {
    const forecast = createForecast();
    let left: number | undefined;
    for (let second = 0; second <= 30; second += 1) {
      ({ left } = forecast(second * 1000, facts({ done: 0, listed: 1, expected: 1, share: second / 100 })));
    }
    assert.ok(left !== undefined && Math.abs(left - 70_000) < 1, `${left}`);
    const limited = after(20, 2, { mostRecords: 800 });
    assert.ok(limited.left !== undefined && Math.abs(limited.left - 20_000) < 2_000, `${limited.left}`);
  });

  it("forgets what was faster long ago, and keeps few samples", () => {
    const meter = createMeter(5_000);
    let value = 0;
    let speed = meter(0, 0);
    for (let now = 10; now <= 30_000; now += 10) {
      value += now < 10_000 ? 10 : 1;
      speed = meter(now, value);
    }
    assert.ok(Math.abs((speed.perSecond ?? 0) - 100) < 1, `${speed.perSecond}`);
    assert.ok(Math.abs(speed.passed - 5_000) <= 100);
  });
});
