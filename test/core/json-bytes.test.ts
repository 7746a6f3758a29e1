import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import * as fc from "fast-check";
import { skipValue } from "../../src/core/json-bytes.ts";
import { damage, jsonNode } from "../support/json-arbitraries.ts";

/** Whether the whole text is one value, to the scanner. */
function isValue(text: string): boolean {
  const bytes = Buffer.from(text);
  try {
    return skipValue(bytes, 0) === bytes.length;
  } catch (error) {
    assert.ok(error instanceof SyntaxError, String(error));
    return false;
  }
}

/** Whether it is JSON without white space around it, to Node. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return !/^[ \t\r\n]|[ \t\r\n]$/.test(text);
  } catch {
    return false;
  }
}

describe("the end of a value", () => {
  const values = [
    ..."null true false 0 -0 1 -12.50 1e5 1E+05 1.5e-300 0.1 [] {} [[]] [{}] [1,2] [null,true]".split(" "),
    '""',
    '"a"',
    '"é\u2028\u007f😀"',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D"',
    '{"a":1}',
    '{"a":{"b":[{"c":"]}"}]},"a":"\\""}',
    '[ 1 ,\n\t{ "a" : [ ] }\r\n]',
  ];
  for (const text of values) it(`is found: ${text}`, () => assert.ok(isValue(text)));

  const others = [
    ..."tru nul falsey nulls True NaN Infinity undefined - + +1 .5 1. 1.e5 1e 1e+ 01 -01 00 0x1 1_0 1,2 'a' a".split(
      " ",
    ),
    ..."[ ] { } [1 [1, [1,] [,1] [,] [1,,2] [1}  {] {1} [1]] {}} [[1] {{}} [{]} {[]} {,}".split(" "),
    "[1 2]",
    "[1\u00a02]",
    "[1]2",
    '"a',
    '"a\\"',
    '"\\',
    '"\\x"',
    '"\\u12g4"',
    '"\\u123"',
    '"\\U0041"',
    '"\t"',
    '"\n"',
    '"\u0000"',
    '"\u001f"',
    '{"a"}',
    '{"a":}',
    '{"a" 1}',
    '{"a":1,}',
    '{,"a":1}',
    '{"a":1 "b":2}',
    '{"a":1,,"b":2}',
    '{"a"::1}',
    "{a:1}",
    "{1:1}",
    '{"a":1]',
    '["a":1]',
    '{"a","b"}',
    "",
  ];
  for (const text of others) {
    it(`is not found, for it is no JSON: ${JSON.stringify(text)}`, () => {
      assert.ok(!isJson(text));
      assert.ok(!isValue(text));
    });
  }
});

test("what is JSON and what is not, the scanner and Node say alike", () => {
  fc.assert(
    fc.property(jsonNode("any"), damage, fc.boolean(), (node, damaged, isDamaged) => {
      // As bytes have it: half a surrogate pair is none of them.
      const text = Buffer.from(isDamaged ? damaged(node.text) : node.text).toString();
      assert.equal(isValue(text), isJson(text), JSON.stringify(text));
    }),
    { numRuns: 1500 },
  );
});

test("any few characters of JSON's are JSON to both, or to neither", () => {
  const token = fc.constantFrom(...'[]{},:" \n-+.eE01\\u', "true", '"a"', "\t", "\u0001");
  fc.assert(
    fc.property(fc.array(token, { maxLength: 7 }), (tokens) => {
      const text = tokens.join("");
      assert.equal(isValue(text), isJson(text), JSON.stringify(text));
    }),
    { numRuns: 3000 },
  );
});
