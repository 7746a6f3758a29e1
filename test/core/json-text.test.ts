import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { compact, skipSpace, skipValue, valueAt } from "../../src/core/json-text.ts";

const deep = 100_000;

describe("skipValue", () => {
  const values = [
    '""',
    String.raw`"a\"b"`,
    String.raw`"\\"`,
    String.raw`"\\\""`,
    '"]}"',
    "0",
    "-1.5e+400",
    "12345678901234567890",
    "true",
    "false",
    "null",
    "{}",
    "[]",
    String.raw`{"a":["}",{"\"]":[[]]}],"b":{}}`,
    ' [ 1 , { "a" : 2 } ]'.trim(),
  ];
  for (const value of values) {
    test(`ends just after ${value}`, () => {
      for (const after of ["", ",1", "]", "}", " ", "\n"]) {
        assert.equal(skipValue(value + after, 0), value.length);
        assert.equal(skipValue(`[7,${value}${after}`, 3), value.length + 3);
      }
    });
  }

  const broken = [
    "",
    " 1",
    ",",
    "]",
    '"a',
    String.raw`"a\"`,
    "{",
    '{"a":[1}',
    "[1}",
    "[",
    '["a]',
    "nul",
    "truey",
    "01",
    "1.",
    "-",
    "+1",
    "NaN",
    "'a'",
    "1x",
  ];
  for (const text of broken) {
    test(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => skipValue(text, 0), SyntaxError));
  }

  test("does not overflow on deep nesting, whole or broken", () => {
    const nested = `${'[{"a":'.repeat(deep)}1${"}]".repeat(deep)}`;
    assert.equal(skipValue(nested, 0), nested.length);
    assert.throws(() => skipValue("[".repeat(deep), 0), SyntaxError);
  });

  test("takes time in proportion to a text full of escapes", () => {
    const text = JSON.stringify('\\"'.repeat(500_000));
    const start = performance.now();
    assert.equal(skipValue(text, 0), text.length);
    assert.ok(performance.now() - start < 2000);
  });
});

test("skipSpace stops at the first thing that is not white space", () => {
  assert.equal(skipSpace(" \n\r\t1", 0), 4);
  assert.equal(skipSpace("1", 0), 0);
  assert.equal(skipSpace("\u00a01", 0), 0);
  assert.equal(skipSpace("  ", 0), 2);
});

describe("valueAt", () => {
  const cases: readonly (readonly [string, readonly string[], string | undefined])[] = [
    ['{"a":12345678901234567890}', ["a"], "12345678901234567890"],
    ['{"a":1e400,"b":1.10}', ["b"], "1.10"],
    [' { "a" : { "b" : [ 1 , "x" ] } } ', ["a", "b"], '[ 1 , "x" ]'],
    [' { "a" : { "b" : [ 1 , "x" ] } } ', ["a", "b", "1"], '"x"'],
    ['{"a":[1,2]}', ["a", "2"], undefined],
    ['{"a":[]}', ["a", "0"], undefined],
    ['{"a":[1,2]}', ["a", "01"], undefined],
    ['{"a":[1,2]}', ["a", "length"], undefined],
    ['{"a":{"0":"member"}}', ["a", "0"], '"member"'],
    ['{"a":1}', ["b"], undefined],
    ['{"a":1}', ["a", "b"], undefined],
    ['{"a":"text"}', ["a", "0"], undefined],
    ['{"a":null}', ["a"], "null"],
    ["{}", ["a"], undefined],
    ["{ }", ["a"], undefined],
    ["7", ["a"], undefined],
    ["7", [], "7"],
    [' {"a":1} ', [], '{"a":1}'],
    ['{"a":1,"b":2,"a":3}', ["a"], "3"],
    ['{"a":{"x":1},"a":{"y":2}}', ["a", "x"], undefined],
    [String.raw`{"\u0061\"\\":5}`, ['a"\\'], "5"],
    [String.raw`{"a\\":5}`, ["a\\"], "5"],
    ['{"":1}', [""], "1"],
    ['{"toString":1}', ["constructor"], undefined],
    ['{"__proto__":{"x":1}}', ["__proto__", "x"], "1"],
    ['{"a.b":1,"a":{"b":2}}', ["a", "b"], "1"],
    ['{"a":{"b.c":3}}', ["a", "b", "c"], "3"],
    ['{"a.b":{"c":4}}', ["a", "b", "c"], "4"],
    ['{"a.b":{"x":4},"a":{"b":{"c":5}}}', ["a", "b", "c"], "5"],
    ['{"a.b.c":6,"a":{"b":{"c":5}}}', ["a", "b", "c"], "6"],
    ['[{"a.b":[{"c":7}]}]', ["0", "a", "b", "0", "c"], "7"],
    ['{"s":"{\\"a\\":1}","a":2}', ["a"], "2"],
  ];
  for (const [text, path, found] of cases) {
    test(`${path.join(".") || "nothing"} of ${text} is ${found}`, () => assert.equal(valueAt(text, path), found));
  }

  for (const text of ['{"a" 1}', '{"a":1 "b":2}', "{a:1}", '{"a":1,}', '{"a":1', '{"a":}', "{", "[1 2]", "[1,2"]) {
    test(`refuses ${text}`, () => {
      assert.throws(() => valueAt(text, ["x"]) ?? valueAt(text, ["5"]), SyntaxError);
    });
  }

  test("agrees with JSON.parse on everything that JSON.parse can hold", () => {
    const value = { a: [{ b: 'x\u2028\n"\\', "c d": [[], {}, [null, false]] }], "é漢👍": { "": -0.5 } };
    const text = JSON.stringify(value, null, 3);
    function walk(part: unknown, path: readonly string[]): number {
      const found = valueAt(text, path);
      assert.deepEqual(found === undefined ? found : JSON.parse(found), part, path.join("/"));
      if (typeof part !== "object" || part === null) return 1;
      return Object.entries(part).reduce((sum, [key, inner]) => sum + walk(inner, [...path, key]), 1);
    }
    assert.equal(walk(value, []), 12);
  });

  test("finds what stands beside something nested deeply", () => {
    assert.equal(valueAt(`{"a":${"[".repeat(deep)}${"]".repeat(deep)},"b":1}`, ["b"]), "1");
  });
});

describe("compact", () => {
  test("gives the same string where there is nothing to remove", () => {
    const text = '{"a b":[1,"c \\" d"]}';
    assert.equal(compact(text), text);
    assert.equal(compact(""), "");
  });

  test("removes white space between tokens and nothing else", () => {
    const text = ' {\r\n\t"a \\" b" : [ 12345678901234567890 , 1.10 ,\n" x\\\\" ] , "n" : null }\n';
    assert.equal(compact(text), '{"a \\" b":[12345678901234567890,1.10," x\\\\"],"n":null}');
  });

  test("keeps other blanks, which JSON does not know as white space, for a parser to refuse", () => {
    assert.equal(compact("[1,\u00a02]"), "[1,\u00a02]");
  });

  for (const text of ["[1 2]", '["a" "b"]', "[true\nfalse]", '["a']) {
    test(`does not make valid what was not: ${JSON.stringify(text)}`, () => {
      assert.throws(() => compact(text), SyntaxError);
    });
  }

  test("does not overflow on deep nesting", () => {
    assert.equal(compact("[ ".repeat(deep) + " ]".repeat(deep)), "[".repeat(deep) + "]".repeat(deep));
  });
});
