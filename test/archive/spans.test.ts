import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { array, assert as assertProperty, integer, property, tuple } from "fast-check";
import { planWindows } from "../../src/archive/plan.ts";
import { covers, type Spans, union, without } from "../../src/archive/spans.ts";
import { toInstant } from "../../src/core/time.ts";

/** Spans are compared with what they are made of: hours of a month. */
const start = Date.parse("2026-03-01T00:00:00Z");
const hours = 200;

function instant(hour: number): string {
  return toInstant(start + hour * 3_600_000);
}

const someSpans = array(tuple(integer({ min: 0, max: hours }), integer({ min: 0, max: 40 })), { maxLength: 6 }).map(
  (pairs): Spans => pairs.map(([since, length]) => ({ since: instant(since), until: instant(since + length) })),
);

function hoursIn(spans: Spans): readonly number[] {
  return Array.from({ length: hours + 60 }, (_, hour) => hour).filter((hour) => covers(spans, instant(hour)));
}

function isTidy(spans: Spans): boolean {
  return spans.every(({ since, until }, index) => {
    const before = spans[index - 1];
    return since < until && (before === undefined || before.until < since);
  });
}

describe("spans", () => {
  it("joined have the hours of all, in order, none touching another", () => {
    assertProperty(
      property(someSpans, someSpans, (left, right) => {
        const joined = union(left, right);
        assert.ok(isTidy(joined));
        assert.deepEqual(hoursIn(joined), hoursIn([...left, ...right]));
      }),
    );
  });

  it("without others have the hours that these lack", () => {
    assertProperty(
      property(someSpans, someSpans, (left, right) => {
        const rest = without(union(left), right);
        assert.ok(isTidy(rest));
        const taken = new Set(hoursIn(right));
        assert.deepEqual(
          hoursIn(rest),
          hoursIn(left).filter((hour) => !taken.has(hour)),
        );
      }),
    );
  });
});

describe("what is to be read of windows", () => {
  const anyHours = integer({ min: 0, max: 60 });

  it("is all that was never covered, and the overlap; nothing beyond the lag", () => {
    assertProperty(
      property(someSpans, someSpans, anyHours, anyHours, anyHours, (coveredOnce, lostOnce, overlap, lag, from) => {
        const covered = union(coveredOnce);
        const lost = without(union(lostOnce), covered);
        const begins = instant(from);
        const coverage = { begins, covered, reach: null, lost, complete: null, sweep: null, unread: [] };
        const now = start + (hours + 50) * 3_600_000;
        const wishes = { since: instant(hours), until: undefined, overlap: overlap * 3_600_000, lag: lag * 3_600_000 };
        const { windows } = planWindows(coverage, wishes, new Date(now), undefined);
        assert.ok(isTidy(windows));
        const last = hours + 50 - lag;
        const end = covered.at(-1)?.until;
        const expected = Array.from({ length: last }, (_, hour) => hour).filter((hour) => {
          const time = instant(hour);
          const isNew = hour >= Math.min(from, hours) && !covers(covered, time) && !covers(lost, time);
          const isAgain = end !== undefined && covers(covered, time) && hour >= hourOf(end) - overlap;
          return isNew || isAgain;
        });
        assert.deepEqual(hoursIn(windows), expected);
      }),
    );
  });

  it("says what of it the source no longer keeps, but for a minute's grace", () => {
    const now = new Date(start + 40 * 86_400_000);
    const planned = (days: number, minutes: number) => {
      const since = toInstant(now.getTime() - days * 86_400_000 - minutes * 60_000);
      return planWindows(undefined, { since, until: undefined, overlap: 0, lag: 0 }, now, 30);
    };
    assert.deepEqual(planned(30, 0.5).aged, []);
    assert.deepEqual(planned(31, 0).aged, [{ since: "2026-03-10T00:00:00Z", until: "2026-03-11T00:00:00Z" }]);
  });

  function hourOf(time: string): number {
    return (Date.parse(time) - start) / 3_600_000;
  }
});
