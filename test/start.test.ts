import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { type Sandbox, startSandbox } from "../src/sandbox/server.ts";
import { runCli } from "./support/cli.ts";
import type { Result } from "./support/invocation.ts";

/** The start of the program as it is installed, with and without the code of an earlier run. */
describe("the start", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "audit-export-home-"));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const exportOne = ["cases", "--all", "--limit", "30"];
  function run(parameters: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Result> {
    return runCli(parameters, { env: { ...sandbox.environment, HOME: home, XDG_CACHE_HOME: "", ...env } });
  }
  function kept(): readonly string[] {
    const folder = join(home, ".cache", "audit-export");
    return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  }

  it("keeps the code for the next, which exports the same and writes nothing", async () => {
    const first = await run(exportOne);
    assert.equal(first.code, 0, first.stderr);
    const [file = ""] = kept();
    assert.match(file, /v[\d.]+-\w+-cases\.code$/);
    const before = statSync(file);
    const second = await run(exportOne);
    assert.equal(second.stdout, first.stdout);
    const { ino, mtimeMs } = statSync(file);
    assert.deepEqual([ino, mtimeMs], [before.ino, before.mtimeMs]);
  });

  it("adds what another format needs", async () => {
    await run(exportOne);
    const [file = ""] = kept();
    const { size } = statSync(file);
    const csv = await run([...exportOne, "-f", "csv"]);
    assert.ok(statSync(file).size > size);
    assert.equal((await run([...exportOne, "-f", "csv"])).stdout, csv.stdout);
  });

  it("runs as ever where the code is broken, and mends it", async () => {
    const first = await run(exportOne);
    const [file = ""] = kept();
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0x55;
    writeFileSync(file, bytes);
    const { ino } = statSync(file);
    const second = await run(exportOne);
    assert.deepEqual([second.code, second.stdout], [0, first.stdout]);
    assert.notEqual(statSync(file).ino, ino);
  });

  it("keeps nothing of what failed, nor where it is asked not to", async () => {
    assert.equal((await run(["cases", "--no-such-option"])).code, 2);
    assert.equal((await run(exportOne, { NODE_DISABLE_COMPILE_CACHE: "1" })).code, 0);
    assert.deepEqual(kept(), []);
  });

  it("keeps nothing of a run that has computed for long, of which V8 has forgotten the start", async () => {
    const long = join(home, "long.cjs");
    writeFileSync(long, "process.cpuUsage = () => ({ user: 1_900_000, system: 200_000 });");
    assert.equal((await run(exportOne, { NODE_OPTIONS: `--require ${long}` })).code, 0);
    assert.deepEqual(kept(), []);
    writeFileSync(long, "process.cpuUsage = () => ({ user: 1_700_000, system: 200_000 });");
    assert.equal((await run(exportOne, { NODE_OPTIONS: `--require ${long}` })).code, 0);
    assert.equal(kept().length, 1);
  });

  it("makes no home", async () => {
    rmSync(home, { recursive: true });
    assert.equal((await run(exportOne)).code, 0);
    assert.equal(existsSync(home), false);
  });

  it("holds no secret", async () => {
    const { code } = await run(["genesys", "--since", "1d"]);
    assert.equal(code, 0);
    const text = readFileSync(kept()[0] ?? "").toString("latin1");
    for (const [name, value] of Object.entries(sandbox.environment)) {
      if (/SECRET|TOKEN|ACCESS_KEY/.test(name)) assert.ok(!text.includes(value), name);
    }
  });

  it("loads a formatter of the user's own", async () => {
    const module = join(home, "own.mjs");
    writeFileSync(
      module,
      "export default { format: (records) => records.map(({ id }) => `${id.length}\\n`).join('') };",
    );
    for (const _ of ["first", "second"]) {
      const { code, stdout, stderr } = await run([...exportOne, "-f", module]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^(?:\d+\n){30}$/);
    }
  });

  it("runs another build as that is", async () => {
    // Of another place, with the same names: what is kept is known by what the files say.
    const other = join(home, "other");
    cpSync("dist", join(other, "dist"), { recursive: true });
    cpSync("bin", join(other, "bin"), { recursive: true });
    await run(["--version"]);
    const main = join(other, "dist", "main.cjs");
    writeFileSync(main, readFileSync(main, "utf8").replace(/`\d+\.\d+\.\d+`/, "`9.9.9`"));
    const { stdout } = await runCli(["--version"], {
      env: { HOME: home, XDG_CACHE_HOME: "" },
      program: join(other, "bin", "audit-export.js"),
    });
    assert.equal(stdout, "9.9.9\n");
  });
});
