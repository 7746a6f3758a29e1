import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { auditEvents, caseWith, casesDataWith } from "../../src/sandbox/cases/build.ts";
import { wellKnownCases } from "../../src/sandbox/cases/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { eventsOf } from "../contract/fixtures/cases.ts";
import { finish, runCli, startCli } from "../support/cli.ts";
import { linesOf, rawTextOf } from "../support/invocation.ts";

const program = fileURLToPath(new URL("../../bin/audit-export.js", import.meta.url));
const largest = ["cases", "--case-id", wellKnownCases.largest];

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

function shell(script: string) {
  const env = { PATH: process.env["PATH"] ?? "", ...sandbox.environment, PROGRAM: `${process.execPath} ${program}` };
  return promisify(execFile)("bash", ["--norc", "-c", script], { env });
}

describe("the number of events", () => {
  const counts = { empty: 0, single: 1, fullPage: 25, pageAndOne: 26, largest: 5000 } as const;
  for (const [name, count] of Object.entries(counts)) {
    it(`is ${count} for the case with ${count}`, async () => {
      const caseId = wellKnownCases[name as keyof typeof counts];
      const { code, stdout, stderr } = await runCli(["cases", "--case-id", caseId], { env: sandbox.environment });
      assert.equal(code, 0, stderr);
      const truth = eventsOf(sandbox.data.cases, caseId);
      assert.equal(truth.length, count);
      assert.deepEqual(linesOf(stdout).map(rawTextOf), truth);
      assert.match(stderr, new RegExp(`^${count} events? of 1 case in ${Math.max(1, Math.ceil(count / 25))} pages?, `));
    });
  }
});

describe("stdout", () => {
  it("carries records only; -q leaves stderr silent", async () => {
    const { stdout, stderr } = await runCli([...largest, "-q"], { env: sandbox.environment });
    assert.equal(linesOf(stdout).length, 5000);
    assert.equal(stderr, "");
  });

  it("may be closed early together with stderr", async () => {
    const { stdout, stderr } = await shell(
      `set -o pipefail; $PROGRAM ${largest.join(" ")} --debug 2>&1 | head -n 3; echo "codes \${PIPESTATUS[*]}"`,
    );
    assert.match(stdout, /\ncodes 0 0\n$/);
    assert.equal(stderr, "");
  });

  it("may be closed early by who asks for help", async () => {
    const { stdout, stderr } = await shell(`set -o pipefail; $PROGRAM --help | true; echo "codes \${PIPESTATUS[*]}"`);
    assert.match(stdout, /codes 0 0/);
    assert.equal(stderr, "");
  });

  it(
    "is what counts: records arrive though messages cannot",
    { skip: process.platform !== "linux" && "needs /dev/full" },
    async () => {
      const { stdout } = await shell(
        `$PROGRAM ${largest.join(" ")} --verbose 2>/dev/full | wc -l; echo "codes \${PIPESTATUS[*]}"`,
      );
      assert.match(stdout, /^5000\ncodes 0 0\n$/);
    },
  );

  it("gives no warning of Node's, however many slices are read at once", async () => {
    const { code, stderr } = await runCli(["cases", "--all", "--concurrency", "32", "--limit", "1000", "-q"], {
      env: sandbox.environment,
    });
    assert.deepEqual([code, stderr], [0, ""]);
  });

  it("waits for a slow reader without losing anything", async () => {
    const child = startCli([...largest, "-q"], { env: sandbox.environment });
    await delay(700);
    const { code, stdout } = await finish(child);
    assert.equal(code, 0);
    assert.equal(linesOf(stdout).length, 5000);
  });
});

describe("--where", () => {
  it("exports those records, also as the service sent them, and says how many it left out", async () => {
    const [all, created, raw] = await Promise.all(
      [[], ["--where", "action=Case.Created"], ["--where", "action=Case.Created", "--schema", "raw"]].map((options) =>
        runCli(["incidents", "--all", ...options], { env: sandbox.environment }),
      ),
    );
    const [first] = linesOf(all?.stdout ?? "");
    const { action } = JSON.parse(first ?? "{}") as { readonly action: string };
    const chosen = await runCli(["incidents", "--all", "--where", `action=${action}`], { env: sandbox.environment });
    const expected = linesOf(all?.stdout ?? "").filter((line) => line.includes(`"action":${JSON.stringify(action)}`));
    assert.deepEqual(linesOf(chosen.stdout), expected);
    const left = linesOf(all?.stdout ?? "").length - expected.length;
    assert.match(chosen.stderr, new RegExp(`, ${left} left out by --where`));
    assert.deepEqual(linesOf(created?.stdout ?? "").map(rawTextOf), linesOf(raw?.stdout ?? ""));
  });
});

