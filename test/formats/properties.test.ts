import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import stringWidth from "string-width";
import { changesText } from "../../src/formats/changes-text.ts";
import { csvFormatter } from "../../src/formats/csv.ts";
import { type Column, csvColumns } from "../../src/formats/fields.ts";
import { jsonFormatter } from "../../src/formats/json.ts";
import { ndjsonFormatter } from "../../src/formats/ndjson.ts";
import { tableFormatter } from "../../src/formats/table.ts";
import { textWidth } from "../../src/formats/text-width.ts";
import { tightened } from "../support/json-arbitraries.ts";
import { anyCases, anyText, asJson, type Case, columnsFor, fieldText } from "./arbitraries.ts";
import { dangerous, defaults, sample, written } from "./fixtures.ts";

const schemas = fc.constantFrom<"audit" | "raw">("audit", "raw");

/** Records, what is asked for of them, and how many come on a page. */
const asked = fc.tuple(anyCases, schemas).chain(([cases, schema]) =>
  fc.record({
    cases: fc.constant(cases),
    schema: fc.constant(schema),
    columns: columnsFor(cases, schema),
    atOnce: fc.integer({ min: 1, max: 4 }),
  }),
);

/** The records of a document as text, one each; it fails when the document is not framed as it should be. */
const lineReaders = {
  ndjson(text: string): readonly string[] {
    assert.match(text, /^(?:[^\r\n]+\n)*$/);
    return text.split("\n").slice(0, -1);
  },
  json(text: string): readonly string[] {
    JSON.parse(text);
    if (text === "[]\n") return [];
    assert.match(text, /^\[\n(?:[^\r\n]+,\n)*[^\r\n]+\n\]\n$/);
    return text.slice(2, -3).split(",\n");
  },
};

for (const [name, make] of [
  ["ndjson", ndjsonFormatter],
  ["json", jsonFormatter],
] as const) {
  const linesOf = lineReaders[name];

  describe(`${name}, whatever the records hold`, () => {
    test("each is one line, is read back equal, and has its event's own text", () => {
      fc.assert(
        fc.property(anyCases, fc.integer({ min: 1, max: 4 }), (cases, atOnce) => {
          const document = written(make(defaults), cases, atOnce);
          assert.equal(Buffer.from(document).toString(), document, "UTF-8 carries it");
          const lines = linesOf(document);
          assert.deepEqual(
            lines.map((line) => JSON.parse(line)),
            cases.map(asJson),
          );
          for (const [index, { text, event }] of cases.entries()) {
            const raw = /[\r\n]/.test(event.text) ? event.tight : event.text;
            assert.equal(text, raw);
            assert.ok(lines[index]?.endsWith(`,"raw":${raw}}`));
          }
          const events = linesOf(written(make({ ...defaults, schema: "raw" }), cases, atOnce));
          assert.deepEqual(
            events,
            cases.map(({ text }) => text),
          );
        }),
      );
    });

    test("fields have the very text of what they name", () => {
      fc.assert(
        fc.property(asked, ({ cases, schema, columns, atOnce }) => {
          const lines = linesOf(written(make({ ...defaults, schema, columns }), cases, atOnce));
          const expected = cases.map((one) => {
            const members = columns.map((column) => `${JSON.stringify(column.name)}:${fieldText(one, column, schema)}`);
            return `{${members.join(",")}}`;
          });
          assert.deepEqual(lines.map(tightened), expected);
        }),
      );
    });

    test("a terminal is sent the same JSON, and nothing that acts on it", () => {
      fc.assert(
        fc.property(asked, ({ cases, schema, columns: chosen }) => {
          for (const columns of [undefined, chosen]) {
            const options = { ...defaults, schema, columns };
            const file = linesOf(written(make(options), cases));
            const sent = written(make({ ...options, terminal: { columns: 80 } }), cases);
            assert.doesNotMatch(sent, dangerous);
            assert.deepEqual(
              linesOf(sent).map((line) => JSON.parse(line)),
              file.map((line) => JSON.parse(line)),
            );
          }
        }),
      );
    });
  });
}

/** What a cell holds: a text's characters, anything else's compact JSON, nothing for null. No UTF-8 carries half a character. */
function cellText(one: Case, column: Column, schema: "audit" | "raw"): string {
  if (schema === "audit" && column.name === "changes") return whole(changesText(one.record.changes));
  const json = fieldText(one, column, schema);
  if (json === "null") return "";
  return whole(json.startsWith('"') ? String(JSON.parse(json)) : json);
}

function whole(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}

