import assert from "node:assert/strict";
import { describe, test } from "node:test";
import stringWidth from "string-width";
import { cut, textWidth, wrap } from "../../src/formats/text-width.ts";

const texts = [
  "",
  "plain",
  "two words and more",
  "Zoë Müller",
  "山田太郎は東京に住む",
  "한글 이름",
  "ｱｲｳﾊﾟ",
  "e\u0301e\u0301e\u0301",
  "👩‍👩‍👧👍🏽🇩🇪❤️🏳️‍🌈",
  "नमस्ते दुनिया",
  "محمد القحطاني",
  "a→b…c",
  "mixed 漢字 and 👍 signs",
];

test("one-column characters are counted without being looked at: each of them is one column", () => {
  let counted = 0;
  for (let code = 0x20; code < 0x2200; code++) {
    const character = String.fromCodePoint(code);
    // A character of the fast path has the width 1 in threes as well, next to letters and to itself.
    if (textWidth(character) === 1) {
      assert.equal(textWidth(`a${character}${character}`), stringWidth(`a${character}${character}`), code.toString(16));
      counted++;
    }
  }
  assert.ok(counted > 1000);
});

test("widths are those of a terminal", () => {
  const widths = [0, 5, 18, 10, 20, 9, 5, 3, 10, 10, 13, 5, 23];
  assert.deepEqual(texts.map(textWidth), widths);
});

describe("cut", () => {
  test("never exceeds the width, nor cuts what fits", () => {
    for (const text of texts) {
      for (let width = 1; width < 30; width++) {
        for (const keep of ["start", "end"] as const) {
          const result = cut(text, width, keep);
          assert.ok(textWidth(result) <= width, `${result} in ${width}`);
          if (textWidth(text) <= width) assert.equal(result, text);
          else {
            const left = result.replace("…", "");
            assert.ok(
              keep === "start"
                ? text.startsWith(left) && result.endsWith("…")
                : text.endsWith(left) && result.startsWith("…"),
            );
            assert.ok(textWidth(result) >= width - 1, "at most half a wide character is wasted");
          }
        }
      }
    }
  });

  test("leaves graphemes whole", () => {
    assert.equal(cut("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 5, "start"), "👩‍👩‍👧👩‍👩‍👧…");
    assert.equal(cut("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 4, "end"), "…👩‍👩‍👧");
    assert.equal(cut("e\u0301e\u0301e\u0301", 2, "start"), "e\u0301…");
  });

  test("does not read a long text to its end, nor keep one endless grapheme", () => {
    const long = "漢".repeat(5_000_000);
    const start = performance.now();
    assert.equal(cut(long, 6, "start"), "漢漢…");
    assert.equal(cut(long, 6, "end"), "…漢漢");
    assert.ok(performance.now() - start < 2000);
    assert.ok(cut(`e${"\u0301".repeat(100_000)}`, 10, "start").length < 1000);
    assert.doesNotMatch(cut("👍".repeat(5000), 9, "end"), /\p{Cs}/u);
  });
});

describe("wrap", () => {
  test("loses nothing and keeps to the width", () => {
    for (const text of texts) {
      for (let width = 2; width < 30; width++) {
        const lines = wrap(text, width);
        assert.equal(lines.join(""), text);
        for (const line of lines) assert.ok(textWidth(line) <= width, `${line} in ${width}`);
      }
    }
  });

  test("breaks after a space where there is one", () => {
    assert.deepEqual(wrap("one two three", 8), ["one two ", "three"]);
    assert.deepEqual(wrap("one twothreefour", 6), ["one ", "twothr", "eefour"]);
    assert.deepEqual(wrap("漢字 漢字漢字漢", 6), ["漢字 ", "漢字漢", "字漢"]);
  });

  test("breaks narrow text as it breaks any other", () => {
    for (const text of [
      "",
      "a",
      "ab",
      "one  two   three",
      "a b c d e f g",
      "   x",
      "x".repeat(50),
      "abc def ".repeat(9),
    ]) {
      for (let width = 1; width < 12; width++) {
        // A wide character in the end takes the other way; what stands before it breaks alike.
        const lines = wrap(`${text}${" ".repeat(width)}漢`, width).join("\n");
        const narrow = wrap(text, width);
        assert.ok(lines.startsWith(narrow.slice(0, -1).join("\n")), JSON.stringify([text, width]));
      }
    }
  });

  test("takes no longer for text without a space", () => {
    const start = performance.now();
    assert.equal(wrap("x".repeat(2_000_000), 20).length, 100_000);
    assert.ok(performance.now() - start < 2000);
  });
});
