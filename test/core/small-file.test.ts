import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { readSmallFile } from "../../src/core/small-file.ts";

describe("a small file", () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), "audit-export-small-"));
  });
  after(() => rmSync(directory, { recursive: true }));

  it("is read as the text that it is", async () => {
    const path = join(directory, "file");
    writeFileSync(path, 'first = "é…"\r\n');
    assert.equal(await readSmallFile(path), 'first = "é…"\r\n');
  });

  it("is a promise that fails where there is none, or a directory", async () => {
    await assert.rejects(readSmallFile(join(directory, "none")), { code: "ENOENT", syscall: "stat" });
    await assert.rejects(readSmallFile(directory), { code: "EISDIR" });
  });

  it("is nothing where nothing is named", { skip: !existsSync("/dev/null") && "no such file here" }, async () => {
    assert.equal(await readSmallFile("/dev/null"), "");
  });

  it("is waited for where it is a pipe", { skip: process.platform === "win32" && "no such pipes here" }, async () => {
    const path = join(directory, "pipe");
    execFileSync("mkfifo", [path]);
    let isRead = false;
    const reading = readSmallFile(path).finally(() => (isRead = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(isRead, false);
    writeFileSync(path, "late");
    assert.equal(await reading, "late");
  });
});
