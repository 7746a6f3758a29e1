import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";
import { sources } from "../../src/sources/registry.ts";
import { handlerOf, state } from "../sources/genesys/service.ts";
import { type Received, startServer } from "../support/http.ts";
import { type Ending, program, type Run, start } from "./endings-run.ts";
import { type Handler, type Subject, subjects } from "./endings-subjects.ts";

const onLinux = process.platform === "linux";
/** More than a pipe holds. */
const large = "x".repeat(300_000);
/** A run that was asked to end does so within a second; the rest is for a busy machine. */
const longestEnd = 1500;

/** What stands on stderr where a run failed: two lines, and what had been read. */
function assertSays(stderr: string, message: RegExp): void {
  assert.match(stderr, /^error: [^\n]+\n {2}next: [^\n]+\n(?:ended early: [^\n]+\n)?$/);
  assert.match(stderr, message);
}

/** The older file is as it was, and nothing stands beside it. */
function assertUntouched({ directory }: Run): void {
  assert.deepEqual(readdirSync(directory), ["out.json"]);
  assert.equal(readFileSync(join(directory, "out.json"), "utf8"), "old");
}

function assertEnded(ending: Ending, signal: "SIGINT" | "SIGTERM"): void {
  assert.equal(ending.code, signal === "SIGINT" ? 130 : 143, ending.stderr);
  assert.ok(ending.took < longestEnd, `it took ${Math.round(ending.took)} ms`);
  assertSays(ending.stderr, new RegExp(`^error: ended by ${signal}\n`));
}

async function signalled(run: Run, signal: "SIGINT" | "SIGTERM"): Promise<Ending> {
  run.kill(signal);
  const ending = await run.end();
  assertEnded(ending, signal);
  return ending;
}

type Act = (t: TestContext, subject: Subject, id: string) => Promise<void>;

