import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { guardTerminal, visible, wellFormed } from "../../src/core/visible.ts";

function characters(...ranges: readonly (readonly [number, number])[]): readonly string[] {
  return ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)),
  );
}

const hostile = characters(
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xd800],
  [0xdfff, 0xdfff],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
);

describe("visible", () => {
  test("shows every character that acts on a terminal or hides", () => {
    for (const character of hostile) {
      const shown = visible(`a${character}b`);
      assert.match(shown, /^a\\(?:u[\da-f]{4}|u\{e00[\da-f]{2}\}|[nrt])b$/, JSON.stringify(character));
    }
  });

  test("shows it as the escape everyone knows", () => {
    assert.equal(
      visible("\u001b[2J\r\n\t\u0000\u009b\u202e\u{e0041}\ud800x"),
      "\\u001b[2J\\r\\n\\t\\u0000\\u009b\\u202e\\u{e0041}\\ud800x",
    );
  });

  test("leaves every script as it is", () => {
    const scripts =
      "Zoë e\u0301 Ελλάδα Україна עברית محمد می\u200cخواهم क्\u200dष 한글 山田太郎 葛\u{e0100} ᠮᠣ\u180eᠠ ᠠ\u180b 👩‍👩‍👧 ❤️‍🔥 👍🏽 🇩🇪 \u00a0\u3000";
    assert.equal(visible(scripts), scripts);
  });

  test("shows variation selectors that select nothing", () => {
    assert.equal(visible("\ufe0fa\ufe0f\ufe0e\u{e0101}"), "\\ufe0fa\ufe0f\\ufe0e\\u{e0101}");
  });

  test("is the same string where nothing is hostile", () => assert.equal(visible("plain ~"), "plain ~"));
});

describe("guardTerminal", () => {
  test("keeps the ends of lines, and only those", () => {
    assert.equal(guardTerminal("a\nb\r\nc\rd\te"), "a\nb\r\nc\\u000dd\\u0009e");
  });

  test("leaves JSON equal", () => {
    const value = { [hostile.join("")]: [hostile.join("x"), "\ufe0f", "plain"] };
    // As a service may send it: all that JSON need not escape stands there raw.
    const text = JSON.stringify(value);
    const guarded = guardTerminal(text);
    assert.notEqual(guarded, text);
    assert.deepEqual(JSON.parse(guarded), value);
    for (const character of hostile)
      assert.ok(!guarded.includes(character) || character.length > 1 || isHalf(character));
    assert.equal(guardTerminal(guarded), guarded);
  });

  test("writes a character beyond U+FFFF as the two escapes JSON has for it", () => {
    assert.equal(guardTerminal('"\u{e0041}"'), '"\\udb40\\udc41"');
  });
});

test("wellFormed shows lone surrogates and nothing else", () => {
  assert.equal(wellFormed("\ud800a\udc00👍\u001b"), "\\ud800a\\udc00👍\u001b");
  assert.equal(wellFormed("a\udc00"), "a\\udc00");
  assert.equal(wellFormed("a\ud800"), "a\\ud800");
});

function isHalf(character: string): boolean {
  return character >= "\ud800" && character <= "\udfff";
}
