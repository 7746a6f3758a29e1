import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { wellKnownCases } from "../../../src/sandbox/cases/model.ts";
import { type Sandbox, startSandbox } from "../../../src/sandbox/server.ts";
import { linesOf } from "../../support/invocation.ts";
import { runInProcess } from "../../support/in-process.ts";

let sandbox: Sandbox;
const directory = mkdtempSync(join(tmpdir(), "config-"));
before(async () => {
  sandbox = await startSandbox();
});
after(async () => {
  rmSync(directory, { recursive: true });
  await sandbox.close();
});

const file = join(directory, "config.toml");
const one = ["cases", "--case-id", wellKnownCases.pageAndOne, "--config", file];
const cleared = Object.fromEntries(
  ["PROFILE", "FORMAT", "LIMIT", "FIELDS", "REGION", "ALL", "CONFIG", "NO_FIELD_NAMES", "FIELD_NAMES"].map((name) => [
    `AUDIT_EXPORT_${name}`,
    "",
  ]),
);

async function run(text: string, argv: readonly string[] = one, env: Readonly<Record<string, string>> = {}) {
  writeFileSync(file, text);
  const result = await runInProcess(argv, {
    env: { ...sandbox.environment, ...cleared, AWS_PROFILE: "", XDG_CONFIG_HOME: "/nonexistent", ...env },
  });
  return { ...result, lines: linesOf(result.stdout) };
}

const layered = `
[defaults]
limit = 5
format = "json"
fields = "id"
[defaults.cases]
limit = 4
[profiles.prod]
fields = "action"
[profiles.prod.cases]
format = "csv"
`;

describe("what counts is", () => {
  it("the source's own defaults, then those of all", async () => {
    const { code, stdout } = await run(layered);
    assert.equal(code, 0);
    const records = JSON.parse(stdout) as readonly object[];
    assert.equal(records.length, 4);
    assert.deepEqual(Object.keys(records[0] ?? {}), ["id"]);
  });

  it("before them the profile", async () => {
    const { lines } = await run(layered, one, { AUDIT_EXPORT_PROFILE: "prod" });
    assert.equal(lines.length, 5);
    assert.equal(lines[0], "action\r");
  });

  it("before that the environment, and before all what is typed", async () => {
    const env = { AUDIT_EXPORT_PROFILE: "prod", AUDIT_EXPORT_LIMIT: "2", AUDIT_EXPORT_FORMAT: "json" };
    const { lines } = await run(layered, [...one, "--format", "ndjson"], env);
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? "", /^\{"action":/);
  });

  it("a variable that others know too, before the file", async () => {
    const inFile = await run('[defaults]\nregion = "us-west-2"', [...one, "--verbose"], {
      AWS_REGION: "",
      AWS_DEFAULT_REGION: "",
    });
    assert.match(inFile.stderr, /AWS region us-west-2/);
    const inEnvironment = await run('[defaults]\nregion = "us-west-2"', [...one, "--verbose"]);
    assert.match(inEnvironment.stderr, /AWS region eu-central-1/);
  });

  it("of two that exclude each other, what goes before", async () => {
    const { code, stdout, stderr } = await run("[defaults.cases]\nall = true\nlimit = 1\nfields = 'scope.caseId'");
    assert.equal(code, 0, stderr);
    assert.equal(stdout, `{"scope.caseId":"${wellKnownCases.pageAndOne}"}\n`);
    const both = await run(`[defaults.cases]\nall = true\ncase-id = ["x"]`, ["cases", "--config", file]);
    assert.deepEqual([both.code, /exclude each other/.test(both.stderr)], [2, true]);
  });

  it("a flag that the file turns off, and the environment on again", async () => {
    const named = /"name":"Status"/;
    const off = await run("[defaults.cases]\nfield-names = false\nformat = 'ndjson'");
    assert.doesNotMatch(off.stdout, named);
    const on = await run("[defaults.cases]\nfield-names = false\nformat = 'ndjson'", one, {
      AUDIT_EXPORT_FIELD_NAMES: "1",
    });
    assert.match(on.stdout, named);
  });

  it("the user's own file, where none is asked for", async () => {
    mkdirSync(join(directory, "home", "audit-export"), { recursive: true });
    writeFileSync(join(directory, "home", "audit-export", "config.toml"), "[defaults]\nlimit = 3");
    const { lines } = await run("", one.slice(0, 3), { XDG_CONFIG_HOME: join(directory, "home") });
    assert.equal(lines.length, 3);
  });

  it("also for how messages look", async () => {
    const { stderr } = await run("[defaults]\nlog-format = 'json'\nlimit = 1");
    assert.equal((JSON.parse(stderr) as { readonly level: string }).level, "summary");
  });
});

