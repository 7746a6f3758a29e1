import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { runInProcess } from "../support/in-process.ts";
import { eventsWithin, type GrowingService, startGrowingService } from "./growing-service.ts";
import { filesOf, manifestsOf, recordsOf } from "./reading.ts";

const hour = 3_600_000;

let service: GrowingService;
let folder: string;
/** Archives of four runs each: of windows, signed; and of cases. */
let originals: readonly string[];
let publicKey: string;

before(async () => {
  service = await startGrowingService();
  folder = mkdtempSync(join(tmpdir(), "audit-export-verify-"));
  const { privateKey, publicKey: own } = generateKeyPairSync("ed25519");
  const pem = join(folder, "key.pem");
  publicKey = join(folder, "public.pem");
  writeFileSync(pem, privateKey.export({ format: "pem", type: "pkcs8" }));
  writeFileSync(publicKey, own.export({ format: "pem", type: "spki" }));
  const start = service.now - 20 * hour;
  originals = [join(folder, "space"), join(folder, "cases")];
  const commands = [
    ["codecatalyst", "--since", "2d", "--sign-key", pem],
    ["cases", "--all"],
  ];
  for (let run = 0; run < 4; run += 1) {
    // The last run finds nothing new: it has a manifest, and no segment.
    if (run < 3) {
      service.space.push(...eventsWithin(start + run * hour, start + (run + 1) * hour, 20));
      for (const name of ["one", "two"]) {
        const events = eventsWithin(start + run * hour, start + (run + 1) * hour, 10);
        service.cases.set(name, [...(service.cases.get(name) ?? []), ...events]);
      }
    }
    for (const [index, command] of commands.entries()) {
      const parameters = [...command, "--archive", originals[index] ?? ""];
      const { code, stderr } = await runInProcess(parameters, { env: service.env });
      assert.equal(code, 0, stderr);
    }
  }
});

