import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { readCodeCache, writeCodeCache } from "../../src/start/code-cache.ts";

const user = process.geteuid?.();
const codes = [
  { name: "main.cjs", sourceSum: 17, data: Buffer.from("what V8 made of it") },
  { name: "chunks/é.cjs", sourceSum: 2 ** 32 - 1, data: Buffer.from([0, 255, 7]) },
];

describe("the cache of code", () => {
  let home: string;
  let path: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "audit-export-cache-"));
    path = join(home, ".cache", "audit-export", "v20.19.0-x64-cases.code");
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it("gives what was kept", () => {
    writeCodeCache(path, codes, 1, user);
    assert.deepEqual([...readCodeCache(path, user).values()], codes);
    // V8 copies what does not begin at a multiple of eight.
    for (const { data } of readCodeCache(path, user).values()) assert.equal(data.byteOffset % 8, 0);
  });

  it("takes the place of what was there, and leaves nothing else", () => {
    writeCodeCache(path, codes, 1, user);
    writeCodeCache(path, codes.slice(1), 2, user);
    assert.deepEqual([...readCodeCache(path, user).keys()], ["chunks/é.cjs"]);
    assert.deepEqual(readdirSync(join(home, ".cache", "audit-export")), ["v20.19.0-x64-cases.code"]);
  });

  it("is nobody else's to read or to write", () => {
    writeCodeCache(path, codes, 1, user);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.equal(statSync(join(home, ".cache", "audit-export")).mode & 0o777, 0o700);
  });

  it("gives nothing where there is none", () => assert.equal(readCodeCache(path, user).size, 0));

  it("gives nothing where any bit of it has changed", () => {
    writeCodeCache(path, codes, 1, user);
    const bytes = readFileSync(path);
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Buffer.from(bytes);
      changed[place] = (bytes[place] ?? 0) ^ 1;
      writeFileSync(path, changed);
      assert.equal(readCodeCache(path, user).size, 0, `byte ${place}`);
    }
  });

  it("gives nothing where an end of it is missing", () => {
    writeCodeCache(path, codes, 1, user);
    for (let length = statSync(path).size - 1; length >= 0; length -= 1) {
      truncateSync(path, length);
      assert.equal(readCodeCache(path, user).size, 0, `${length} bytes`);
    }
  });

  it("gives nothing where others could have written it", { skip: user === undefined && "no such modes here" }, () => {
    writeCodeCache(path, codes, 1, user);
    assert.equal(readCodeCache(path, (user ?? 0) + 1).size, 0);
    chmodSync(path, 0o620);
    assert.equal(readCodeCache(path, user).size, 0);
    chmodSync(path, 0o602);
    assert.equal(readCodeCache(path, user).size, 0);
    chmodSync(path, 0o644);
    assert.equal(readCodeCache(path, user).size, 2);
  });

  it("is not kept in a home that is not there", () => {
    rmSync(home, { recursive: true });
    assert.throws(() => writeCodeCache(path, codes, 1, user), { code: "ENOENT" });
    assert.equal(existsSync(home), false);
    mkdirSync(home);
  });

  it("is not kept in another user's home", { skip: user === undefined && "no such owners here" }, () => {
    const other = (user ?? 0) + 1;
    assert.throws(() => writeCodeCache(path, codes, 1, other), /another user's/);
    assert.deepEqual(readdirSync(home), []);
    mkdirSync(join(home, ".cache"));
    assert.throws(() => writeCodeCache(path, codes, 1, other), /another user's/);
    assert.deepEqual(readdirSync(join(home, ".cache")), []);
  });

  it("leaves nothing behind where it could not be written", () => {
    mkdirSync(path, { recursive: true });
    assert.throws(() => writeCodeCache(path, codes, 1, user));
    assert.deepEqual(readdirSync(join(home, ".cache", "audit-export")), ["v20.19.0-x64-cases.code"]);
  });
});