const signals: Readonly<Record<string, Act>> = {
  async "SIGINT while the first request is silent: 130, the older file stays"(t, subject) {
    const run = await start(t, subject, { hold: 0, parameters: ["-o", "out.json"] });
    await run.held();
    await signalled(run, "SIGINT");
    assertUntouched(run);
  },

  async "SIGTERM in the middle of an answer: 143, no document that looks whole"(t, subject) {
    const run = await start(t, subject, { hold: 2, parameters: ["-f", "json"] });
    const { response } = await run.held();
    response.write("{");
    const { stdout, stderr } = await signalled(run, "SIGTERM");
    assert.match(stdout, /^\[\n\{[^\n]*\}$/);
    const read =
      /\nended early: 1 event of 1 \w+ in 1 page had been read; what follows was not; unknown .*: filler \(1\)\n$/;
    assert.match(stderr, read);
  },

  async "SIGINT in a pause that the service asks for: 130, no file"(t, subject) {
    const run = await start(t, subject, { hold: 2, parameters: ["-o", "out.json.gz"] });
    const { response, answer } = await run.held();
    answer(subject.refuse);
    await once(response, "close");
    await signalled(run, "SIGINT");
    assertUntouched(run);
  },

  async "SIGTERM while nobody reads the pipe: 143"(t, subject) {
    const run = await start(t, subject, { filler: large, isStuck: true });
    await once(run.child.stdout ?? run.child, "readable");
    await signalled(run, "SIGTERM");
  },

  async "a second SIGINT while nobody reads the pipe: at once, by the signal itself"(t, subject) {
    const run = await start(t, subject, { filler: large, isStuck: true });
    await once(run.child.stdout ?? run.child, "readable");
    run.kill("SIGINT");
    await run.said("stderr", "next:");
    run.kill("SIGINT");
    assert.equal((await run.end()).code, "SIGINT");
  },

  async "SIGINT and SIGTERM together while a file is written: nothing is left of it"(t, subject) {
    const run = await start(t, subject, { hold: 2, filler: large, parameters: ["-o", "out.json"] });
    await run.held();
    run.kill("SIGINT");
    run.kill("SIGTERM");
    // Whichever comes first, or the one that comes second and does not wait for the end.
    assert.ok([130, 143, "SIGINT", "SIGTERM"].includes((await run.end()).code ?? ""));
    assertUntouched(run);
  },
};

/** Each format is met by one source at the least. */
const formats = ["ndjson", "json", "csv", "table"];

function formatOf(id: string): string {
  return formats[Object.keys(subjects).indexOf(id) % formats.length] ?? "";
}

const outputs: Readonly<Record<string, Act>> = {
  async "a pipe closed before the first record: 0, without a word"(t, subject, id) {
    const run = await start(t, subject, { parameters: ["-f", formatOf(id)], hold: 1 });
    run.child.stdout?.destroy();
    (await run.held()).answer();
    const { code, stderr } = await run.end();
    assert.deepEqual([code, stderr], [0, ""]);
  },

  async "a pipe closed after some records, and more to be read: 0, without a word"(t, subject) {
    const run = await start(t, subject, { hold: 2 });
    const { answer } = await run.held();
    await run.said("stdout", "\n");
    run.child.stdout?.destroy();
    answer();
    const { code, stderr } = await run.end();
    assert.deepEqual([code, stderr], [0, ""]);
  },

  async "a full disk under standard output: 74, though all fits a buffer"(t, subject, id) {
    if (!onLinux) return t.skip("needs /dev/full");
    const full = openSync("/dev/full", "w");
    t.after(() => closeSync(full));
    const run = await start(t, subject, { stdout: full, parameters: ["-f", formatOf(id)] });
    const { code, stderr } = await run.end();
    assert.equal(code, 74, stderr);
    assertSays(stderr, /could not write to standard output: ENOSPC/);
  },

  async "no room for a file: 74, the older file stays"(t, subject) {
    const run = await start(t, subject, { filler: large, shell: "ulimit -f 64", parameters: ["-o", "out.json"] });
    const { code, stderr } = await run.end();
    assert.equal(code, 74, stderr);
    assertSays(stderr, /could not write \/.*out\.json: EFBIG/);
    assertUntouched(run);
  },

  async "a directory that is not there: 74 before anything is asked"(t, subject) {
    const run = await start(t, subject, { parameters: ["-o", "nowhere/out.json"] });
    const { code, stderr } = await run.end();
    assert.equal(code, 74, stderr);
    assertSays(stderr, /ENOENT/);
    assert.equal(run.received.length, 0);
  },

  async "a directory that goes while it is written to: 74"(t, subject) {
    const run = await start(t, subject, { hold: 2, parameters: ["-o", "out.json"] });
    const { answer } = await run.held();
    rmSync(run.directory, { recursive: true });
    answer();
    const { code, stderr } = await run.end();
    assert.equal(code, 74, stderr);
    assertSays(stderr, /ENOENT/);
  },

  async "a directory without permission: 74 before anything is asked"(t, subject) {
    await withoutPermission(t, subject, "closed/out.json", (directory) => {
      mkdirSync(join(directory, "closed"), { mode: 0o555 });
    });
  },

  async "a file that is read-only: 74 before anything is asked, and it stays"(t, subject) {
    await withoutPermission(t, subject, "out.json", (directory) => chmodSync(join(directory, "out.json"), 0o444));
  },
};

/** Root may do everything, so it starts the program as somebody else. */
async function withoutPermission(
  t: TestContext,
  subject: Subject,
  file: string,
  prepare: (directory: string) => void,
): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (process.platform === "win32" || (isRoot && !mayRun(nobody))) return t.skip("needs a user without rights");
  const settings = { parameters: ["-o", file], ...(isRoot ? { uid: nobody } : {}) };
  const run = await start(t, subject, settings, (directory) => {
    chmodSync(directory, 0o777);
    prepare(directory);
  });
  const { code, stderr } = await run.end();
  assert.equal(code, 74, stderr);
  assertSays(stderr, /EACCES/);
  assert.equal(run.received.length, 0);
  assert.equal(readFileSync(join(run.directory, "out.json"), "utf8"), "old");
}

