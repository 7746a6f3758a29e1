import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, it } from "node:test";

/** What the design promises of the source files: small ones, and imports that run one way. */
const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replaceAll("\\", "/"));

/** What a room may import from, beside itself. `core` holds the words that all the others share. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "start.ts": ["start"],
  start: [],
  "main.ts": ["cli", "core"],
  cli: ["archive", "core", "formats", "outputs", "sources", "sandbox"],
  archive: ["core", "outputs"],
  core: [],
  formats: ["core"],
  outputs: ["core"],
  sources: ["core"],
  sandbox: ["core"],
};

/** The engine and what it is made of are no business of the rooms that only serve it. */
const engineRoom = [
  "core/engine.ts",
  "core/slice-reader.ts",
  "core/steps.ts",
  "core/record.ts",
  "core/ordered-parallel.ts",
  "core/undated-events.ts",
];

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join("src", file), "utf8");
  const paths = [...text.matchAll(/(?:from|import\()\s*"(\.{1,2}\/[^"]+\.ts)"/g)].map(([, path = ""]) => path);
  return paths.map((path) => normalize(join(dirname(file), path)).replaceAll("\\", "/"));
}

function roomOf(file: string): string {
  return file.split("/")[0] ?? "";
}

describe("the layout", () => {
  it("is there to be checked", () => assert.ok(files.length > 30));

  for (const file of files) {
    it(`holds for ${file}`, () => {
      const text = readFileSync(join("src", file), "utf8");
      assert.ok(text.split("\n").length <= 301, "over 300 lines");
      const code = text.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, "");
      if (!["main.ts", "start.ts"].includes(file))
        assert.ok(!/\b(?:process|console)\.\w/.test(code), "names process or console");
      const room = roomOf(file);
      const allowed = mayImport[room];
      assert.ok(allowed !== undefined, `no such room: ${room}`);
      for (const imported of importsOf(file)) {
        assert.ok(existsSync(join("src", imported)), imported);
        const target = roomOf(imported);
        assert.ok(target === room || allowed.includes(target), `${file} imports ${imported}`);
        if (!["archive", "cli", "core"].includes(room))
          assert.ok(!engineRoom.includes(imported), `${file} imports ${imported}`);
      }
    });
  }

  it("has each source's SDK imported by its source.ts alone", () => {
    for (const file of files.filter((name) => /^sources\/[^/]+\//.test(name) && !holdsSdk(name))) {
      // Its types cost nothing, and load nothing.
      const text = readFileSync(join("src", file), "utf8").replaceAll(/^import type [^;]*;/gm, "");
      assert.doesNotMatch(text, /from "(?:@aws-sdk|purecloud)/, file);
    }
  });

  it("has a client of our own, where the SDK has none to install, imported by its source.ts alone", () => {
    for (const file of files) {
      const clients = importsOf(file).filter((imported) => clientFolder.test(imported));
      if (clients.length > 0) assert.ok(holdsSdk(file), `${file} imports ${clients.join(", ")}`);
    }
  });
});

/** Stands in for an SDK's package, and so is treated as one. */
const clientFolder = /^sources\/[^/]+\/client\//;

function holdsSdk(file: string): boolean {
  return file.endsWith("/source.ts") || clientFolder.test(file);
}
