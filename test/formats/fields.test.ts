import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ExportError } from "../../src/core/errors.ts";
import { cellReader, jsonReader } from "../../src/formats/column-values.ts";
import { changesText } from "../../src/formats/changes-text.ts";
import { csvColumns, parseFields, tableColumns, type Schema } from "../../src/formats/fields.ts";
import { sample, samples } from "./fixtures.ts";

function refused(text: string, schema: Schema = "audit", isExploded = false): string {
  try {
    parseFields(text, schema, isExploded);
  } catch (error) {
    assert.ok(error instanceof ExportError);
    assert.equal(error.code, "usage");
    return `${error.message}\n${error.hint}`;
  }
  assert.fail(`${text} was taken`);
}

describe("parseFields", () => {
  test("cuts at commas and dots, and trims", () => {
    assert.deepEqual(parseFields(" time , actor.id,raw.a b.0", "audit"), [
      { name: "time", path: ["time"] },
      { name: "actor.id", path: ["actor", "id"] },
      { name: "raw.a b.0", path: ["raw", "a b", "0"] },
    ]);
  });

  test("takes every path the record may have", () => {
    const all =
      "schema,source,id,time,action,actor,actor.id,actor.name,actor.type,target,target.id,target.name,target.type,outcome," +
      "address,changes,changes.0,changes.12.field,changes.0.name,changes.0.old,changes.0.new.deep,scope,scope.any.thing,raw,raw.a.0.b";
    assert.equal(parseFields(all, "audit").length, all.split(",").length);
  });

  const unknown: readonly (readonly [string, RegExp])[] = [
    ["tme", /no "tme".*\ndid you mean time\? the record has schema, source, .*raw\.<path>/],
    ["Time", /did you mean time\?/],
    ["actorId", /did you mean actor\.id\?/],
    ["requestId", /no "requestId".*\nthe record has schema/],
    ["actor.nme", /did you mean actor\.name\? actor has actor\.id, actor\.name, actor\.type/],
    ["actor.id.x", /actor has actor\.id/],
    ["target.arn", /target has target\.id/],
    ["time.x", /time has no parts/],
    ["changes.old", /did you mean changes\.0\.old\? .*changes\.0\.field/],
    ["changes.0.olf", /did you mean changes\.0\.old\?/],
    ["changes.00", /changes\.0/],
    ["changes.0.name.x", /changes\.0/],
    ["toString", /no "toString"/],
    ["__proto__", /no "__proto__"/],
    ["change", /did you mean changes\? --explode changes .*; without it the record has schema/],
    ["change.field", /did you mean changes\.0\.field\? --explode changes/],
  ];
  for (const [path, told] of unknown) {
    test(`refuses ${path} and says what there is`, () => assert.match(refused(`id,${path}`), told));
  }

  test("takes a change in place of the changes where each has a record", () => {
    const all = "id,change,change.field,change.name,change.old,change.new.deep.0";
    assert.equal(parseFields(all, "audit", true).length, 6);
    for (const [path, told] of [
      ["changes", /did you mean change\? the record has .*, change, scope/],
      ["changes.0.old", /did you mean change\.old\?/],
      ["change.odl", /did you mean change\.old\? change has change\.field, change\.name/],
      ["change.0.old", /did you mean change\.old\?/],
      ["change.name.x", /change has change\.field/],
    ] as const) {
      assert.match(refused(path, "audit", true), told);
    }
  });

  test("refuses what is empty or repeated, in either schema", () => {
    for (const schema of ["audit", "raw"] as const) {
      for (const text of ["", " ", "id,", ",id", "id,,time", "raw.", "raw..a", ".id"])
        assert.match(refused(text, schema), /empty/);
      assert.match(refused("id, time ,id", schema), /"id" twice/);
    }
  });

  test("leaves the raw schema open", () => {
    assert.deepEqual(
      parseFields("anything.at.all,raw", "raw").map(({ path }) => path.length),
      [3, 1],
    );
  });

  test("has the contract's default columns", () => {
    assert.equal(
      csvColumns.map(({ name }) => name).join(","),
      "time,source,id,action,actor.id,actor.name,target.type,target.id,target.name,outcome,address,changes",
    );
    assert.equal(tableColumns.map(({ name }) => name).join(","), "time,action,actor,target,changes");
  });
});

