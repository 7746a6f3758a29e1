import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { codeCachePath } from "../../src/start/location.ts";

function pathFor(
  env: Readonly<Record<string, string>>,
  command = "cases",
  platform: NodeJS.Platform = "linux",
): string | undefined {
  return codeCachePath({ env: { ...env }, platform, version: "v20.19.0", arch: "x64" }, command);
}

describe("where code is kept", () => {
  it("is the user's folder of caches", () => {
    assert.equal(pathFor({ HOME: "/home/ann" }), "/home/ann/.cache/audit-export/v20.19.0-x64-cases.code");
    assert.equal(pathFor({ HOME: "/h", XDG_CACHE_HOME: "/c" }), "/c/audit-export/v20.19.0-x64-cases.code");
    assert.match(pathFor({ HOME: "/h" }, "cases", "darwin") ?? "", /^\/h\/Library\/Caches\/audit-export\//);
    assert.match(pathFor({ LOCALAPPDATA: "/local", HOME: "/h" }, "cases", "win32") ?? "", /^\/local\/audit-export\//);
  });

  it("is nowhere without such a folder", () => {
    assert.equal(pathFor({}), undefined);
    assert.equal(pathFor({ HOME: "" }), undefined);
    assert.equal(pathFor({ HOME: "/h" }, "cases", "win32"), undefined);
    // What is relative would be another in each directory.
    assert.equal(pathFor({ HOME: "/h", XDG_CACHE_HOME: "c" }), undefined);
  });

  it("is nowhere where Node's own cache is turned off, and where V8 reports coverage", () => {
    assert.equal(pathFor({ HOME: "/h", NODE_DISABLE_COMPILE_CACHE: "1" }), undefined);
    assert.equal(pathFor({ HOME: "/h", NODE_V8_COVERAGE: "/coverage" }), undefined);
    assert.notEqual(pathFor({ HOME: "/h", NODE_DISABLE_COMPILE_CACHE: "" }), undefined);
  });

  it("is a file for what can be a command, and one for all else that is typed", () => {
    assert.match(pathFor({ HOME: "/h" }, "genesys") ?? "", /-genesys\.code$/);
    for (const word of ["", "--help", "../../x", "a/b", "Cases", "x".repeat(33), "a\u0000", "a\n"]) {
      assert.equal(pathFor({ HOME: "/h" }, word), "/h/.cache/audit-export/v20.19.0-x64-none.code");
    }
  });
});
