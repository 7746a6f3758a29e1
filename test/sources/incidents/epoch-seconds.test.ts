import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseEpochSeconds } from "../../../src/sources/incidents/epoch-seconds.ts";

describe("a number of seconds as a time", () => {
  const times: readonly (readonly [text: string, time: string])[] = [
    ["1793527200", "2026-11-01T10:00:00Z"],
    ["1793527200.0", "2026-11-01T10:00:00Z"],
    ["1793527200.000", "2026-11-01T10:00:00Z"],
    ["1793527200.5", "2026-11-01T10:00:00.5Z"],
    ["1793527200.500", "2026-11-01T10:00:00.500Z"],
    ["1793527200.123456789", "2026-11-01T10:00:00.123456789Z"],
    ["1793527200.000000000000000001", "2026-11-01T10:00:00.000000000000000001Z"],
    ["1793527199.999999999999999999", "2026-11-01T09:59:59.999999999999999999Z"],
    ["1.7935272E9", "2026-11-01T10:00:00Z"],
    ["1.793527200123E9", "2026-11-01T10:00:00.123Z"],
    ["1.7935272001230e+09", "2026-11-01T10:00:00.1230Z"],
    ["17935272001235e-4", "2026-11-01T10:00:00.1235Z"],
    ["17935272e2", "2026-11-01T10:00:00Z"],
    ["0", "1970-01-01T00:00:00Z"],
    ["-0", "1970-01-01T00:00:00Z"],
    ["-0.0", "1970-01-01T00:00:00Z"],
    ["0.25", "1970-01-01T00:00:00.25Z"],
    ["5e-7", "1970-01-01T00:00:00.0000005Z"],
    ["-1", "1969-12-31T23:59:59Z"],
    ["-1.25", "1969-12-31T23:59:58.75Z"],
    ["-0.001", "1969-12-31T23:59:59.999Z"],
    ["-62167219200", "0000-01-01T00:00:00Z"],
    ["253402300799.9", "9999-12-31T23:59:59.9Z"],
  ];
  for (const [text, time] of times) it(text, () => assert.equal(parseEpochSeconds(text), time));

  it("is none outside the years 0 to 9999, nor where there is no number", () => {
    const texts = ["253402300800", "-62167219200.1", "1e400", "1e999999999", "-1E+99", "9".repeat(5000), "null"];
    for (const text of [...texts, "", '"1793527200"', "2026-11-01T10:00:00Z", "1_000", "0x10", "{}", "1e-999999999"]) {
      assert.equal(parseEpochSeconds(text), undefined, text);
    }
  });

  it("agrees with Date wherever that is exact", () => {
    for (let milliseconds = -5_000; milliseconds < 5_000; milliseconds += 37) {
      const shown = new Date(milliseconds).toISOString().replace(/\.?0+Z$/, "Z");
      assert.equal(parseEpochSeconds(String(milliseconds / 1000)), shown);
    }
  });
});
