import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { gunzipSync } from "node:zlib";
import { ExportError } from "../../src/core/errors.ts";
import { createFileOutput } from "../../src/outputs/file.ts";
import { wellKnownCases } from "../../src/sandbox/cases/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { eventsOf } from "../contract/fixtures/cases.ts";
import { runCli } from "../support/cli.ts";

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "audit-export-file-"));
  path = join(directory, "out.ndjson");
});

function isOutputError(error: unknown): boolean {
  return error instanceof ExportError && error.code === "output";
}

describe("a file", () => {
  it("appears only when it is committed", async () => {
    const output = await createFileOutput(path);
    await output.write("one\n");
    assert.ok(!readdirSync(directory).includes("out.ndjson"));
    await output.write("two\n");
    await output.commit();
    assert.equal(readFileSync(path, "utf8"), "one\ntwo\n");
    assert.deepEqual(readdirSync(directory), ["out.ndjson"]);
  });

  it("that was there stays as it was until then, and after an abort", async () => {
    writeFileSync(path, "old", { mode: 0o640 });
    const output = await createFileOutput(path);
    await output.write("new");
    assert.equal(readFileSync(path, "utf8"), "old");
    await output.abort();
    assert.equal(readFileSync(path, "utf8"), "old");
    assert.deepEqual(readdirSync(directory), ["out.ndjson"]);
  });

  it("keeps its permissions when it is replaced", async () => {
    writeFileSync(path, "old");
    chmodSync(path, 0o600);
    const output = await createFileOutput(path);
    await output.write("new");
    await output.commit();
    assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it("is replaced where a symbolic link points", async () => {
    const real = join(directory, "real.ndjson");
    writeFileSync(real, "old");
    symlinkSync(real, path);
    const output = await createFileOutput(path);
    await output.write("new");
    await output.commit();
    assert.equal(readFileSync(real, "utf8"), "new");
  });

  it("is compressed when its name says so", async () => {
    const compressed = `${path}.gz`;
    const output = await createFileOutput(compressed);
    const text = "a line\n".repeat(50_000);
    await output.write(text);
    await output.commit();
    assert.ok(statSync(compressed).size < text.length / 10);
    assert.equal(gunzipSync(readFileSync(compressed)).toString(), text);
  });

  it("may be empty, compressed too", async () => {
    for (const name of [path, `${path}.gz`]) await (await createFileOutput(name)).commit();
    assert.equal(readFileSync(path, "utf8"), "");
    assert.equal(gunzipSync(readFileSync(`${path}.gz`)).length, 0);
  });

  it("cannot be a directory, nor in one that is not there", async () => {
    mkdirSync(join(directory, "folder"));
    await assert.rejects(createFileOutput(join(directory, "folder")), isOutputError);
    await assert.rejects(createFileOutput(join(directory, "nowhere", "out.csv")), isOutputError);
  });

  it("may be a device, which is written as it is", async () => {
    const output = await createFileOutput("/dev/null");
    await output.write("gone");
    await output.commit();
    assert.ok(statSync("/dev/null").isCharacterDevice());
  });

  it(
    "that fills the disk is an output error",
    { skip: process.platform !== "linux" && "needs /dev/full" },
    async () => {
      const output = await createFileOutput("/dev/full");
      await assert.rejects(async () => {
        await output.write("too much");
        await output.commit();
      }, isOutputError);
      await output.abort();
    },
  );
});

describe("--output", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  it("takes the format from the name", async () => {
    const one = ["cases", "--case-id", wellKnownCases.pageAndOne];
    for (const [name, start] of [
      ["a.csv", "time,source"],
      ["a.json", "[\n{"],
      ["a.ndjson", '{"schema"'],
      ["a.txt", '{"schema"'],
    ] as const) {
      const file = join(directory, name);
      const { code, stdout, stderr } = await runCli([...one, "-o", file], { env: sandbox.environment });
      assert.equal(code, 0, stderr);
      assert.equal(stdout, "");
      assert.ok(readFileSync(file, "utf8").startsWith(start), name);
    }
    const { code } = await runCli([...one, "-o", "b.jsonl.gz", "--schema", "raw"], {
      env: sandbox.environment,
      directory,
    });
    assert.equal(code, 0);
    const texts = eventsOf(sandbox.data.cases, wellKnownCases.pageAndOne)
      .map((text) => `${text}\n`)
      .join("");
    assert.equal(gunzipSync(readFileSync(join(directory, "b.jsonl.gz"))).toString(), texts);
  });

  it("leaves nothing behind when the run fails", async () => {
    const missing = await runCli(["cases", "--case-id", "none", "-o", path], { env: sandbox.environment });
    assert.equal(missing.code, 3);
    assert.deepEqual(readdirSync(directory), []);
  });

  it("is a whole document for jq, gzip and a spreadsheet", { skip: !hasJq() && "jq is not installed" }, async () => {
    const file = join(directory, "all.json");
    await runCli(["cases", "--case-id", wellKnownCases.fullPage, "-o", file], { env: sandbox.environment });
    assert.equal(execFileSync("jq", ["length", file]).toString().trim(), "25");
    rmSync(file);
  });
});

function hasJq(): boolean {
  try {
    execFileSync("jq", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
