/**
 * The formats' exact bytes. After a change that is meant, write them anew and read the difference:
 * UPDATE_GOLDEN=1 node --import tsx --test test/formats/golden.test.ts
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { parseFields } from "../../src/formats/fields.ts";
import { findFormat, type FormatterOptions } from "../../src/formats/registry.ts";
import { defaults, samples, written, type Sample } from "./fixtures.ts";

const folder = new URL("golden/", import.meta.url);
const update = process.env["UPDATE_GOLDEN"] === "1";
const fields = parseFields(
  "time,actor.id,actor,changes,changes.0.new,scope.caseId,raw.big,raw.huge,raw.o,raw.o.x.y.1,raw.s",
  "audit",
);
const rawFields = parseFields("eventId,big,o.x.y", "raw");

interface Golden {
  readonly file: string;
  readonly format: string;
  readonly options: Partial<FormatterOptions>;
  readonly all?: readonly Sample[];
}

const goldens: readonly Golden[] = [
  { file: "records.ndjson", format: "ndjson", options: {} },
  { file: "terminal.ndjson", format: "ndjson", options: { terminal: { columns: 80 } } },
  { file: "fields.ndjson", format: "ndjson", options: { columns: fields } },
  { file: "raw.ndjson", format: "ndjson", options: { schema: "raw" } },
  { file: "raw-fields.ndjson", format: "ndjson", options: { schema: "raw", columns: rawFields } },
  { file: "empty.ndjson", format: "ndjson", options: {}, all: [] },
  { file: "records.json", format: "json", options: {} },
  { file: "empty.json", format: "json", options: {}, all: [] },
  { file: "records.csv", format: "csv", options: {} },
  { file: "terminal.csv", format: "csv", options: { terminal: { columns: 80 } } },
  { file: "fields.csv", format: "csv", options: { columns: fields } },
  { file: "formulas.csv", format: "csv", options: { escapeFormulas: false } },
  { file: "raw-fields.csv", format: "csv", options: { schema: "raw", columns: rawFields } },
  { file: "empty.csv", format: "csv", options: {}, all: [] },
  { file: "file.table", format: "table", options: {} },
  { file: "terminal-80.table", format: "table", options: { terminal: { columns: 80 } } },
  { file: "terminal-120.table", format: "table", options: { terminal: { columns: 120 } } },
  { file: "terminal-40.table", format: "table", options: { terminal: { columns: 40 } } },
  { file: "fields-120.table", format: "table", options: { columns: fields, terminal: { columns: 120 } } },
  { file: "empty.table", format: "table", options: {}, all: [] },
  { file: "empty-80.table", format: "table", options: { terminal: { columns: 80 } }, all: [] },
  { file: "empty-40.table", format: "table", options: { terminal: { columns: 40 } }, all: [] },
];

for (const { file, format, options, all = samples } of goldens) {
  test(`golden: ${file}`, async () => {
    const make = await findFormat(format)?.load();
    assert.ok(make);
    const text = written(make({ ...defaults, ...options }), all);
    if (update) writeFileSync(new URL(file, folder), text);
    assert.equal(Buffer.from(text).toString("utf8"), text, "UTF-8 carries all of it");
    assert.equal(text, readFileSync(new URL(file, folder), "utf8"));
  });
}

test("every golden file is one of these", () => {
  assert.deepEqual(readdirSync(folder).toSorted(), goldens.map(({ file }) => file).toSorted());
});
