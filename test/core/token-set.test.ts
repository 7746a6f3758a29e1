import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createTokenSet } from "../../src/core/token-set.ts";

describe("the set of page tokens", () => {
  it("knows each of many again, and no other", () => {
    const set = createTokenSet();
    const tokens = Array.from({ length: 5000 }, (_, index) => `token ${index} ${"x".repeat(index % 50)}`);
    for (const token of tokens) assert.ok(set.add(token), token);
    for (const token of tokens) assert.ok(!set.add(token), token);
    assert.ok(set.add("token"));
  });
});