describe("values", () => {
  const { record, text } = sample(
    1,
    {
      time: null,
      actor: null,
      changes: [
        { field: "f", name: null, old: undefined, new: { a: [1e21] } },
        { field: "g", name: "G", old: Infinity, new: 0.1 },
      ],
      scope: { caseId: "c", "dotted.name": "d" },
    },
    '{"n":12345678901234567890,"h":1e400,"f":1.10,"t":"\\ud83d\\ude00\\ud800=","o":{ "a" : [ 1.0 ] },"e":"","z":null,"b":false}',
  );
  const expected: readonly (readonly [string, string, string])[] = [
    ["id", `"${record.id}"`, record.id],
    ["time", "null", ""],
    ["actor", "null", ""],
    ["actor.id", "null", ""],
    ["target", '{"id":"case-1","name":null,"type":"case"}', '{"id":"case-1","name":null,"type":"case"}'],
    ["target.name", "null", ""],
    ["target.type", '"case"', "case"],
    ["scope", '{"caseId":"c","dotted.name":"d"}', '{"caseId":"c","dotted.name":"d"}'],
    ["scope.caseId", '"c"', "c"],
    ["scope.dotted.name", '"d"', "d"],
    ["scope.toString", "null", ""],
    [
      "changes",
      '[{"field":"f","name":null,"old":null,"new":{"a":[1e+21]}},{"field":"g","name":"G","old":"Infinity","new":0.1}]',
      'f: → {"a":[1e+21]}; G: Infinity → 0.1',
    ],
    ["changes.0.old", "null", ""],
    ["changes.0.new.a.0", "1e+21", "1e+21"],
    ["changes.1.name", '"G"', "G"],
    ["changes.2", "null", ""],
    ["raw.n", "12345678901234567890", "12345678901234567890"],
    ["raw.h", "1e400", "1e400"],
    ["raw.f", "1.10", "1.10"],
    ["raw.t", '"\\ud83d\\ude00\\ud800="', "😀\\ud800="],
    ["raw.o", '{ "a" : [ 1.0 ] }', '{"a":[1.0]}'],
    ["raw.o.a.0", "1.0", "1.0"],
    ["raw.e", '""', ""],
    ["raw.z", "null", ""],
    ["raw.b", "false", "false"],
    ["raw.missing.deep", "null", ""],
    ["raw", text, text.replaceAll(" ", "")],
  ];
  for (const [path, json, cell] of expected) {
    test(`${path} as JSON and as a cell`, () => {
      for (const column of parseFields(path, "audit")) {
        assert.equal(jsonReader(column, "audit")(record, text), json);
        assert.equal(cellReader(column, "audit")(record, text).text, cell);
      }
    });
  }

  test("a raw path starts in the event", () => {
    for (const column of parseFields("o.a", "raw")) assert.equal(jsonReader(column, "raw")(record, text), "[ 1.0 ]");
    for (const column of parseFields("n", "raw")) {
      assert.deepEqual(cellReader(column, "raw")(record, text), { text: "12345678901234567890", kind: "literal" });
    }
  });
});

test("changes read as text that means one thing only", () => {
  const seen = new Map<string, unknown>();
  const texts = samples.map(({ record }) => changesText(record.changes));
  assert.equal(texts[0], "Status: open → closed");
  assert.equal(
    texts[7],
    'Status: open → closed; Title: → X; Title: "" →; title: -5 → true; Title: "a → b; c" → " d "; "A; B: C": {"k":[1,null]} → [2]',
  );
  const values = [null, "", "x", "→", "x →", "→ x", "; y: →", '"', '""', " ", "x; T: → y", true, [], {}];
  for (const old of values) {
    for (const next of values) {
      for (const tail of [[], [{ field: "T", name: null, old: null, new: "y" }]]) {
        const changes = [{ field: "f", name: "T", old, new: next }, ...tail];
        const text = changesText(changes);
        assert.ok(!seen.has(text), `${text} is both ${JSON.stringify(changes)} and ${JSON.stringify(seen.get(text))}`);
        seen.set(text, changes);
      }
    }
  }
  assert.equal(changesText([{ field: null, name: null, old: 1, new: null }]), "(unnamed): 1 →");
});