describe("before an export", () => {
  const text =
    "[defaults]\nformat = 'csv'\n[defaults.cases]\nall = true\n[profiles.prod]\nspace = 'AlderFinch'\n[profiles.prod.cases]\nfield-names = false";
  const env = { AUDIT_EXPORT_PROFILE: "prod" };

  it("doctor says what the file gives, and what of it", async () => {
    const { code, stdout } = await run(text, ["doctor", "connect-cases", "-f", "json", "--config", file], env);
    assert.equal(code, 0);
    const { checks } = JSON.parse(stdout) as {
      readonly checks: readonly { readonly name: string; readonly detail: string }[];
    };
    assert.equal(checks.find(({ name }) => name === "settings file")?.detail, `${file}, profile prod`);
    assert.match(
      checks.find(({ name }) => name === "settings")?.detail ?? "",
      /field-names false \(profile prod, cases\)/,
    );
  });

  it("doctor goes on without a file that is wrong, and ends with 78", async () => {
    const { code, stdout } = await run("[defaults]\nlimt = 1", ["doctor", "codecatalyst", "--config", file]);
    assert.equal(code, 78);
    assert.match(
      stdout,
      /(?:✗|failed) +settings file +[^]*config\.toml, line 2:[^]*did you mean limit\?[^]*codecatalyst:ListEventLogs/,
    );
  });

  it("plan plans what the export would do", async () => {
    const { code, stdout } = await run(text, ["plan", "cases", "-f", "json", "--config", file], env);
    assert.equal(code, 0);
    const { slices, permissions } = JSON.parse(stdout) as {
      readonly slices: readonly unknown[];
      readonly permissions: unknown;
    };
    assert.equal(slices.length, 200);
    assert.doesNotMatch(JSON.stringify(permissions), /ListFields/);
  });
});

describe("AUDIT_EXPORT_PROFILE", () => {
  it("is refused where the file has profiles, and none of that name", async () => {
    const { code, stdout, stderr } = await run(layered, one, { AUDIT_EXPORT_PROFILE: "prd" });
    assert.deepEqual([code, stdout], [78, ""]);
    assert.match(stderr, /no profile "prd" in .*config\.toml\n {2}next: .*one of prod/);
  });

  it("names a profile of the AWS configuration where the file has none", async () => {
    const { code, stderr } = await run("[defaults]\nlimit = 1", one, { AUDIT_EXPORT_PROFILE: "prd" });
    assert.equal(code, 4);
    assert.match(stderr, /no profile "prd" in the AWS configuration/);
  });
});

describe("a file that cannot be read", () => {
  it("ends with 78 where it was asked for", async () => {
    const { code, stderr } = await run("", [...one.slice(0, 3), "--config", join(directory, "none.toml")]);
    assert.equal(code, 78);
    assert.match(stderr, /none\.toml: ENOENT\n {2}next: /);
  });

  it("ends with 78 and its line where it is wrong, and says so to those who watch", async () => {
    const metrics = join(directory, "m.prom");
    const { code, stdout, stderr } = await run("[defaults]\nlimt = 1", [...one, "--metrics", metrics]);
    assert.deepEqual([code, stdout], [78, ""]);
    assert.match(stderr, /config\.toml, line 2: there is no option "limt"\n {2}next: did you mean limit\?/);
    assert.match(readFileSync(metrics, "utf8"), /^audit_export_exit_code\{.*\} 78$/m);
  });
});
