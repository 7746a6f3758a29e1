import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { ExportError } from "../../src/core/errors.ts";
import { loadFormatter, looksLikePath } from "../../src/formats/custom.ts";
import { defaults, samples, written } from "./fixtures.ts";

const folder = mkdtempSync(join(tmpdir(), "audit-export formats #"));
after(() => rmSync(folder, { recursive: true }));
let count = 0;

/** A module with this text, under a name Node has not cached. */
function module(text: string): string {
  const name = `module-${count++}.mjs`;
  writeFileSync(join(folder, name), text);
  return name;
}

async function refused(text: string, run = false): Promise<ExportError> {
  const name = module(text);
  try {
    const formatter = await loadFormatter(`./${name}`, defaults, folder);
    if (run) written(formatter, samples);
  } catch (error) {
    assert.ok(error instanceof ExportError);
    assert.equal(error.code, "usage");
    assert.ok(error.message.includes(name), error.message);
    assert.match(error.hint ?? "", /format\(records, texts\)/);
    return error;
  }
  assert.fail("it was taken");
}

describe("loadFormatter", () => {
  const object =
    "{ begin: () => 'a', format: (records, texts) => records.map((r, i) => r.id + texts[i].length).join(), end: () => 'z' }";
  const expected = `a${samples.map(({ record, text }) => record.id + text.length).join(",")}z`;

  for (const text of [
    `export default ${object}`,
    `export default () => (${object})`,
    `export default async () => (${object})`,
    `export default Promise.resolve(${object})`,
    `class Own { head = "a"; begin() { return this.head; } format(...all) { return ${object}.format(...all); } end() { return "z"; } } export default new Own();`,
  ]) {
    test(`takes ${text.slice(0, 40)}…`, async () => {
      assert.equal(written(await loadFormatter(module(text), defaults, folder), samples), expected);
    });
  }

  test("begin and end may be left out", async () => {
    assert.equal(
      written(await loadFormatter(module("export default { format: () => 'x' }"), defaults, folder), samples),
      "x",
    );
  });

  test("a function is given the options", async () => {
    const name = module("export default (options) => ({ format: () => JSON.stringify(options) })");
    const formatter = await loadFormatter(name, { ...defaults, terminal: { columns: 7 } }, folder);
    assert.deepEqual(JSON.parse(formatter.format([], [])), {
      schema: "audit",
      escapeFormulas: true,
      terminal: { columns: 7 },
    });
  });

  test("the path may be relative, absolute or a URL", async () => {
    const name = module("export default { format: () => 'x' }");
    const absolute = join(folder, name);
    for (const path of [name, `./${name}`, absolute, pathToFileURL(absolute).href]) {
      assert.equal((await loadFormatter(path, defaults, folder)).format([], []), "x");
    }
  });

  test("anything else is refused, and the hint says what is expected", async () => {
    assert.match((await refused("export const format = () => 'x'")).message, /nothing, not a formatter/);
    assert.match((await refused("export default 7")).message, /type number/);
    assert.match((await refused("export default null")).message, /null/);
    assert.match((await refused("export default { format: 'x' }")).message, /type object/);
    assert.match((await refused("export default { format: () => 'x', begin: 'x' }")).message, /type object/);
    assert.match((await refused("export default () => 'x'")).message, /type string/);
  });

  test("a module that fails is told by its message, with the cause kept", async () => {
    for (const text of [
      "throw new TypeError('own trouble')",
      "export default () => { throw new TypeError('own trouble') }",
    ]) {
      const error = await refused(text);
      assert.match(error.message, /own trouble/);
      assert.ok(error.cause instanceof TypeError);
    }
    assert.match((await refused("export default {")).message, /cannot be loaded/);
    const missing = await loadFormatter("./missing.mjs", defaults, folder).catch((error: unknown) => error);
    assert.ok(missing instanceof ExportError && missing.code === "usage" && missing.message.includes("./missing.mjs"));
  });

  test("a formatter that fails or gives no text is told by its name", async () => {
    assert.match(
      (await refused("export default { format: () => { throw new Error('own trouble') } }", true)).message,
      /format: own trouble/,
    );
    assert.match((await refused("export default { format: () => 7 }", true)).message, /type number from format/);
    assert.match((await refused("export default { format: async () => 'x' }", true)).message, /a promise from format/);
    assert.match(
      (await refused("export default { format: () => '', end: () => undefined }", true)).message,
      /nothing from end/,
    );
  });
});

test("looksLikePath tells a file from a format's name", () => {
  for (const path of ["./x", "../x.mjs", "/a/b.js", "a/b", "x.mjs", "x.cjs", "x.js", "x.ts", "C:\\x", "file:///x"])
    assert.ok(looksLikePath(path), path);
  for (const name of ["table", "jsonl", "xml", "", "csv2"]) assert.ok(!looksLikePath(name), name);
});

describe("the text of a module", () => {
  const text = "export default { format: () => 'a\\tb\\u001b[2J\\u202e\\n' };";

  test("never reaches a terminal as it is", async () => {
    const formatter = await loadFormatter(`./${module(text)}`, { ...defaults, terminal: { columns: 80 } }, folder);
    assert.equal(written(formatter, samples), "a\tb\\u001b[2J\\u202e\n");
  });

  test("reaches a pipe as it is", async () => {
    const formatter = await loadFormatter(`./${module(text)}`, defaults, folder);
    assert.equal(written(formatter, samples), "a\tb\u001b[2J\u202e\n");
  });
});
