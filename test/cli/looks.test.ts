import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { hasColor } from "../../src/cli/color.ts";
import { compareInstants } from "../../src/core/time.ts";
import type { Change } from "../../src/core/types.ts";
import { auditEvents } from "../../src/sandbox/cases/build.ts";
import { wellKnownCases } from "../../src/sandbox/cases/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { eventsOf } from "../contract/fixtures/cases.ts";
import { linesOf } from "../support/invocation.ts";
import { awsError, startServer } from "../support/http.ts";
import { runInProcess } from "../support/in-process.ts";

let sandbox: Sandbox;
const folder = mkdtempSync(join(tmpdir(), "audit-export-looks-"));
before(async () => {
  sandbox = await startSandbox();
});
after(async () => {
  rmSync(folder, { recursive: true });
  for (const name of Object.keys(silent)) delete process.env[name];
  await sandbox.close();
});

const one = ["cases", "--case-id", wellKnownCases.pageAndOne];
/** What is empty says nothing, so each run can take back what the one before was given. */
const silent = { FORCE_COLOR: "", NO_COLOR: "", TERM: "xterm", AUDIT_EXPORT_TZ: "", AUDIT_EXPORT_EXPLODE: "" };

function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}, columns?: number) {
  const terminal = columns === undefined ? {} : { columns, isTerminal: true };
  return runInProcess(argv, { env: { ...sandbox.environment, ...silent, ...env }, ...terminal });
}

interface Line {
  readonly id: string;
  readonly time: string;
  readonly change?: Change | null;
  readonly changes?: readonly Change[];
}

function parsed(stdout: string): readonly Line[] {
  return linesOf(stdout).map((line) => JSON.parse(line) as Line);
}

