import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sliceArray, sliceList, toItem } from "../../src/core/json-slices.ts";

function slice(body: string): { readonly texts: readonly string[]; readonly rest: string } {
  const { items, rest } = sliceList(Buffer.from(body), "items");
  return { texts: items.map(({ text }) => text), rest };
}

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
    const sliced = slice(body);
    assert.deepEqual(sliced.texts, texts);
    assert.equal(sliced.rest, `{"nextToken":"a\\"b","items":[],"more":{"items":[9]}}`);
  });

  it("reads white space anywhere", () => {
    const body = ` {\r\n "items" :\t[ {"a" : 1} ,\n {"b":2} ] , "nextToken" : null } \n`;
    assert.deepEqual(slice(body).texts, [`{"a" : 1}`, `{"b":2}`]);
  });

  it("knows an empty list", () => assert.deepEqual(slice(`{"items":[]}`).texts, []));

  it("finds a name written with escapes", () => assert.deepEqual(slice(`{"it\\u0065ms":[1]}`).texts, ["1"]));

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
    it(`refuses ${what}`, () => assert.throws(() => slice(body), SyntaxError));
  }
});

describe("a glance", () => {
  function glances(body: string): readonly unknown[] {
    return sliceList(Buffer.from(body), "items", ["id", "at"]).items.map(({ glance }) => glance);
  }

  it("has the members asked for that are strings, of repeated ones the last", () =>
    assert.deepEqual(
      glances(
        `{"items":[{"at":"é","x":{"id":"inner"},"id" : "1"},{"id":"1","id":2},{"id":1,"id":"2"},{"ID":"1"},{},{"id":""}]}`,
      ),
      [
        ["1", "é"],
        [undefined, undefined],
        ["2", undefined],
        [undefined, undefined],
        [undefined, undefined],
        ["", undefined],
      ],
    ));

  it("is none where an escape stands in a name or in a text, or of what is no object", () =>
    assert.deepEqual(glances(`{"items":[{"\\u0069d":"1"},{"id":"a\\nb"},[],"id",1,null]}`), [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]));

  it("looks past escapes elsewhere", () =>
    assert.deepEqual(glances(`{"items":[{"x":"a\\n\\"","id":"1"}]}`), [["1", undefined]]));
});

describe("sliceArray", () => {
  it("gives the items of a list and nothing else", () =>
    assert.deepEqual(
      sliceArray(Buffer.from(` [ {"a":1} , [2]\n]\n`)).map(({ text }) => text),
      [`{"a":1}`, `[2]`],
    ));

  for (const body of ["", "{}", "[1] 2", "[1", "[1,]", "null"]) {
    it(`refuses ${JSON.stringify(body)}`, () => assert.throws(() => sliceArray(Buffer.from(body)), SyntaxError));
  }
});

describe("the bytes of an answer", () => {
  it("may begin with the mark of their order", () => assert.deepEqual(slice(`\ufeff{"items":["é"]}`).texts, [`"é"`]));

  for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) {
    it(`are refused where they are not UTF-8: ${bytes.map((byte) => byte.toString(16)).join(" ")}`, () => {
      const body = Buffer.concat([Buffer.from(`{"items":["`), Buffer.from(bytes), Buffer.from(`"]}`)]);
      assert.throws(() => sliceList(body, "items"), /not UTF-8/);
    });
  }

  it("may nest without end", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    assert.deepEqual(slice(`{"items":[${deep}]}`).texts, [deep]);
  });
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
