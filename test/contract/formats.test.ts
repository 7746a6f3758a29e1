/** What every registered format must hold. A new format joins by being in the registry, and by a reader of its documents here. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { parseFields } from "../../src/formats/fields.ts";
import { formats } from "../../src/formats/registry.ts";
import { dangerous, defaults, hostileText, sample, samples, written, type Sample } from "../formats/fixtures.ts";

/** A document back to its rows, each the values of the fields `id` and `raw.n`; it fails when the document is not valid. */
const readers: Readonly<Record<string, (text: string) => readonly (readonly string[])[]>> = {
  ndjson(text) {
    assert.match(text, /^(?:.+\n)*$/);
    return text
      .split("\n")
      .slice(0, -1)
      .map((line) => Object.values(JSON.parse(line)).map(String));
  },
  json(text) {
    assert.ok(text.endsWith("]\n"));
    const rows: unknown = JSON.parse(text);
    assert.ok(Array.isArray(rows));
    return rows.map((row: Readonly<Record<string, unknown>>) => Object.values(row).map(String));
  },
  csv(text) {
    assert.ok(text.endsWith("\r\n"));
    const [heading, ...rows] = parse(text, { record_delimiter: "\r\n" });
    assert.deepEqual(heading, ["id", "raw.n"]);
    return rows;
  },
  table(text) {
    const [heading = "", rule = "", ...rows] = text.replace(/\n$/, "").split("\n");
    assert.match(heading, /^id +raw\.n$/);
    assert.match(rule, /^─+$/);
    return rows.map((row) => row.split(/ {2,}/));
  },
};

const fields = parseFields("id,raw.n", "audit");
const counts = [0, 1, 2, 25, 99, 100, 101, 999, 1000, 1001, 1234];
const terminals = [undefined, { columns: 120 }];

function numbered(count: number): readonly Sample[] {
  return Array.from({ length: count }, (_, index) => sample(index, {}, `{"n":${index}}`));
}

test("there are formats, and a reader for each", () => {
  assert.ok(formats.length >= 4);
  assert.deepEqual(Object.keys(readers).toSorted(), formats.map(({ id }) => id).toSorted());
});

for (const format of formats) {
  describe(format.id, () => {
    for (const terminal of terminals) {
      const where = terminal === undefined ? "a file" : "a terminal";

      for (const count of counts) {
        test(`${count} records appear in ${where} exactly once each, in order`, async () => {
          const all = numbered(count);
          const make = await format.load();
          const text = written(make({ ...defaults, columns: fields, terminal }), all, 25);
          const expected = all.map(({ record }, index) => [record.id, String(index)]);
          assert.deepEqual(readers[format.id]?.(text), expected);
        });
      }

      for (const columns of [undefined, fields]) {
        test(`the pages leave no trace in ${where}, ${columns === undefined ? "own columns" : "--fields"}`, async () => {
          const make = await format.load();
          const all = [...samples, ...numbered(1100), ...samples];
          const whole = written(make({ ...defaults, columns, terminal }), all);
          assert.ok(whole.length > 10_000);
          for (const atOnce of [1, 7, 25, 100, 1000]) {
            assert.equal(written(make({ ...defaults, columns, terminal }), all, atOnce), whole);
          }
        });
      }

      test(`a page without records adds nothing to ${where}`, async () => {
        const make = await format.load();
        const formatter = make({ ...defaults, terminal });
        const page = samples.map(({ record }) => record);
        const texts = samples.map(({ text }) => text);
        const parts = [
          formatter.begin?.(),
          formatter.format([], []),
          formatter.format(page, texts),
          formatter.format([], []),
        ];
        assert.equal(parts.join("") + (formatter.end?.() ?? ""), written(make({ ...defaults, terminal }), samples));
      });
    }

    test("a record without its event's text is never written", async () => {
      const make = await format.load();
      assert.throws(() => make(defaults).format([sample(1).record], []), /without the text/);
    });

    test("hostile text never reaches a terminal as it is", async () => {
      assert.match(hostileText, dangerous);
      const make = await format.load();
      const member = JSON.stringify(hostileText);
      const attack = sample(
        1,
        {
          source: hostileText,
          id: hostileText,
          time: hostileText,
          action: hostileText,
          actor: { id: hostileText, name: null, type: "user" },
          target: { id: hostileText, name: hostileText, type: hostileText },
          address: hostileText,
          changes: [{ field: hostileText, name: null, old: hostileText, new: { [hostileText]: hostileText } }],
          scope: { [hostileText]: hostileText },
        },
        `{${member}:${member},"x":${member}}`,
      );
      const everything = parseFields(
        "schema,source,id,time,action,actor,target,outcome,address,changes,scope,raw,raw.x",
        "audit",
      );
      const own = parseFields(`x,${hostileText.replaceAll(/[,.]/g, "")}`, "raw");
      for (const columns of [40, 80, 4000]) {
        const terminal = { columns };
        for (const options of [
          { ...defaults, terminal },
          { ...defaults, terminal, columns: everything },
          { ...defaults, terminal, columns: own, schema: "raw" as const },
          { ...defaults, terminal, columns: own, schema: "raw" as const, escapeFormulas: false },
        ]) {
          const text = written(make(options), [attack, attack]);
          assert.doesNotMatch(format.id === "csv" ? text.replaceAll("\r\n", "\n") : text, dangerous);
          assert.ok(text.includes("\\u001b"), "it is shown instead");
        }
      }
    });

    test("--fields names what a raw event has too", async () => {
      const make = await format.load();
      const columns = parseFields("id,raw.n", "raw");
      const all = [1, 2, 3].map((n) => sample(n, {}, `{"id":"event-${n}","raw":{"n":${n}}}`));
      const text = written(make({ ...defaults, columns, schema: "raw" }), all);
      assert.deepEqual(readers[format.id]?.(text), [
        ["event-1", "1"],
        ["event-2", "2"],
        ["event-3", "3"],
      ]);
    });
  });
}