const nobody = 65_534;

/** Whether a user can read the program where it is. */
function mayRun(uid: number): boolean {
  return spawnSync(process.execPath, [program, "--version"], { uid }).status === 0;
}

describe("every source", () => {
  it("has a subject here", () => {
    assert.deepEqual(Object.keys(subjects).toSorted(), sources.map(({ id }) => id).toSorted());
  });
});

for (const [id, subject] of Object.entries(subjects)) {
  describe(`${id} ends as it should:`, { concurrency: 4 }, () => {
    for (const [ending, act] of Object.entries({ ...signals, ...outputs })) it(ending, (t) => act(t, subject, id));
  });
}

describe("a signal is heard", { concurrency: 4 }, () => {
  for (const id of ["cases", "incidents"]) {
    const subject = subjects[id];
    assert.ok(subject !== undefined);

    it(`by ${id} that reads ids from standard input`, async (t) => {
      // The ids named before it are read first.
      const run = await start(t, subject, { parameters: ["--case-id", "-"] });
      await run.said("stdout", "\n");
      await signalled(run, "SIGINT");
    });

    it(`by ${id} that waits for credentials`, async (t) => {
      const silent = await startServer(() => run.kill("SIGTERM"));
      t.after(() => silent.close());
      const env = {
        AWS_ACCESS_KEY_ID: "",
        AWS_SECRET_ACCESS_KEY: "",
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${silent.url}/credentials`,
      };
      const run = await start(t, subject, { env });
      assertEnded(await run.end(), "SIGTERM");
    });
  }

  it("by genesys that waits for a query to end", async (t) => {
    const subject = subjects["genesys"];
    assert.ok(subject !== undefined);
    const service: Handler = (request, response) => handlerOf(request, { status: state("Running") })(request, response);
    const isForEvents = (request: Received): boolean => request.method === "GET";
    const run = await start(t, { ...subject, service: () => service, isForEvents }, { hold: 2 });
    const { response, answer } = await run.held();
    answer();
    await once(response, "close");
    await signalled(run, "SIGINT");
  });

  it(
    "by who is done, but for a message that nobody reads",
    { skip: !onLinux && "fills a pipe as Linux has it" },
    async (t) => {
      const subject = subjects["cases"];
      assert.ok(subject !== undefined);
      const shell = "exec 2> >(exec sleep 4 >/dev/null 2>&1); head -c 65536 /dev/zero >&2";
      const run = await start(t, subject, { shell, parameters: ["-o", "out.json"] });
      while (readFileSync(join(run.directory, "out.json"), "utf8") === "old") await setTimeout(20);
      await setTimeout(100);
      run.kill("SIGINT");
      const { code, took } = await run.end();
      assert.equal(code, 130);
      assert.ok(took < longestEnd, `it took ${Math.round(took)} ms`);
    },
  );

  for (const [signal, more] of [
    ["SIGINT", ""],
    ["SIGTERM", ", the second at once"],
  ] as const) {
    it(`by who waits for the other end of a named pipe${more}`, { skip: !onLinux && "needs mkfifo" }, async (t) => {
      const subject = subjects["cases"];
      assert.ok(subject !== undefined);
      const run = await start(t, subject, { parameters: ["-o", "pipe", "--verbose"] }, (directory) => {
        execFileSync("mkfifo", [join(directory, "pipe")]);
      });
      // What it says before it opens the output.
      await run.said("stderr", "endpoint");
      await setTimeout(100);
      run.kill(signal);
      if (more !== "") run.kill("SIGINT");
      const ending = await run.end();
      // A thread of Node's waits for the pipe, and only the signal itself ends that.
      assert.ok(ending.code === signal || more !== "", `${ending.code}`);
      assert.ok(ending.took < (more === "" ? longestEnd : 400), `it took ${Math.round(ending.took)} ms`);
      if (more === "") assert.match(ending.stderr, new RegExp(`\nerror: ended by ${signal}\n {2}next: `));
    });
  }
});
