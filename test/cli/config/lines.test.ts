import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { array, assert as check, boolean, constantFrom, property, tuple } from "fast-check";
import { lineOf } from "../../../src/cli/config/lines.ts";

/** A document line by line, with the path of each value and the line it begins on. */
interface Place {
  readonly path: readonly (string | number)[];
  readonly line: number;
}

const filler = constantFrom("", "# a comment", "   ", '# [tables.x] = "no"');
const value = constantFrom(
  "1",
  '"text"',
  "[1, 2]",
  "[\n 1,\n\n 2,\n]",
  '"""\na = 1\n[b]\n"""',
  "{ a = { b = 1 } }",
  "2026-11-26",
);

/** Tables t0, t1, …, each [[job]] or [table], with keys k0, k1, … and comments anywhere between. */
const document = array(
  tuple(
    boolean(),
    array(filler, { maxLength: 2 }),
    array(tuple(array(filler, { maxLength: 2 }), value), { maxLength: 3 }),
  ),
  {
    minLength: 1,
    maxLength: 4,
  },
).map((tables) => {
  const lines: string[] = [];
  const places: Place[] = [];
  let jobs = 0;
  for (const [number, [isJob, before, values]] of tables.entries()) {
    lines.push(...before, isJob ? "[[job]]" : `[table.t${number}]`);
    const path = isJob ? ["job", jobs++] : ["table", `t${number}`];
    places.push({ path, line: lines.length });
    for (const [at, [comments, text]] of values.entries()) {
      lines.push(...comments);
      places.push({ path: [...path, `k${at}`], line: lines.length + 1 });
      lines.push(...`k${at} = ${text}`.split("\n"));
    }
  }
  return { text: lines.join("\n"), places };
});

describe("the line of a value", () => {
  it("is that on which it begins, wherever it stands and however long it is", () => {
    check(
      property(document, ({ text, places }) => {
        for (const { path, line } of places) {
          const found = lineOf(text, path);
          assert.equal(found, line, `${path.join(".")} in\n${text}`);
        }
      }),
    );
  });
});
