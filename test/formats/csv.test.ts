import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import * as fc from "fast-check";
import { ExportError } from "../../src/core/errors.ts";
import { csvFormatter } from "../../src/formats/csv.ts";
import { csvColumns, parseFields } from "../../src/formats/fields.ts";
import { defaults, sample, samples, written } from "./fixtures.ts";

function cellOf(json: string, escapeFormulas = true): string {
  const columns = parseFields("raw.x,id", "audit");
  const text = written(csvFormatter({ ...defaults, columns, escapeFormulas }), [sample(1, {}, `{"x":${json}}`)]);
  const rows: readonly (readonly string[])[] = parse(text, { record_delimiter: "\r\n" });
  assert.equal(rows.length, 2);
  assert.equal(rows[1]?.[1], sample(1).record.id);
  return rows[1]?.[0] ?? "";
}

test("lines end with CRLF, cells hold what they held, there is no byte order mark", () => {
  const text = written(csvFormatter({ ...defaults, escapeFormulas: false }), samples);
  assert.ok(text.startsWith("time,source,id,"));
  const rows: readonly (readonly string[])[] = parse(text, { record_delimiter: "\r\n", relax_column_count: false });
  assert.deepEqual(
    rows[0],
    csvColumns.map(({ name }) => name),
  );
  assert.deepEqual(
    rows.slice(1).map((row) => row[2]),
    samples.map(({ record }) => record.id),
  );
  assert.deepEqual(
    rows.slice(1).map((row) => row[10]),
    samples.map(({ record }) => record.address ?? ""),
  );
});

test("a lone line feed, carriage return, quote or comma is quoted", () => {
  for (const character of ["\n", "\r", "\r\n", '"', ","]) {
    const text = csvFormatter(defaults).format([sample(1, { action: `a${character}b` }).record], ["{}"]);
    assert.ok(text.includes(`,"a${character.replaceAll('"', '""')}b",`), JSON.stringify(character));
    assert.equal(cellOf(JSON.stringify(`a${character}b`)), `a${character}b`);
  }
});

test("control characters pass to a file untouched", () => {
  assert.equal(cellOf('"a\\u0000\\u001b[31m\\u202eb"'), "a\u0000\u001b[31m\u202eb");
});

test("a single empty cell is a line no reader skips", () => {
  const columns = parseFields("address", "audit");
  const text = written(csvFormatter({ ...defaults, columns }), [sample(1, { address: null }), sample(2)]);
  assert.equal(text, 'address\r\n""\r\n203.0.113.7\r\n');
});

test("any rows are written as the library writes them", () => {
  const text = fc
    .array(fc.constantFrom(...Array.from('",\r\n \t;=éx\u0000\u2028\ufeff'), "plain"), { maxLength: 4 })
    .map((parts) => parts.join(""));
  for (const names of ["action", "action,actor.name", "action,address,actor.name"]) {
    const columns = parseFields(names, "audit");
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { maxLength: 6 }), (all) => {
        const rows = all.map((row) => row.slice(0, columns.length));
        const records = all.map(([action, name, address], index) => {
          const others = columns.length === 2 ? { actor: { id: null, name, type: "user" as const } } : {};
          const three = { address: name, actor: { id: null, name: address, type: "user" as const } };
          return sample(index, { action, ...(columns.length === 3 ? three : others) }).record;
        });
        const formatter = csvFormatter({ ...defaults, columns, escapeFormulas: false });
        const layout = {
          record_delimiter: "windows",
          quote_record_delimiter: true,
          quoted_empty: columns.length === 1,
        };
        assert.equal(
          formatter.format(
            records,
            records.map(() => "{}"),
          ),
          stringify(rows, layout),
        );
      }),
    );
  }
});

describe("formulas", () => {
  const run = [
    "=1+1",
    "+1",
    "-5",
    "@SUM(1)",
    "\tx",
    "\rx",
    "\nx",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    " =1",
    "\u00a0=1",
    "\u3000 =1",
    "\u0000=1",
    "\ufeff=1",
    "\u007f-1",
  ];
  const text = ["", "a=1", "1-2", "'", "'a", "' a", '"=1"', " x", "<=", "−5", "#=1", "0", "{}"];

  test("what a spreadsheet would run is text after an apostrophe", () => {
    for (const value of run) assert.equal(cellOf(JSON.stringify(value)), `'${value}`, JSON.stringify(value));
  });

  test("the rest is as it was", () => {
    for (const value of text) assert.equal(cellOf(JSON.stringify(value)), value, JSON.stringify(value));
  });

  test("the apostrophe can be taken off again, whatever was there", () => {
    const values = [...run, ...text, ...run.map((value) => `'${value}`), ...run.map((value) => `''${value}`)];
    assert.equal(new Set(values.map((value) => cellOf(JSON.stringify(value)))).size, values.length);
    assert.equal(cellOf('"\'=1"'), "''=1");
  });

  test("a number is no formula, the same as text is", () => {
    assert.equal(cellOf("-5"), "-5");
    assert.equal(cellOf("-1e400"), "-1e400");
    assert.equal(cellOf('"-5"'), "'-5");
    assert.equal(cellOf("[-1]"), "[-1]");
  });

  test("--no-escape-formulas leaves all of them", () => {
    for (const value of [...run, ...text]) assert.equal(cellOf(JSON.stringify(value), false), value);
  });

  test("no default column lets one through", () => {
    const attack = "=cmd|' /C calc'!A0";
    const party = { id: attack, name: attack, type: "unknown" as const };
    const change = { field: attack, name: attack, old: attack, new: attack };
    const record = {
      source: attack,
      id: attack,
      time: attack,
      action: attack,
      actor: party,
      target: party,
      address: attack,
      changes: [change],
    };
    const rows: readonly (readonly string[])[] = parse(written(csvFormatter(defaults), [sample(1, record)]));
    const cells = rows[1] ?? [];
    assert.equal(cells.filter((cell) => cell.startsWith("'=")).length, 10);
    assert.ok(cells.every((cell) => !cell.startsWith("=")));
  });

  test("a heading is a cell too", () => {
    const columns = parseFields("=a,b", "raw");
    assert.equal(written(csvFormatter({ ...defaults, columns, schema: "raw" }), []), "'=a,b\r\n");
  });
});

test("the raw schema needs --fields", () => {
  assert.throws(
    () => csvFormatter({ ...defaults, schema: "raw" }),
    (error) => error instanceof ExportError && error.code === "usage" && error.message.includes("--fields"),
  );
});
