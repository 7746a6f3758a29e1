import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ExportError } from "../../src/core/errors.ts";
import { compareInstants, isWithin, parseInstant, parseTime } from "../../src/core/time.ts";

const now = new Date("2026-11-22T15:30:45.678Z");

describe("parseInstant", () => {
  const good: readonly (readonly [string, string])[] = [
    ["2026-11-01T10:00:00Z", "2026-11-01T10:00:00Z"],
    ["2026-11-01T10:00:00.123456789Z", "2026-11-01T10:00:00.123456789Z"],
    ["2022-12-01T22:47:24.605000+00:00", "2022-12-01T22:47:24.605000Z"],
    ["2026-01-01T00:30:00.1+02:00", "2025-12-31T22:30:00.1Z"],
    ["2026-11-01T23:59:59-0530", "2026-11-02T05:29:59Z"],
    ["2026-11-01t10:00:00z", "2026-11-01T10:00:00Z"],
    ["2026-11-01 10:00:00Z", "2026-11-01T10:00:00Z"],
    ["2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"],
    ["0050-01-01T00:00:00Z", "0050-01-01T00:00:00Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"],
  ];
  for (const [text, instant] of good) it(`${text} is ${instant}`, () => assert.equal(parseInstant(text), instant));

  const bad = [
    "",
    "2026-11-01",
    "2026-11-01T10:00:00",
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-01T24:00:00Z",
    "2026-11-01T10:60:00Z",
    "2026-11-01T10:00:61Z",
    "2026-11-01T10:00:00+24:00",
    "0000-01-01T00:00:00+01:00",
    "1793527200",
    "2026-11-01T10:00:00Z and more",
  ];
  for (const text of bad) it(`"${text}" is none`, () => assert.equal(parseInstant(text), undefined));
});

describe("compareInstants", () => {
  it("orders to the last digit, whatever the number of digits", () => {
    const inOrder = [
      "2026-11-01T10:00:00Z",
      "2026-11-01T10:00:00.000001Z",
      "2026-11-01T10:00:00.09Z",
      "2026-11-01T10:00:00.1Z",
      "2026-11-01T10:00:00.123Z",
      "2026-11-01T10:00:00.123000001Z",
      "2026-11-01T10:00:01Z",
    ];
    for (let index = 1; index < inOrder.length; index += 1) {
      const [earlier = "", later = ""] = inOrder.slice(index - 1, index + 1);
      assert.ok(compareInstants(earlier, later) < 0, `${earlier} < ${later}`);
      assert.ok(compareInstants(later, earlier) > 0, `${later} > ${earlier}`);
    }
  });

  it("takes zeros at the end for nothing", () => {
    assert.equal(compareInstants("2026-11-01T10:00:00Z", "2026-11-01T10:00:00.000Z"), 0);
    assert.equal(compareInstants("2026-11-01T10:00:00.1Z", "2026-11-01T10:00:00.100Z"), 0);
    assert.equal(compareInstants("2026-11-01T10:00:10Z", "2026-11-01T10:00:10.0Z"), 0);
  });
});

describe("isWithin", () => {
  const window = { since: "2026-11-01T00:00:00Z", until: "2026-11-02T00:00:00Z" };

  it("holds its beginning and not its end", () => {
    assert.equal(isWithin(window, "2026-11-01T00:00:00.000Z"), true);
    assert.equal(isWithin(window, "2026-10-31T23:59:59.999999Z"), false);
    assert.equal(isWithin(window, "2026-11-01T23:59:59.999999Z"), true);
    assert.equal(isWithin(window, "2026-11-02T00:00:00Z"), false);
  });

  it("is open where no end is given", () => assert.equal(isWithin({}, "0001-01-01T00:00:00Z"), true));
});

describe("parseTime", () => {
  const good: readonly (readonly [string, string])[] = [
    ["now", "2026-11-22T15:30:45.678Z"],
    ["today", "2026-11-22T00:00:00.000Z"],
    ["Yesterday", "2026-11-21T00:00:00.000Z"],
    ["2026-11-01", "2026-11-01T00:00:00Z"],
    ["2026-11-01T10:00:00.123456+01:00", "2026-11-01T09:00:00.123456Z"],
    ["24h", "2026-11-21T15:30:45.678Z"],
    ["7d", "2026-11-15T15:30:45.678Z"],
    ["1h30m", "2026-11-22T14:00:45.678Z"],
    ["2w", "2026-11-08T15:30:45.678Z"],
    ["90s", "2026-11-22T15:29:15.678Z"],
    ["P7D", "2026-11-15T15:30:45.678Z"],
    ["PT1H30M", "2026-11-22T14:00:45.678Z"],
    ["P1DT12H", "2026-11-21T03:30:45.678Z"],
    ["P9M", "2026-02-22T15:30:45.678Z"],
    ["P1Y", "2025-11-22T15:30:45.678Z"],
    ["p2w", "2026-11-08T15:30:45.678Z"],
  ];
  for (const [text, instant] of good) it(`${text} is ${instant}`, () => assert.equal(parseTime(text, now), instant));

  it("goes back to the last day of a shorter month", () =>
    assert.equal(parseTime("P1M", new Date("2026-03-31T12:00:00Z")), "2026-02-28T12:00:00.000Z"));

  const bad = [
    "",
    " ",
    "P",
    "PT",
    "P1DT",
    "7",
    "d",
    "-7d",
    "7 d",
    "1.5h",
    "tomorrow",
    "2026-02-30",
    "01/11/2026",
    "99999999999d",
  ];
  for (const text of bad) {
    it(`"${text}" is a usage error`, () =>
      assert.throws(
        () => parseTime(text, now),
        (error) => error instanceof ExportError && error.code === "usage",
      ));
  }

  it("asks for the zone where only that is missing", () =>
    assert.throws(
      () => parseTime("2026-11-01T10:00:00", now),
      (error) => {
        return error instanceof ExportError && error.hint?.includes("2026-11-01T10:00:00Z") === true;
      },
    ));
});