describe("standard input", () => {
  it("names cases, one a line, in its order, each once", async () => {
    const { single, pageAndOne, empty } = wellKnownCases;
    const input = `${pageAndOne}\r\n\n  ${single} \n${pageAndOne}\n${empty}`;
    const { code, stdout, stderr } = await runCli(["cases", "--case-id", "-"], { env: sandbox.environment, input });
    assert.equal(code, 0, stderr);
    const truth = [pageAndOne, single].flatMap((caseId) => eventsOf(sandbox.data.cases, caseId));
    assert.deepEqual(linesOf(stdout).map(rawTextOf), truth);
  });

  it("with an id that cannot be one is a usage error", async () => {
    const { code, stderr } = await runCli(["cases", "--case-id", "-"], {
      env: sandbox.environment,
      input: "x".repeat(501),
    });
    assert.equal(code, 2);
    assert.match(stderr, /1 to 500 characters/);
  });
});

describe("sandbox -- command", () => {
  function inSandbox(...command: readonly string[]) {
    return runCli(["sandbox", "--", ...command]);
  }

  it("gives the command its environment, this very program, and its exit code", async () => {
    const script = `audit-export cases --case-id ${wellKnownCases.pageAndOne} -q | wc -l; exit 7`;
    const { code, stdout, stderr } = await inSandbox("bash", "-c", script);
    assert.equal(stdout.trim(), "26", stderr);
    assert.equal(code, 7);
  });

  it("passes the program's options through", async () => {
    const { code, stdout } = await inSandbox(
      "audit-export",
      "cases",
      "--case-id",
      wellKnownCases.single,
      "--format",
      "csv",
    );
    assert.equal(code, 0);
    assert.equal(stdout.split("\r\n").length, 3);
  });

  it("says so when there is no such command", async () => {
    const { code, stderr } = await inSandbox("no-such-command-anywhere");
    assert.equal(code, 127);
    assert.match(stderr, /could not run no-such-command-anywhere/);
  });

  it("without a command prints the environment for a shell, and ends with a signal", async () => {
    const child = spawn(process.execPath, [program, "sandbox"], { env: { PATH: process.env["PATH"] ?? "" } });
    const lines: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => lines.push(text));
    await once(child.stderr, "data");
    child.kill("SIGTERM");
    const [code] = await once(child, "close");
    assert.equal(code, 143);
    assert.match(lines.join(""), /^export AWS_ENDPOINT_URL_CONNECTCASES='http:\/\/127\.0\.0\.1:\d+'$/m);
  });

  it("offers other data under another seed, and the well-known cases under each", async () => {
    const { stdout: one } = await runCli([
      "sandbox",
      "--seed",
      "2",
      "--",
      "audit-export",
      "cases",
      "--case-id",
      wellKnownCases.fullPage,
    ]);
    const { stdout: other } = await inSandbox("audit-export", "cases", "--case-id", wellKnownCases.fullPage);
    assert.equal(linesOf(one).length, 25);
    assert.notEqual(one, other);
  });
});

describe("the sandbox", () => {
  it("keeps out what would lead the program elsewhere", async () => {
    const elsewhere = {
      AUDIT_EXPORT_ENDPOINT_URL: "http://127.0.0.1:1",
      AUDIT_EXPORT_PROFILE: "prod",
      AUDIT_EXPORT_DOMAIN_ID: "x",
    };
    const { code, stderr } = await runCli(["sandbox", "--", "audit-export", "cases", "--all", "--limit", "1"], {
      env: elsewhere,
    });
    assert.equal(code, 0, stderr);
  });
});

describe("data of a test's own", () => {
  it("comes out as it went in", async () => {
    const events = auditEvents(30);
    const own = await startSandbox({ cases: casesDataWith(caseWith({ caseId: "own", events })) });
    try {
      const { stdout } = await runCli(["cases", "--case-id", "own", "--schema", "raw"], { env: own.environment });
      assert.deepEqual(linesOf(stdout), events);
    } finally {
      await own.close();
    }
  });
});
