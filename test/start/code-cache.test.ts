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
import { isDeepStrictEqual } from "node:util";
import { afterEach, beforeEach, describe, it } from "node:test";
import { type CachedCode, CodeCache, writeCodeCache } from "../../src/start/code-cache.ts";

const user = process.geteuid?.();
const codes = [
  { name: "main.cjs", source: "(source)", data: Buffer.from("what V8 made of it") },
  { name: "chunks/é.cjs", source: "of the other", data: Buffer.from([0, 255, 7]) },
];

function isKept(code: CachedCode): boolean {
  return codes.some((kept) => isDeepStrictEqual(kept, code));
}

function isOfAnother({ source }: CachedCode): boolean {
  return codes.every((kept) => kept.source !== source);
}

/** All of a cache: the data as it is then, since the cache itself uses the place again. */
function readAll(path: string, owner: number | undefined): readonly CachedCode[] {
  const cache = new CodeCache(path, owner);
  try {
    return cache.names.flatMap((name) => {
      const code = cache.find(name);
      return code === undefined ? [] : [{ ...code, data: Buffer.from(code.data) }];
    });
  } finally {
    cache.close();
  }
}

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
    assert.deepEqual(readAll(path, user), codes);
  });

  it("gives nothing of a file that says something else, or more, or less", () => {
    writeCodeCache(path, codes, 1, user);
    const cache = new CodeCache(path, user);
    const file = join(home, "main.cjs");
    for (const text of ["(source)", "(sourcE)", "(source) ", "(source", ""]) {
      writeFileSync(file, text);
      const found = cache.find("main.cjs", file);
      assert.equal(found?.source, text === "(source)" ? text : undefined, text);
    }
    cache.close();
  });

  it("takes the place of what was there, and leaves nothing else", () => {
    writeCodeCache(path, codes, 1, user);
    writeCodeCache(path, codes.slice(1), 2, user);
    assert.deepEqual(readAll(path, user), codes.slice(1));
    assert.deepEqual(readdirSync(join(home, ".cache", "audit-export")), ["v20.19.0-x64-cases.code"]);
  });

  it("is nobody else's to read or to write", () => {
    writeCodeCache(path, codes, 1, user);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.equal(statSync(join(home, ".cache", "audit-export")).mode & 0o777, 0o700);
  });

  it("gives nothing where there is none", () => assert.equal(readAll(path, user).length, 0));

  it("gives nothing where any bit of it has changed", () => {
    writeCodeCache(path, codes, 1, user);
    const bytes = readFileSync(path);
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Buffer.from(bytes);
      changed[place] = (bytes[place] ?? 0) ^ 1;
      writeFileSync(path, changed);
      // Of what is there for filling no byte counts; what was made of another source nobody will ask for.
      for (const code of readAll(path, user)) assert.ok(isKept(code) || isOfAnother(code), `byte ${place}`);
    }
  });

  it("gives nothing of which an end is missing", () => {
    writeCodeCache(path, codes, 1, user);
    const { size } = statSync(path);
    for (let length = size - 1; length >= 0; length -= 1) {
      truncateSync(path, length);
      const found = readAll(path, user);
      // The last bytes are for filling.
      assert.ok(found.every(isKept) && (found.length < 2 || length > size - 8), `${length} bytes`);
    }
    assert.equal(readAll(path, user).length, 0);
  });

  it("gives nothing where others could have written it", { skip: user === undefined && "no such modes here" }, () => {
    writeCodeCache(path, codes, 1, user);
    assert.equal(readAll(path, (user ?? 0) + 1).length, 0);
    chmodSync(path, 0o620);
    assert.equal(readAll(path, user).length, 0);
    chmodSync(path, 0o602);
    assert.equal(readAll(path, user).length, 0);
    chmodSync(path, 0o644);
    assert.equal(readAll(path, user).length, 2);
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
