import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { findFormat, formatOfFile, formats } from "../../src/formats/registry.ts";

test("names, aliases and extensions are each one format's", () => {
  for (const list of [
    formats.flatMap(({ id, aliases }) => [id, ...aliases]),
    formats.flatMap(({ extensions }) => extensions),
  ]) {
    assert.ok(list.length >= 4);
    assert.equal(new Set(list).size, list.length);
  }
  assert.ok(
    formats.every(({ summary, extensions }) => summary !== "" && extensions.every((part) => /^\.[a-z]+$/.test(part))),
  );
});

test("a format is found by its name or alias", () => {
  assert.equal(findFormat("table")?.id, "table");
  assert.equal(findFormat("jsonl")?.id, "ndjson");
  assert.equal(findFormat("xml"), undefined);
  assert.equal(findFormat(""), undefined);
});

test("a file's name tells its format", () => {
  const names = [
    "a.csv",
    "a.CSV.gz",
    "dir.csv/a.json",
    "a.ndjson",
    "a.jsonl.gz",
    "a.b.json",
    "a",
    "a.gz",
    "csv",
    "a.csv/b",
    "a.json.txt",
  ];
  assert.deepEqual(
    names.map((name) => formatOfFile(name)?.id),
    ["csv", "csv", "json", "ndjson", "ndjson", "json", undefined, undefined, undefined, undefined, undefined],
  );
});

test("the registry imports no format and no library before it is needed", () => {
  const source = readFileSync(new URL("../../src/formats/registry.ts", import.meta.url), "utf8");
  const imports = source.match(/^import .*$/gm) ?? [];
  assert.ok(imports.length > 0);
  assert.deepEqual(
    imports.filter((line) => !line.startsWith("import type ")),
    [],
  );
});
