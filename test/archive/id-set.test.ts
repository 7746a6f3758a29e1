import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, it } from "node:test";
import { array, assert as assertProperty, constant, oneof, property, string, uuid } from "fast-check";
import { createIdSet, keyLength, keyOf } from "../../src/archive/id-set.ts";

describe("a set of ids", () => {
  it("says of any ids what a Set says", () => {
    const anyId = oneof(
      string({ maxLength: 3 }),
      uuid(),
      ...[0, 1, 2].map((last) => constant(`00000000-0000-0000-0000-00000000000${last}`)),
    );
    assertProperty(
      property(array(anyId, { maxLength: 60 }), (ids) => {
        const [own, known] = [createIdSet(), new Set<string>()];
        for (const id of ids) {
          assert.equal(own.find(id, ""), known.has(id) ? "same" : "new");
          assert.equal(own.add(id, ""), known.has(id) ? "same" : "new");
          known.add(id);
        }
        assert.equal(own.size, known.size);
      }),
    );
  });

  it("knows an id by the key that it gives of it", () => {
    assertProperty(
      property(array(oneof(string({ maxLength: 3 }), uuid()), { maxLength: 20 }), (ids) => {
        const set = createIdSet();
        for (const id of ids) {
          assert.equal(keyOf(id, "tag").length, keyLength);
          set.addKey(keyOf(id, "tag"));
        }
        assert.equal(set.size, new Set(ids).size);
        for (const id of ids) assert.equal(set.find(id, "tag"), "same");
      }),
    );
  });

  it("goes on when it has to grow", () => {
    const ids = Array.from({ length: 5000 }, () => randomUUID());
    const set = createIdSet();
    for (const id of ids) assert.equal(set.add(id, "a"), "new");
    for (const id of ids) assert.equal(set.find(id, "a"), "same");
    for (const id of ids) assert.equal(set.add(id, "b"), "other");
    assert.equal(set.find(randomUUID(), "a"), "new");
  });

  it("is quick also where ids differ in their last digits only", () => {
    const started = performance.now();
    for (const write of [hexadecimal, uuidOf]) {
      const set = createIdSet();
      for (let number = 0; number < 50_000; number += 1) set.add(write(number), "");
      assert.equal(set.size, 50_000);
    }
    // Found one after the other, they would take minutes.
    assert.ok(performance.now() - started < 5000);
  });
});

function hexadecimal(number: number): string {
  return number.toString(16).padStart(32, "0");
}

function uuidOf(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
}
