import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Sandbox, startSandbox } from "../src/sandbox/server.ts";
import { sources } from "../src/sources/registry.ts";
import { fixtures } from "./contract/source-fixtures.ts";
import { runCli } from "./support/cli.ts";

/** The files of dist/ that a run loads, as V8 itself reports them. */
async function loadedFiles(
  parameters: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), "audit-export-coverage-"));
  try {
    await runCli(parameters, { env: { ...env, NODE_V8_COVERAGE: directory } });
    const reports = readdirSync(directory).map((file) => readFileSync(join(directory, file), "utf8"));
    assert.ok(reports.length > 0, "V8 wrote no coverage");
    const urls = reports.flatMap((report) => (JSON.parse(report) as Report).result.map(({ url }) => url));
    return urls.filter((url) => url.includes("/dist/")).map((url) => basename(url));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

interface Report {
  readonly result: readonly { readonly url: string }[];
}

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

describe("the bundle", () => {
  // Where an SDK is a chunk of its own, beside its source's.
  const sdks: Readonly<Record<string, readonly string[]>> = { genesys: ["purecloud-platform-client-v2.cjs"] };
  const heavy = [
    ...sources.flatMap(({ id }) => [`${id}.cjs`, ...(sdks[id] ?? [])]),
    "progress-line.cjs",
    "table.cjs",
    "csv.cjs",
    "sandbox-command.cjs",
    "summarize-command.cjs",
  ];

  for (const parameters of [
    ["--help"],
    ["--version"],
    ...sources.map(({ id }) => [id, "--help"]),
    ["cases", "--no-such-option"],
  ]) {
    it(`loads no SDK and no library of a format for ${parameters.join(" ")}`, async () => {
      const loaded = await loadedFiles(parameters);
      assert.ok(loaded.includes("main.cjs"));
      assert.deepEqual(
        loaded.filter((file) => heavy.includes(file)),
        [],
      );
    });
  }

  for (const { id } of sources) {
    it(`loads the SDK of ${id} alone when it exports that`, async () => {
      const loaded = await loadedFiles([...(fixtures[id]?.oneSlice ?? []), "-f", "ndjson"], sandbox.environment);
      assert.deepEqual(
        loaded.filter((file) => heavy.includes(file)).toSorted(),
        [`${id}.cjs`, ...(sdks[id] ?? [])].toSorted(),
      );
    });
  }

  it("ships the licence of everything in it", () => {
    const notices = readFileSync("dist/THIRD-PARTY-LICENSES.txt", "utf8");
    for (const name of [
      "commander",
      "@aws-sdk/client-connectcases",
      "@smithy/core",
      "cli-table3",
      "csv-stringify",
      "ora",
    ]) {
      assert.match(notices, new RegExp(`^${name} \\d`, "m"));
    }
  });

  it("has nothing of the Genesys SDK's that could log, read its file or send requests", () => {
    const notices = readFileSync("dist/THIRD-PARTY-LICENSES.txt", "utf8");
    assert.match(notices, /^purecloud-platform-client-v2 \d/m);
    assert.doesNotMatch(notices, /^(?:axios|winston|configparser|logform) \d/m);
  });

  it("needs no package at run time", () => {
    const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync("package.json", "utf8"));
    assert.equal(manifest["dependencies"], undefined);
    const chunks = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".cjs"));
    assert.ok(chunks.length > 1);
    const names = chunks.flatMap((chunk) =>
      // What stands in a text of the SDK's, "… by calling [require(…", is no call.
      [
        ...readFileSync(join("dist", chunk), "utf8").matchAll(
          /(?<![[\w.$ ])(?:require|import)\(\s*["'`]([^"'`.]+)["'`]/g,
        ),
      ].map(([, name = ""]) => name),
    );
    assert.ok(names.includes("node:fs"));
    assert.deepEqual(
      names.filter((name) => !name.startsWith("node:") && !isBuiltin(name)),
      [],
    );
  });

  it("imports modules at run time from a file that needs no other", () => {
    // Node loads it, and would load of the others second ones: see src/start/loader.ts.
    const chunks = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".cjs"));
    const importing = chunks.filter((chunk) => readFileSync(join("dist", chunk), "utf8").includes("import("));
    assert.deepEqual(importing.map((chunk) => basename(chunk)).toSorted(), ["own-module.cjs"]);
    const text = readFileSync(join("dist", "chunks", "own-module.cjs"), "utf8");
    assert.doesNotMatch(text.replace('require("./rolldown-runtime.cjs")', ""), /require\(["'`]\./);
  });

  it("stays small", () => {
    const files = readdirSync("dist", { recursive: true, encoding: "utf8" }).map(
      (file) => statSync(join("dist", file)).size,
    );
    assert.ok(files.reduce((sum, size) => sum + size, 0) < 8 * 1024 * 1024);
  });
});

function isBuiltin(name: string): boolean {
  return process.getBuiltinModule(name) !== undefined;
}
