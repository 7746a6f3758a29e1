import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as fc from "fast-check";
import { ExportError } from "../../src/core/errors.ts";
import { parseInstant } from "../../src/core/time.ts";
import { localTimes, toZone } from "../../src/formats/local-time.ts";

describe("times of a zone", () => {
  const cases: readonly (readonly [zone: string, instant: string, written: string])[] = [
    ["Europe/Berlin", "2026-11-01T10:00:00.123Z", "2026-11-01 11:00:00.123+01:00"],
    // The hour that comes twice.
    ["Europe/Berlin", "2026-10-25T00:59:59.9999999Z", "2026-10-25 02:59:59.9999999+02:00"],
    ["Europe/Berlin", "2026-10-25T01:00:00Z", "2026-10-25 02:00:00+01:00"],
    // The hour that there is not.
    ["America/New_York", "2026-03-08T07:00:00.0Z", "2026-03-08 03:00:00.0-04:00"],
    ["America/St_Johns", "2026-12-31T23:59:59Z", "2026-12-31 20:29:59-03:30"],
    ["Asia/Kathmandu", "2026-12-31T23:59:59Z", "2027-01-01 05:44:59+05:45"],
    ["Europe/London", "2026-11-01T10:00:00Z", "2026-11-01 10:00:00+00:00"],
    ["UTC", "2026-11-01T10:00:00.000Z", "2026-11-01 10:00:00.000Z"],
    ["Australia/Lord_Howe", "2016-12-31T23:59:60.5Z", "2017-01-01 10:59:60.5+11:00"],
    ["Africa/Monrovia", "1960-01-01T00:00:00.25Z", "1959-12-31 23:15:30.25-00:44:30"],
    // Years that would have another number of digits, and what is no instant.
    ["America/New_York", "0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"],
    ["Asia/Tokyo", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"],
    ["Asia/Tokyo", "yesterday", "yesterday"],
    ["Asia/Tokyo", "2026-13-01T10:00:00Z", "2026-13-01T10:00:00Z"],
  ];
  for (const [zone, instant, expected] of cases) {
    test(`${instant} in ${zone}`, () => assert.equal(localTimes(zone)(instant), expected));
  }

  test("are the same moment, to the last digit, in whatever zone there is", () => {
    const zones = Intl.supportedValuesOf("timeZone").map((zone) => ({ zone, written: localTimes(zone) }));
    const moment = fc.tuple(
      fc.integer({ min: Date.UTC(1973, 0), max: Date.UTC(2100, 0) }),
      fc.constantFrom("", ".1", ".1230", ".999999999"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...zones), moment, ({ written }, [milliseconds, digits]) => {
        const instant = `${new Date(milliseconds).toISOString().slice(0, 19)}${digits}Z`;
        const text = written(instant);
        assert.match(text, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d:\d\d|Z)$/);
        assert.equal(parseInstant(text), instant);
      }),
      { numRuns: 500 },
    );
  });
});

test("a zone is one of the IANA's, local or utc", () => {
  assert.equal(toZone("europe/berlin"), "Europe/Berlin");
  assert.equal(toZone("Utc"), "UTC");
  assert.equal(toZone("local"), new Intl.DateTimeFormat().resolvedOptions().timeZone);
  for (const [name, told] of [
    ["Europe/Belrin", /"Europe\/Belrin" is no time zone\ndid you mean Europe\/Berlin\?/],
    ["nowhere at all", /\nname one like Europe\/Berlin/],
    ["+01:00x", /no time zone/],
  ] as const) {
    assert.throws(
      () => toZone(name),
      (error) => error instanceof ExportError && error.code === "usage" && told.test(`${error.message}\n${error.hint}`),
    );
  }
});