after(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

async function verify(directory: string, ...options: readonly string[]) {
  return runInProcess(["verify", directory, ...options]);
}

/** Does something to a copy of an archive, and verifies it. */
async function verifyAfter(original: string, change: (directory: string) => void, ...options: readonly string[]) {
  const directory = mkdtempSync(join(folder, "copy-"));
  cpSync(original, directory, { recursive: true });
  change(directory);
  try {
    return await verify(directory, ...options);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function random(below: number): number {
  return Math.floor(Math.random() * below);
}

/** What somebody may do to any of the files. */
const changes: Readonly<Record<string, (directory: string, path: string, other: string) => void>> = {
  "a bit is turned": (directory, path) => {
    const bytes = readFileSync(join(directory, path));
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    writeFileSync(join(directory, path), bytes);
  },
  "it is removed": (directory, path) => rmSync(join(directory, path)),
  "it is cut short": (directory, path) => {
    const { length } = readFileSync(join(directory, path));
    truncateSync(join(directory, path), random(length));
  },
  "bytes are added": (directory, path) => writeFileSync(join(directory, path), "\n", { flag: "a" }),
  "it is exchanged for another": (directory, path, other) => {
    renameSync(join(directory, path), join(directory, "aside"));
    renameSync(join(directory, other), join(directory, path));
    renameSync(join(directory, "aside"), join(directory, other));
  },
  "it is copied": (directory, path) => copyFileSync(join(directory, path), join(directory, `${path}.copy`)),
};

describe("verify", () => {
  it("finds an archive intact, and says what its HEAD is", async () => {
    for (const original of originals) {
      const { code, stderr } = await verify(original);
      assert.equal(code, 0, stderr);
      const [, head = ""] = readFileSync(join(original, "HEAD"), "utf8").trimEnd().split(" ");
      assert.match(stderr, new RegExp(`^intact: 60 records of 4 runs(?:, 4 signed)?; HEAD ${head}\n$`));
    }
  });

  for (const [what, change] of Object.entries(changes)) {
    it(`notices of any file that ${what}`, async () => {
      // In turn of one archive and the other, and of both where it matters most.
      const place = Object.keys(changes).indexOf(what);
      for (const original of place < 2 ? originals : originals.slice(place % 2, (place % 2) + 1)) {
        const files = filesOf(original);
        for (const [index, path] of files.entries()) {
          const other = files[(index + 1 + random(files.length - 1)) % files.length] ?? "";
          const { code, stderr } = await verifyAfter(original, (directory) => change(directory, path, other));
          assert.equal(code, 5, `${path}: ${stderr}`);
          assert.match(stderr, /^error: /);
        }
      }
    });
  }

  it("names the first link that is broken", async () => {
    const [original = ""] = originals;
    const path = "manifests/000002.json";
    const { stderr } = await verifyAfter(original, (directory) => {
      writeFileSync(
        join(directory, path),
        readFileSync(join(directory, path), "utf8").replace('"exit": 0', '"exit": 6'),
      );
    });
    assert.match(stderr, /^error: manifests\/000002\.json has another SHA-256 than manifests\/000003\.json says\n/);
  });

  it("notices a segment that was replaced with a manifest that fits it", async () => {
    const { stderr, code } = await verifyAfter(originals[0] ?? "", (directory) => {
      const segment = filesOf(directory).find((path) => path.endsWith(".gz")) ?? "";
      const lines = gunzipSync(readFileSync(join(directory, segment)))
        .toString()
        .split("\n");
      writeFileSync(join(directory, segment), gzipSync(lines.slice(1).join("\n")));
    });
    assert.equal(code, 5);
    assert.match(stderr, /segments\/.*has another SHA-256/);
  });

  it("checks HEAD against one that was noted", async () => {
    const [original = ""] = originals;
    const noted = manifestsOf(original).at(-1)?.previous ?? "";
    assert.equal((await verify(original, "--anchor", noted)).code, 0);
    const { code, stderr } = await verify(original, "--anchor", noted.replaceAll(/[0-7]/g, "8"));
    assert.equal(code, 5);
    assert.match(stderr, /HEAD does not lead to the manifest/);
    assert.equal((await verify(original, "--anchor", "abc")).code, 2);
  });

  it("notices with an anchor that the end was cut off, which nobody can without one", async () => {
    const [original = ""] = originals;
    const noted = readFileSync(join(original, "HEAD"), "utf8").slice(7, 71);
    const cutOff = (directory: string): void => {
      const previous = manifestsOf(directory).at(-1)?.previous ?? "";
      writeFileSync(join(directory, "HEAD"), `000003 ${previous}\n`);
      for (const end of ["json", "sig"]) rmSync(join(directory, `manifests/000004.${end}`));
    };
    assert.equal((await verifyAfter(original, cutOff)).code, 0);
    assert.equal((await verifyAfter(original, cutOff, "--anchor", noted)).code, 5);
  });

  it("accepts only the key that is given", async () => {
    const [signed = "", unsigned = ""] = originals;
    assert.equal((await verify(signed, "--public-key", publicKey)).code, 0);
    const other = join(folder, "other.pem");
    writeFileSync(other, generateKeyPairSync("ed25519").publicKey.export({ format: "pem", type: "spki" }));
    assert.equal((await verify(signed, "--public-key", other)).code, 5);
    assert.equal((await verify(unsigned, "--public-key", publicKey)).code, 5);
    assert.equal((await verify(signed, "--public-key", join(folder, "none.pem"))).code, 78);
  });

  it("notices that HEAD is written in another way, and that a file is a link to what it should be", async () => {
    const [original = ""] = originals;
    const head = (directory: string): void => {
      writeFileSync(join(directory, "HEAD"), `00${readFileSync(join(directory, "HEAD"), "utf8")}`);
    };
    assert.equal((await verifyAfter(original, head)).code, 5);
    for (const path of filesOf(original)) {
      const { code, stderr } = await verifyAfter(original, (directory) => {
        rmSync(join(directory, path));
        symlinkSync(join(original, path), join(directory, path));
      });
      assert.equal(code, 5, `${path}: ${stderr}`);
    }
  });

  it("notices that archive.json and HEAD are gone, where the rest is there", async () => {
    const { code, stderr } = await verifyAfter(originals[0] ?? "", (directory) => {
      for (const path of ["archive.json", "HEAD"]) rmSync(join(directory, path));
    });
    assert.equal(code, 5, stderr);
  });

  it("judges anew when a run has ended meanwhile", async () => {
    const directory = mkdtempSync(join(folder, "copy-"));
    cpSync(originals[1] ?? "", directory, { recursive: true });
    const [checks, runs] = await Promise.all([
      inTurn(12, () => verify(directory)),
      inTurn(6, () => runInProcess(["cases", "--all", "--archive", directory], { env: service.env })),
    ]);
    assert.deepEqual([...new Set(runs)], [0]);
    assert.deepEqual([...new Set(checks)], [0]);
  });

  async function inTurn(times: number, action: () => Promise<{ readonly code: number | null }>) {
    const codes: (number | null)[] = [];
    for (let time = 0; time < times; time += 1) codes.push((await action()).code);
    return codes;
  }

  it("ends in good order where the archive is a file, or has folders for files", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    for (const command of ["verify", "coverage"]) assert.equal((await runInProcess([command, file])).code, 78);
    for (const path of ["HEAD", "archive.json", "manifests/000004.json"]) {
      const { code } = await verifyAfter(originals[0] ?? "", (directory) => {
        rmSync(join(directory, path));
        mkdirSync(join(directory, path));
      });
      assert.equal(code, 5, path);
    }
  });

  it("says of a folder without an archive that it is none", async () => {
    assert.equal((await verify(mkdtempSync(join(folder, "empty-")))).code, 78);
    assert.equal((await verify(join(folder, "nowhere"))).code, 78);
  });
});

describe("coverage", () => {
  it("is shown in every format", async () => {
    for (const format of ["table", "csv", "json", "ndjson"]) {
      const { code, stdout, stderr } = await runInProcess(["coverage", originals[0] ?? "", "--format", format]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /covered/);
      assert.match(stdout, /60/);
    }
  });

  it("is not told of an archive whose HEAD is gone", async () => {
    const directory = mkdtempSync(join(folder, "copy-"));
    cpSync(originals[0] ?? "", directory, { recursive: true });
    rmSync(join(directory, "HEAD"));
    assert.equal((await runInProcess(["coverage", directory])).code, 5);
  });
});

describe("an archive", () => {
  it("can be read by who knows nothing of it", () => {
    for (const original of originals) {
      const records = recordsOf(original).map((line) => JSON.parse(line) as { readonly schema: string });
      assert.deepEqual(new Set(records.map(({ schema }) => schema)), new Set(["audit-export/1"]));
      assert.equal(records.length, 60);
    }
  });

  it("is of one scope, and touched by no run of another", async () => {
    const [space = "", cases = ""] = originals;
    const before = filesOf(space).map((path) => readFileSync(join(space, path), "hex"));
    for (const command of [
      ["cases", "--all"],
      ["codecatalyst", "--space", "Other"],
      ["codecatalyst", "--event-name", "createProject"],
    ]) {
      const { code, stderr } = await runInProcess([...command, "--archive", space], { env: service.env });
      assert.equal(code, 78, stderr);
      assert.match(stderr, /is an archive of something else/);
    }
    assert.deepEqual(
      filesOf(space).map((path) => readFileSync(join(space, path), "hex")),
      before,
    );
    const { code } = await runInProcess(["cases", "--case-id", "one", "--archive", cases], { env: service.env });
    assert.equal(code, 78);
  });

  it("is not made where other things are", async () => {
    const { code, stderr } = await runInProcess(["cases", "--all", "--archive", dirname(originals[0] ?? "")], {
      env: service.env,
    });
    assert.equal(code, 78);
    assert.match(stderr, /is no archive, and not empty/);
  });

  it("once signed is not gone on with unsigned", async () => {
    const { code, stderr } = await runInProcess(["codecatalyst", "--archive", originals[0] ?? ""], {
      env: service.env,
    });
    assert.equal(code, 78);
    assert.match(stderr, /give the key with --sign-key/);
  });

  it("whose HEAD was put back is not tidied up", async () => {
    const directory = mkdtempSync(join(folder, "copy-"));
    cpSync(originals[1] ?? "", directory, { recursive: true });
    const previous = manifestsOf(directory)[2]?.previous ?? "";
    writeFileSync(join(directory, "HEAD"), `000002 ${previous}\n`);
    const files = filesOf(directory);
    const { code, stderr } = await runInProcess(["cases", "--all", "--archive", directory], { env: service.env });
    assert.equal(code, 5, stderr);
    assert.deepEqual(filesOf(directory), files);
  });
});
