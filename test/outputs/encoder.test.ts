import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ByteRange } from "../../src/core/byte-range.ts";
import { createEncoder } from "../../src/outputs/encoder.ts";

describe("the encoder", () => {
  it("gives the bytes of any text, however its pieces fall", async () => {
    for (const lead of [0, 1, 2, 3]) {
      const text = "x".repeat(lead) + "😀é".repeat(120_000);
      const taken: Buffer[] = [];
      const write = createEncoder(async (bytes) => void taken.push(Buffer.from(bytes)));
      await write(text);
      await write("");
      await write("end");
      assert.ok(taken.length > 2);
      assert.ok(Buffer.concat(taken).equals(Buffer.from(`${text}end`)), `after ${lead}`);
    }
  });

  it("writes half of a pair, wherever it stands, as any encoder does", async () => {
    for (const half of ["\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"]) {
      for (let lead = 505; lead < 515; lead += 1) {
        const text = `${"x".repeat(lead)}${half}${"y".repeat(600)}`;
        const taken: Buffer[] = [];
        await createEncoder(async (bytes) => void taken.push(Buffer.from(bytes)))(text);
        assert.ok(Buffer.concat(taken).equals(Buffer.from(text)), `after ${lead}`);
      }
    }
  });

  it("gives bytes of which a slice is a copy", async () => {
    const slices: Uint8Array[] = [];
    const write = createEncoder(async (bytes) => void slices.push(bytes.slice()));
    for (const text of ["first", "other"]) await write(text);
    assert.equal(Buffer.concat(slices).toString(), "firstother");
  });

  it("gives many texts at once, in their order, as few bytes at a time as its buffer holds", async () => {
    const texts = Array.from({ length: 50_000 }, (_, index) => `${index} é😀\n`);
    const taken: Buffer[] = [];
    const write = createEncoder(async (bytes) => void taken.push(Buffer.from(bytes)));
    await write(texts);
    await write([]);
    assert.ok(Buffer.concat(taken).equals(Buffer.from(texts.join(""))));
    assert.ok(taken.length > 1 && taken.length < 10, `${taken.length}`);
  });

  it("gives bytes of a page between texts, however long", async () => {
    const page = Buffer.from(`[${"é".repeat(500_000)}]`);
    const event = new ByteRange(page, 1, page.length - 1, "utf8");
    const pieces = ["{", event, "}\n", new ByteRange(page, 1, 3, "utf8"), "\n", "é", "x".repeat(2000), event];
    const taken: Buffer[] = [];
    const write = createEncoder(async (bytes) => void taken.push(Buffer.from(bytes)));
    await Promise.all([write(pieces), write(pieces)]);
    // The second in one piece of its own, while the first was being taken.
    const expected = Buffer.from(pieces.join(""));
    const second = taken.findIndex((bytes) => bytes.equals(expected));
    assert.ok(second !== -1);
    assert.ok(Buffer.concat(taken.toSpliced(second, 1)).equals(expected));
    assert.ok(taken.length > 2);
  });

  it("leaves bytes alone that are still being taken", async () => {
    const taken: Uint8Array[] = [];
    let release = (): void => undefined;
    const write = createEncoder((bytes) => {
      taken.push(bytes);
      return new Promise((resolve) => {
        release = resolve;
      });
    });
    const first = write("first");
    void write("second");
    assert.deepEqual(
      taken.map((bytes) => Buffer.from(bytes).toString()),
      ["first", "second"],
    );
    release();
    await Promise.race([first, Promise.resolve()]);
  });

  it("can be used again after what it is for has failed", async () => {
    let fails = true;
    const taken: string[] = [];
    const write = createEncoder(async (bytes) => {
      if (fails) throw new Error("made");
      taken.push(Buffer.from(bytes).toString());
    });
    await assert.rejects(write("first"), /made/);
    fails = false;
    await write("second");
    assert.deepEqual(taken, ["second"]);
  });
});
