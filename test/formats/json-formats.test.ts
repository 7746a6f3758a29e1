import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { parseFields } from "../../src/formats/fields.ts";
import { csvFormatter } from "../../src/formats/csv.ts";
import { jsonFormatter } from "../../src/formats/json.ts";
import { ndjsonFormatter } from "../../src/formats/ndjson.ts";
import { defaults, hostileText, sample, samples, written } from "./fixtures.ts";

const keys = [
  "schema",
  "source",
  "id",
  "time",
  "action",
  "actor",
  "target",
  "outcome",
  "address",
  "changes",
  "scope",
  "raw",
];
// Numbers no double holds, escapes JSON.stringify would not write, a name twice.
const exact = '{"big":12345678901234567890,"huge":1e400,"one":1.0,"s":"\\u00e9\\/","a":1,"a":2}';

for (const [name, make] of [
  ["ndjson", ndjsonFormatter],
  ["json", jsonFormatter],
] as const) {
  describe(name, () => {
    test("has the contract's keys in the contract's order, none absent", () => {
      for (const record of parsed(name, written(make(defaults), samples))) {
        assert.deepEqual(Object.keys(record), keys);
        for (const part of ["actor", "target"]) {
          if (record[part] !== null) assert.deepEqual(Object.keys(Object(record[part])), ["id", "name", "type"]);
        }
      }
    });

    test("writes records that read back equal", () => {
      assert.deepEqual(
        parsed(name, written(make(defaults), samples)),
        samples.map(({ record }) => record),
      );
    });

    test("does not depend on the order or the gaps of the record it is given", () => {
      const { record, text } = sample(1);
      const shuffled = {
        ...Object.fromEntries(Object.entries(record).toReversed()),
        actor: { type: "user", name: null, id: "x" },
        changes: [{ new: 1, old: undefined, name: null, field: "f" }],
      } as unknown as typeof record;
      const line = written(make(defaults), [{ record: shuffled, text }]);
      assert.ok(line.includes('"actor":{"id":"x","name":null,"type":"user"}'));
      assert.ok(line.includes('"changes":[{"field":"f","name":null,"old":null,"new":1}]'));
    });

    test("splices the event's own text in, unaltered", () => {
      const text = written(make(defaults), [sample(1, {}, exact)]);
      assert.ok(text.includes(`"raw":${exact}}`));
      assert.ok(written(make({ ...defaults, schema: "raw" }), [sample(1, {}, exact)]).includes(exact));
    });

    test("is given the texts, not the parsed events", () => {
      const { record } = sample(1);
      assert.ok(make(defaults).format([record], ['{"other":1}']).includes('"raw":{"other":1}'));
    });

    test("keeps every digit of a field", () => {
      const columns = parseFields("raw.big,raw.huge,raw.one,raw.s,raw.a", "audit");
      const text = written(make({ ...defaults, columns }), [sample(1, {}, exact)]);
      assert.ok(
        text.includes('{"raw.big":12345678901234567890,"raw.huge":1e400,"raw.one":1.0,"raw.s":"\\u00e9\\/","raw.a":2}'),
      );
    });

    test("writes what a change holds whole, however deep", () => {
      const deep = `${"[".repeat(100_000)}-1e400${"]".repeat(100_000)}`;
      const change = { field: "f", name: null, old: JSON.parse(deep) as unknown, new: null };
      const text = written(make(defaults), [sample(1, { changes: [change] })]);
      assert.ok(text.includes(`"old":${deep.replace("-1e400", '"-Infinity"')},"new":null`));
    });

    test("means the same on a terminal", () => {
      const attack = sample(1, { action: hostileText }, JSON.stringify({ [hostileText]: hostileText }));
      const file = written(make(defaults), [attack]);
      const terminal = written(make({ ...defaults, terminal: { columns: 80 } }), [attack]);
      assert.notEqual(terminal, file);
      assert.deepEqual(parsed(name, terminal), parsed(name, file));
    });
  });
}

test("json has one record a line, and is an array when empty", () => {
  assert.equal(written(jsonFormatter(defaults), []), "[]\n");
  const lines = written(jsonFormatter({ ...defaults, schema: "raw" }), [sample(1, {}, "1"), sample(2, {}, "2")]);
  assert.equal(lines, "[\n1,\n2\n]\n");
});

test("csv keeps every digit of a field", () => {
  const columns = parseFields("raw.big,raw.huge,raw.one", "audit");
  const text = written(csvFormatter({ ...defaults, columns }), [sample(1, {}, exact)]);
  assert.deepEqual(parse(text), [
    ["raw.big", "raw.huge", "raw.one"],
    ["12345678901234567890", "1e400", "1.0"],
  ]);
});

function parsed(format: "ndjson" | "json", text: string): readonly Readonly<Record<string, unknown>>[] {
  if (format === "json") return JSON.parse(text);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
