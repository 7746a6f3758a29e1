import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sliceList, toItem } from "../../src/core/json-slices.ts";

describe("sliceList", () => {
  it("gives each item's own text and the body without them", () => {
    const texts = [
      `{"n":12345678901234567890,"d":"2026-11-01T10:00:00.123456Z"}`,
      `null`,
      `"]}"`,
      `[1,[2]]`,
      `1e400`,
      `{}`,
    ];
    const body = `{"nextToken":"a\\"b","items":[${texts.join(",")}],"more":{"items":[9]}}`;
    const sliced = sliceList(body, "items");
    assert.deepEqual(sliced.texts, texts);
    assert.equal(sliced.rest, `{"nextToken":"a\\"b","items":[],"more":{"items":[9]}}`);
  });

  it("reads white space anywhere", () => {
    const body = ` {\r\n "items" :\t[ {"a" : 1} ,\n {"b":2} ] , "nextToken" : null } \n`;
    assert.deepEqual(sliceList(body, "items").texts, [`{"a" : 1}`, `{"b":2}`]);
  });

  it("knows an empty list", () => assert.deepEqual(sliceList(`{"items":[]}`, "items").texts, []));

  it("finds a name written with escapes", () =>
    assert.deepEqual(sliceList(`{"it\\u0065ms":[1]}`, "items").texts, ["1"]));

  const malformed: Readonly<Record<string, string>> = {
    "nothing at all": "",
    "a page of a proxy": "<html></html>",
    "half an answer": `{"items":[{"a":1},{"b"`,
    "an answer without its end": `{"items":[]`,
    "text after the end": `{"items":[]}{}`,
    "a missing list": `{"nextToken":"t"}`,
    "a list that is null": `{"items":null}`,
    "a list that is an object": `{"items":{}}`,
    "a list that is there twice": `{"items":[1],"items":[2]}`,
    "an answer that is a list": `[{"items":[]}]`,
    "a comma too many in the list": `{"items":[1,]}`,
    "a comma too many in the object": `{"items":[1],}`,
    "no comma in the list": `{"items":[{} {}]}`,
    "no comma in the object": `{"a":1 "items":[]}`,
    "no colon": `{"items" []}`,
  };
  for (const [what, body] of Object.entries(malformed)) {
    it(`refuses ${what}`, () => assert.throws(() => sliceList(body, "items").texts.map(toItem), SyntaxError));
  }
});

describe("toItem", () => {
  it("keeps the text of one line as it is, spaces and all", () =>
    assert.equal(toItem(`{"a": 1.0, "a": 2}`).text, `{"a": 1.0, "a": 2}`));

  it("makes one line of several without touching a token", () => {
    const { text, event } = toItem(`{\n  "n" : 12345678901234567890,\r\n  "t" : "a \\n  b"\n}`);
    assert.equal(text, `{"n":12345678901234567890,"t":"a \\n  b"}`);
    assert.deepEqual(event, { n: Number("12345678901234567890"), t: "a \n  b" });
  });

  for (const text of ["tru", "1.", "{'a':1}", '"\t"', '{"a":01}']) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => toItem(text), SyntaxError));
  }
});
