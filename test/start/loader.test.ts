import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { CodeCache } from "../../src/start/code-cache.ts";
import { CachingLoader, wrapperStart } from "../../src/start/loader.ts";

const user = process.geteuid?.();

describe("the loader", () => {
  let directory: string;
  let path: string | undefined;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "audit-export-loader-"));
    mkdirSync(join(directory, "chunks"));
    path = join(directory, "cache", "all.code");
    mkdirSync(join(directory, "cache"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function loader(): CachingLoader {
    const require = createRequire(import.meta.url);
    return new CachingLoader({ directory, path, user, pid: 1, require });
  }

  function write(name: string, text: string): void {
    writeFileSync(join(directory, name), `${wrapperStart}${text}\n})`);
  }

  function kept(): CodeCache {
    return new CodeCache(path ?? "", user);
  }

  /** What `main.cjs` exports, in a run of its own. */
  function run(): unknown {
    const one = loader();
    const exported = one.load(join(directory, "main.cjs"));
    one.save();
    return exported;
  }

  it("loads files and built-in modules as require does, each once", () => {
    write(
      "main.cjs",
      `const a = require("./chunks/a.cjs");
       exports.same = require("./chunks/a.cjs") === a && a.main() === exports;
       exports.dirname = require("node:path").basename(__dirname) === require("node:path").basename(a.dirname);
       exports.names = [module.exports === exports, this === exports, __filename.endsWith("main.cjs")];`,
    );
    write("chunks/a.cjs", `module.exports = { dirname: __dirname + "/..", main: () => require("../main.cjs") };`);
    const { same, names } = run() as { same: boolean; names: readonly boolean[] };
    assert.equal(same, true);
    assert.deepEqual(names, [true, true, true]);
  });

  it("keeps what V8 has made of the files, and writes nothing where all of it was known", () => {
    write("main.cjs", `exports.sum = [1, 2].map((x) => x + 1);`);
    assert.deepEqual({ ...(run() as object) }, { sum: [2, 3] });
    assert.deepEqual(kept().names, ["main.cjs"]);
    const { ino, mtimeMs } = statSync(path ?? "");
    assert.deepEqual({ ...(run() as object) }, { sum: [2, 3] });
    assert.deepEqual([statSync(path ?? "").ino, statSync(path ?? "").mtimeMs], [ino, mtimeMs]);
  });

  it("keeps of a function that ran how it is run", () => {
    const body = "let sum = 0; for (let i = 0; i < 3; i += 1) sum += i; return sum;";
    write("main.cjs", `exports.f = () => { ${body} };`);
    run();
    const idle = kept().find("main.cjs")?.data.length ?? 0;
    write("main.cjs", `exports.f = () => { ${body} }; exports.f();`);
    run();
    assert.ok((kept().find("main.cjs")?.data.length ?? 0) > idle + 50);
  });

  it("adds the file that another run needs to those that are known", () => {
    write(
      "main.cjs",
      `exports.x = globalThis.auditExportTest ? require("./chunks/b.cjs") : require("./chunks/a.cjs");`,
    );
    write("chunks/a.cjs", `module.exports = "a";`);
    write("chunks/b.cjs", `module.exports = "b";`);
    const world = globalThis as { auditExportTest?: boolean };
    run();
    world.auditExportTest = true;
    try {
      assert.equal((run() as { x: string }).x, "b");
    } finally {
      delete world.auditExportTest;
    }
    assert.deepEqual(kept().names.toSorted(), [join("chunks", "a.cjs"), join("chunks", "b.cjs"), "main.cjs"]);
  });

  it("runs what a file says now, also where it is as long as before", () => {
    write("main.cjs", `exports.text = (() => "before")();`);
    run();
    write("main.cjs", `exports.text = (() => "behind")();`);
    assert.equal((run() as { text: string }).text, "behind");
    assert.equal((run() as { text: string }).text, "behind");
  });

  it("leaves to Node what is no function, as what imports modules", async () => {
    write("main.cjs", `exports.own = require("./chunks/own.cjs");`);
    writeFileSync(join(directory, "chunks", "own.cjs"), `exports.load = (url) => import(url);`);
    for (const _ of ["first", "second"]) {
      const { own } = run() as { own: { load(url: string): Promise<{ sep: string }> } };
      assert.equal((await own.load("node:path")).sep, sep);
    }
    assert.deepEqual(kept().names, ["main.cjs"]);
  });

  it("throws what a file throws, again for who asks again", () => {
    write("main.cjs", `exports.half = true; throw new Error("no");`);
    const one = loader();
    for (const _ of [1, 2]) assert.throws(() => one.load(join(directory, "main.cjs")), { message: "no" });
    assert.throws(() => one.load(join(directory, "missing.cjs")), { code: "ENOENT" });
  });

  it("loads all the same where nothing can be kept", () => {
    write("main.cjs", `exports.x = 1;`);
    rmSync(join(directory, "cache"), { recursive: true });
    writeFileSync(join(directory, "cache"), "");
    assert.equal((run() as { x: number }).x, 1);
    path = undefined;
    assert.equal((run() as { x: number }).x, 1);
  });
});
