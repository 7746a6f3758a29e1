import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import type { Formatter } from "../../src/core/types.ts";
import { csvFormatter } from "../../src/formats/csv.ts";
import { exploding } from "../../src/formats/exploded.ts";
import { parseFields } from "../../src/formats/fields.ts";
import { ndjsonFormatter } from "../../src/formats/ndjson.ts";
import { tableFormatter } from "../../src/formats/table.ts";
import { anyCases, asJson, type Case } from "./arbitraries.ts";
import { defaults, samples, written, type Sample } from "./fixtures.ts";

const options = { ...defaults, isExploded: true };

/** The rows as they are to be, one below the other. */
function rowsOf(one: Case): readonly object[] {
  const { changes, scope, raw, ...others } = asJson(one) as { readonly changes: readonly unknown[] } & Record<
    string,
    unknown
  >;
  return (changes.length === 0 ? [null] : changes).map((change) => ({ ...others, change, scope, raw }));
}

describe("a row for each change", () => {
  test("has all of the record, its event's own text, and loses no event", () => {
    fc.assert(
      fc.property(anyCases, fc.integer({ min: 1, max: 4 }), (cases, atOnce) => {
        const lines = written(exploding(ndjsonFormatter(options)), cases, atOnce)
          .split("\n")
          .slice(0, -1);
        const expected = cases.flatMap(rowsOf);
        assert.deepEqual(
          lines.map((line) => JSON.parse(line)),
          expected,
        );
        const texts = cases.flatMap((one) => rowsOf(one).map(() => one.text));
        for (const [index, line] of lines.entries()) {
          assert.deepEqual(Object.keys(JSON.parse(line)), Object.keys(expected[index] ?? {}));
          assert.ok(line.endsWith(`,"raw":${texts[index]}}`));
        }
      }),
    );
  });

  test("has the change's parts as columns, and as fields that are asked for", () => {
    const all: readonly Sample[] = samples.slice(7, 8);
    const csv = parse(written(exploding(csvFormatter({ ...options, escapeFormulas: false })), all)) as string[][];
    assert.deepEqual(csv[0]?.slice(-5), ["address", "change.field", "change.name", "change.old", "change.new"]);
    assert.deepEqual(
      csv.slice(1).map((row) => row.slice(-4)),
      [
        ["title", "Status", "open", "closed"],
        ["title", "Title", "", "X"],
        ["title", "Title", "", ""],
        ["title", "", "-5", "true"],
        ["title", "Title", "a → b; c", " d "],
        ["title", "A; B: C", '{"k":[1,null]}', "[2]"],
      ],
    );
    const columns = parseFields("change.new,change.old.k.0,change", "audit", true);
    const lines = written(exploding(ndjsonFormatter({ ...options, columns })), all).split("\n");
    assert.equal(
      lines[5],
      `{"change.new":[2],"change.old.k.0":1,"change":${JSON.stringify(all[0]?.record.changes[5])}}`,
    );
    const cells = parse(written(exploding(csvFormatter({ ...options, columns })), all)) as string[][];
    assert.deepEqual(cells[6], ["[2]", "1", '"A; B: C": {"k":[1,null]} → [2]']);
    const [heading = ""] = written(exploding(tableFormatter(options)), []).split("\n");
    assert.equal(heading, "time  action  actor  target  change.field  change.name  change.old  change.new");
  });

  test("leaves the formatter what else it is", () => {
    class Own implements Formatter {
      readonly needs = "record";
      readonly #sign = "|";
      begin(): string {
        return `[${this.#sign}`;
      }
      format(records: readonly object[], texts: readonly string[]): string {
        return `${records.length} ${texts.length}${this.#sign}`;
      }
      end(): string {
        return `]${this.#sign}`;
      }
      flush(): string {
        return this.#sign;
      }
    }
    const formatter = exploding(new Own());
    assert.equal(written(formatter, samples.slice(6, 9)), "[|8 8|]|");
    assert.deepEqual([formatter.needs, formatter.flush?.()], ["record", "|"]);
    assert.deepEqual(Object.keys(exploding({ format: () => "" })), ["format"]);
  });
});
