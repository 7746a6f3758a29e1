import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createStrays } from "../../src/sources/strays.ts";

const asked = { since: "2026-11-01T00:00:00Z", until: "2026-11-02T00:00:00.5Z" };
const exported = { since: "2026-10-30T00:00:00Z", until: "2026-11-04T00:00:00Z" };

describe("a stray", () => {
  const times: readonly (readonly [time: string | null, isStray: boolean])[] = [
    ["2026-11-01T00:00:00Z", false],
    ["2026-11-02T00:00:00.5000Z", false],
    ["2026-10-31T23:59:59.9999999Z", true],
    ["2026-11-02T00:00:00.5000001Z", true],
    ["2026-10-30T00:00:00Z", true],
    ["2026-10-29T23:59:59.9Z", false],
    ["2026-11-04T00:00:00Z", false],
    [null, false],
  ];
  for (const [time, isStray] of times) {
    it(`is ${isStray ? "" : "not "}an event of ${time}`, () => {
      const strays = createStrays(asked, exported);
      strays.note(time);
      const failure = strays.failure("read the window");
      assert.equal(failure?.code, isStray ? "incomplete" : undefined);
      if (isStray) assert.match(failure?.message ?? "", /^could not read the window whole: 1 event of another window/);
    });
  }

  it("is counted, is of its slice alone, and is none where nothing bounds what was asked for", () => {
    const strays = createStrays({}, exported);
    strays.note("2026-11-03T00:00:00Z");
    assert.equal(strays.failure("read it"), undefined);
    const two = createStrays(asked, {});
    for (const time of ["2026-10-29T23:59:59.9Z", "2026-11-01T12:00:00Z", "2027-01-01T00:00:00Z"]) two.note(time);
    const failure = two.failure("read it");
    assert.match(failure?.message ?? "", /: 2 events of other windows came in it/);
    assert.equal(failure?.ofSlice, true);
  });
});