function rowsOf(document: string): readonly (readonly string[])[] {
  // Outside quotes a line ends with both characters, and neither is ever alone.
  assert.match(document.replaceAll(/"(?:[^"]|"")*"/g, ""), /^(?:[^"\r\n]*\r\n)*$/);
  return parse(document, {
    record_delimiter: "\r\n",
    relax_column_count: false,
    relax_quotes: false,
    skip_empty_lines: false,
    trim: false,
    bom: false,
  });
}

describe("csv, whatever the records hold", () => {
  test("the cells are read back as they were put in, as many in every line", () => {
    fc.assert(
      fc.property(asked, ({ cases, schema, columns: chosen, atOnce }) => {
        for (const columns of schema === "raw" ? [chosen] : [undefined, chosen]) {
          const shown = columns ?? csvColumns;
          const document = written(
            csvFormatter({ ...defaults, schema, columns, escapeFormulas: false }),
            cases,
            atOnce,
          );
          assert.equal(Buffer.from(document).toString(), document, "UTF-8 carries it");
          assert.deepEqual(rowsOf(document), [
            shown.map(({ name }) => name),
            ...cases.map((one) => shown.map((column) => cellText(one, column, schema))),
          ]);
        }
      }),
      { numRuns: 120 },
    );
  });

  test("a defused cell begins with no formula, and is the cell once the apostrophe is off again", () => {
    fc.assert(
      fc.property(asked, ({ cases, schema, columns: chosen }) => {
        for (const columns of schema === "raw" ? [chosen] : [undefined, chosen]) {
          const options = { ...defaults, schema, columns };
          const plain = rowsOf(written(csvFormatter({ ...options, escapeFormulas: false }), cases)).flat();
          const defused = rowsOf(written(csvFormatter(options), cases)).flat();
          assert.deepEqual(defused.map(undone), plain);
          for (const [index, cell] of defused.entries()) {
            // A number that JSON writes without quotes is no text of the service's.
            if (!/^-\d/.test(cell) || cell !== plain[index]) assert.doesNotMatch(cell, run);
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  test("a terminal is sent nothing that acts on it", () => {
    fc.assert(
      fc.property(asked, ({ cases, schema, columns }) => {
        const sent = written(csvFormatter({ ...defaults, schema, columns, terminal: { columns: 80 } }), cases);
        assert.doesNotMatch(sent.replaceAll("\r\n", "\n"), dangerous);
        assert.equal(rowsOf(sent).length, cases.length + 1);
      }),
    );
  });
});

/** What a spreadsheet may run: white space and control characters do not keep it from that. */
const run = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** What its reader does with a cell: of one that begins with apostrophes and then a formula, the first is taken off. */
function undone(cell: string): string {
  const text = cell.replace(/^'+/, "");
  return text !== cell && run.test(text) ? cell.slice(1) : cell;
}

describe("table, whatever the records hold", () => {
  const width = fc.oneof(fc.integer({ min: 5, max: 60 }), fc.integer({ min: 60, max: 250 }));

  test("no line is wider than the terminal, and nothing acts on it", () => {
    fc.assert(
      fc.property(asked, width, ({ cases, schema, columns: chosen, atOnce }, width) => {
        for (const columns of schema === "raw" ? [chosen] : [undefined, chosen]) {
          const terminal = { columns: width };
          const table = written(tableFormatter({ ...defaults, schema, columns, terminal }), cases, atOnce);
          assert.doesNotMatch(table, dangerous);
          assert.ok(table.endsWith("\n"));
          for (const line of table.split("\n")) {
            assert.ok(Math.max(stringWidth(line), textWidth(line)) <= width, JSON.stringify(line));
          }
        }
      }),
    );
  });

  test("a file holds nothing that would act on a terminal it is shown in", () => {
    fc.assert(
      fc.property(asked, ({ cases, schema, columns }) => {
        assert.doesNotMatch(written(tableFormatter({ ...defaults, schema, columns }), cases), dangerous);
      }),
    );
  });

  test("a file's cell has all of its text", () => {
    fc.assert(
      fc.property(anyText, (action) => {
        const columns = [{ name: "action", path: ["action"] }];
        const file = written(tableFormatter({ ...defaults, columns }), [sample(1, { action })]);
        const [, , ...lines] = file.split("\n");
        const shown = written(
          csvFormatter({ ...defaults, columns, terminal: { columns: 80 }, escapeFormulas: false }),
          [sample(1, { action })],
        );
        const [, [cell = ""] = []] = rowsOf(shown);
        assert.equal(lines.join("").replaceAll(" ", ""), cell.replaceAll(" ", ""));
      }),
    );
  });
});