describe("colours", () => {
  it("are for terminals, unless somebody has said otherwise; what was typed goes first", () => {
    const cases: readonly (readonly [boolean | undefined, Readonly<Record<string, string>>, boolean, boolean])[] = [
      [undefined, {}, true, true],
      [undefined, {}, false, false],
      [undefined, { NO_COLOR: "" }, true, true],
      [undefined, { NO_COLOR: "0" }, true, false],
      [undefined, { TERM: "dumb" }, true, false],
      [undefined, { FORCE_COLOR: "1", NO_COLOR: "1", TERM: "dumb" }, false, true],
      [undefined, { FORCE_COLOR: "0" }, true, false],
      [undefined, { FORCE_COLOR: "False" }, true, false],
      [undefined, { FORCE_COLOR: "" }, false, false],
      [false, { FORCE_COLOR: "1" }, true, false],
      [true, { NO_COLOR: "1", TERM: "dumb" }, true, true],
      [true, { FORCE_COLOR: "0" }, true, true],
      [true, {}, false, false],
      [true, { FORCE_COLOR: "1" }, false, true],
    ];
    for (const [chosen, env, isTerminal, expected] of cases) {
      assert.equal(hasColor(chosen, env, isTerminal), expected, JSON.stringify({ chosen, env, isTerminal }));
    }
  });

  it("mark the kind of a message, commander's too, and the summary of what is not whole", async () => {
    const missing = [...one, "--case-id", "none"];
    const { stderr } = await run(missing, {}, 80);
    assert.match(
      stderr,
      /^\u001b\[31merror:\u001b\[39m could not.*\n\u001b\[36m {2}next:\u001b\[39m .*\n\u001b\[33mincomplete/,
    );
    const mistyped = await run([...one, "--sinse", "1d"], {}, 80);
    assert.match(mistyped.stderr, /^\u001b\[31merror:\u001b\[39m unknown option.*\n\u001b\[36m {2}next:\u001b\[39m /);
    for (const [argv, env] of [
      [[...missing, "--no-color"], {}],
      [[...missing, "--log-format", "json"], { FORCE_COLOR: "1" }],
      [[...one, "--no-color", "--sinse", "1d"], {}],
      [missing, { NO_COLOR: "1" }],
    ] as const) {
      const { code, stderr } = await run(argv, env, 80);
      assert.notEqual(code, 0);
      assert.doesNotMatch(stderr, /\u001b/, argv.join(" "));
    }
  });

  it("come in tables alone: on a terminal, and in a pipe that is to have them, but in no file", async () => {
    const table = [...one, "--limit", "2", "-f", "table"];
    const plain = await run([...table, "--no-color"], {}, 80);
    assert.doesNotMatch(plain.stdout, /\u001b/);
    const painted = await run(table, {}, 80);
    assert.match(painted.stdout, /^\u001b\[1mtime/);
    assert.equal(painted.stdout.replaceAll(/\u001b\[\d+m/g, ""), plain.stdout);
    assert.match((await run(table, { FORCE_COLOR: "1" })).stdout, /^\u001b\[1mtime/);
    for (const format of ["csv", "json", "ndjson"]) {
      const { stdout } = await run([...one, "--limit", "2", "-f", format], { FORCE_COLOR: "1" }, 80);
      assert.doesNotMatch(stdout, /\u001b/);
    }
    const file = join(folder, "table.txt");
    assert.equal((await run([...table, "-q", "-o", file], { FORCE_COLOR: "1" }, 80)).code, 0);
    assert.doesNotMatch(readFileSync(file, "utf8"), /\u001b/);
  });
});

describe("--sort time", () => {
  it("gives what the export without it gives, by time, in whatever format, and the first of all with --limit", async () => {
    const [largest] = sandbox.data.cases.domains.toSorted((left, right) => right.cases.length - left.cases.length);
    const some = (largest?.cases ?? []).filter(({ events }) => events.length < 50).map(({ caseId }) => caseId);
    const all = ["cases", ...some.slice(-12).flatMap((id) => ["--case-id", id])];
    all.push("--where", "action=Case.Updated");
    const plain = parsed((await run(all)).stdout);
    const sorted = await run([...all, "--sort", "time", "--buffer", "1MiB"]);
    const expected = plain.toSorted((left, right) => compareInstants(left.time, right.time));
    assert.ok(plain.length > 20 && plain.some((line, index) => line !== expected[index]));
    assert.deepEqual(parsed(sorted.stdout), expected);
    assert.match(sorted.stderr, new RegExp(`^${plain.length} events of .* left out by --where`));
    const csv = await run([...all, "--sort", "time", "--limit", "3", "-f", "csv", "--fields", "id"]);
    assert.deepEqual(
      csv.stdout.split("\r\n").slice(1, -1),
      expected.slice(0, 3).map(({ id }) => id),
    );
  });

  it("gives a module of the user's own the events parsed", async () => {
    const module = join(folder, "own.mjs");
    writeFileSync(
      module,
      "export default { format: (records) => records.map((r) => `${r.raw.eventId}\\n`).join('') };",
    );
    const { stdout } = await run([...one, "--sort", "time", "-f", module]);
    const events = parsed((await run([...one, "--sort", "time"])).stdout);
    assert.deepEqual(
      linesOf(stdout),
      events.map(({ id }) => id),
    );
  });

  it("says of what failed altogether, or ended early, that nothing of it was written", async () => {
    for (const [status, type, told] of [
      [500, "InternalServerException", /; 2 events read and not written, since --sort gives the whole\n$/],
      [
        403,
        "ExpiredTokenException",
        /\nended early: 2 events of 1 case in 1 page had been read; none was written, since --sort gives the whole\n$/,
      ],
    ] as const) {
      const server = await startServer(({ path, body }, response) => {
        if (!path.endsWith("/audit-history")) response.end('{"fields":[],"errors":[]}');
        else if (body["nextToken"] !== undefined) awsError(response, status, type);
        else response.end(`{"auditEvents":[${auditEvents(2).join(",")}],"nextToken":"t"}`);
      });
      try {
        const argv = ["cases", "--case-id", "case-1", "--domain-id", "dom-1", "--sort", "time", "--max-attempts", "1"];
        const { code, stdout, stderr } = await run(argv, { AWS_ENDPOINT_URL_CONNECTCASES: server.url });
        assert.deepEqual([code, stdout], [status === 403 ? 4 : 75, ""], stderr);
        assert.match(stderr, told);
      } finally {
        await server.close();
      }
    }
  });
});

describe("--explode changes", () => {
  it("gives a row for each change; --limit and the summary count events", async () => {
    const events = parsed((await run([...one, "--limit", "9"])).stdout);
    const { stdout, stderr } = await run([...one, "--limit", "9", "--explode", "changes"]);
    const rows = parsed(stdout);
    const expected = events.flatMap(({ changes = [] }): readonly (Change | null)[] =>
      changes.length === 0 ? [null] : changes,
    );
    assert.ok(expected.length > 9);
    assert.deepEqual(
      rows.map(({ change }) => change),
      expected,
    );
    assert.ok(rows.every((row) => !("changes" in row)));
    assert.match(stderr, /^9 events of 1 case/);
    const field = await run([...one, "--limit", "9", "--explode", "changes", "--fields", "change.field", "-f", "csv"]);
    assert.deepEqual(
      field.stdout.split("\r\n").slice(1, -1),
      expected.map((change) => (change === null ? '""' : change.field)),
    );
  });
});

describe("what does not go together", () => {
  const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
    [["--sort", "time", "--archive", join(folder, "a")], /--sort does not go with --archive\n.*as it comes/],
    [["--sort", "time", "--checkpoint", join(folder, "c")], /--sort does not go with --checkpoint/],
    [["--tz", "utc", "--archive", join(folder, "a")], /--tz does not go with --archive/],
    [["--explode", "changes", "--archive", join(folder, "a")], /--explode does not go with --archive/],
    [["--explode", "changes", "--schema", "raw"], /--explode does not go with --schema raw/],
    [["--fields", "change.old"], /"change\.old"\n.*--explode changes/],
    [
      ["--where", "change.old=x"],
      /--where: the record has no "change\.old"\n {2}next: (?!.*--explode).*changes\.0\.old/,
    ],
    [["--sort", "action"], /time/],
    [["--tz", "local"], /--tz is for the time that a table shows\n.*UTC/],
    [["--tz", "local", "-f", "csv"], /--tz is for/],
    [["--tz", "local", "-f", "table", "--schema", "raw", "--fields", "eventId"], /--tz is for.*\n.*raw schema/],
    [["--tz", "Mars/Olympus", "-f", "table"], /"Mars\/Olympus" is no time zone\n/],
  ];
  for (const [options, told] of mistakes) {
    it(options.join(" ").replace(folder, "…"), async () => {
      const { code, stdout, stderr } = await run([...one, ...options], {
        AWS_ENDPOINT_URL_CONNECTCASES: "http://127.0.0.1:1",
      });
      assert.deepEqual([code, stdout], [2, ""], stderr);
      assert.match(stderr, told);
    });
  }

  it("is not used where a variable has it, which is set for many commands", async () => {
    const env = { AUDIT_EXPORT_TZ: "Asia/Tokyo", AUDIT_EXPORT_EXPLODE: "changes" };
    const raw = await run([...one, "--schema", "raw"], env);
    assert.deepEqual(linesOf(raw.stdout), eventsOf(sandbox.data.cases, wellKnownCases.pageAndOne));
    const table = await run([...one, "--limit", "1", "--fields", "time"], env, 80);
    assert.match(table.stdout, /\n20\d\d-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*\+09:00\n/);
    const csv = await run([...one, "--limit", "1", "--fields", "time", "-f", "csv"], env);
    assert.match(csv.stdout, /\r\n20\d\d-\d\d-\d\dT[\d:.]+Z\r\n/);
  });
});
