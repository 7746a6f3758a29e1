import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { nodeCheck } from "../../src/cli/doctor/general.ts";
import { casesDataWith } from "../../src/sandbox/cases/build.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { runBare } from "../support/bare-run.ts";
import { linesOf } from "../support/invocation.ts";
import { runInProcess } from "../support/in-process.ts";

interface Check {
  readonly source: string | null;
  readonly name: string;
  readonly status: string;
  readonly detail: string;
  readonly remedy: string | null;
  readonly code: number | null;
}

function run(parameters: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  return runBare(["doctor", ...parameters], env);
}

async function examine(parameters: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  const { code, stdout, stderr } = await run([...parameters, "-f", "json"], env);
  const { checks } = JSON.parse(stdout) as { readonly checks: readonly Check[] };
  const find = (name: string): Check => {
    const found = checks.find((check) => check.name === name);
    assert.ok(found !== undefined, `${name} in ${stdout}`);
    return found;
  };
  return { code, stderr, checks, find, names: (status: string) => namesOf(checks, status) };
}

function namesOf(checks: readonly Check[], status: string): readonly string[] {
  return checks.filter((check) => check.status === status).map(({ name }) => name);
}

const sandboxes: Sandbox[] = [];
/** Of the same data, which takes longest to make. */
async function sandboxWith(faults: string): Promise<Sandbox> {
  const faulty = await startSandbox({ ...sandbox.data, faults });
  sandboxes.push(faulty);
  return faulty;
}

let sandbox: Sandbox;
let log: string[];
before(async () => {
  log = [];
  sandbox = await startSandbox({ log: (line) => log.push(line) });
  sandboxes.push(sandbox);
});
after(() => Promise.all(sandboxes.map((each) => each.close())));

describe("doctor", () => {
  it("finds all well in the sandbox, by calls of which none makes anything", async () => {
    const all = await examine([], sandbox.environment);
    assert.equal(all.code, 0);
    assert.equal(all.stderr, "");
    assert.deepEqual([...all.names("failed"), ...all.names("warning")], []);
    assert.deepEqual(
      [...new Set(all.checks.map(({ source }) => source))],
      [null, "cases", "incidents", "codecatalyst", "genesys"],
    );
    assert.match(all.find("identity").detail, /^arn:aws:iam::111122223333:user\/sandbox, account 111122223333$/);
    assert.match(
      all.find("credentials").detail,
      new RegExp(`…${sandbox.environment["AWS_ACCESS_KEY_ID"]?.slice(-4)}, from the env`),
    );
    assert.match(
      all.find("settings").detail,
      /domain-id \S+ \(AUDIT_EXPORT_DOMAIN_ID\), region eu-central-1 \(AWS_REGION\)/,
    );
    assert.match(all.find("login").detail, /until 20\d\d-/);
    // HEAD of the endpoints is no operation of anybody's.
    const asked = new Set(log.map((line) => line.split(" ")[2] ?? "").filter((name) => name !== "-"));
    assert.deepEqual([...asked].toSorted(), [
      "BatchGetField",
      "GetCallerIdentity",
      "GetCaseAuditEvents",
      "ListCaseEdits",
      "ListCases",
      "ListEventLogs",
      "ListFields",
      "SearchCases",
      "VerifySession",
      "getAuditsQueryRealtimeServicemapping",
      "getAuditsQueryServicemapping",
      "token",
    ]);
  });

  it("says no secret, and of a proxy no password", async () => {
    const env: Readonly<Record<string, string>> = {
      ...sandbox.environment,
      HTTPS_PROXY: "http://user:pass-of-proxy@127.0.0.1:9",
      AUDIT_EXPORT_FORMAT: "csv",
    };
    const { stdout, stderr } = await run([], env);
    const secrets = Object.entries(env)
      .filter(([name]) => /SECRET|TOKEN/.test(name))
      .map(([, value]) => value);
    assert.ok(secrets.length >= 3);
    for (const secret of [...secrets, "pass-of-proxy", env["AWS_ACCESS_KEY_ID"] ?? ""]) {
      assert.ok(!(stdout + stderr).includes(secret), secret);
    }
    assert.match(stdout, /127\.0\.0\.1:9 \(HTTPS_PROXY\)/);
  });

  it("is a checklist in 80 columns, in ASCII where there is nothing else, the remedy on a line of its own", async () => {
    const faulty = await sandboxWith("denied:every=1:on=SearchCases");
    const dumb = await run(["cases"], { ...faulty.environment, TERM: "dumb", LANG: "C.UTF-8" });
    assert.equal(dumb.code, 4);
    assert.match(dumb.stdout, /^ {2}failed {2}cases:SearchCases +could not list/m);
    assert.match(dumb.stdout, /^ +next: these credentials need/m);
    assert.match(dumb.stdout, /^15 ok, 1 failed, 2 skipped$/m);
    assert.doesNotMatch(dumb.stdout.replace("…", ""), /[^\n -~]/);
    const utf8 = await run(["cases"], { ...faulty.environment, TERM: "xterm", LANG: "C.UTF-8" });
    assert.match(utf8.stdout, /^ {2}✓ region +eu-central-1$/m);
    for (const line of linesOf(dumb.stdout + utf8.stdout)) assert.ok(line.length <= 80, line);
  });

  it("tells each permission that is missing, and goes on with the others", async () => {
    const faulty = await sandboxWith("denied:every=1:on=ListFields,denied:every=1:on=ListCaseEdits");
    const cases = await examine(["cases"], faulty.environment);
    assert.deepEqual([cases.code, cases.names("failed")], [4, ["cases:ListFields"]]);
    assert.match(cases.find("cases:ListFields").remedy ?? "", /cases:ListFields$/);
    assert.deepEqual(cases.names("skipped"), ["cases:ListDomains", "cases:BatchGetField"]);
    const spared = await examine(["cases", "--no-field-names"], faulty.environment);
    assert.deepEqual([spared.code, spared.names("failed")], [0, []]);
    assert.match(spared.find("settings").detail, /field-names false \(--no-field-names\)/);
    const incidents = await examine(["security-ir"], faulty.environment);
    assert.deepEqual([incidents.code, incidents.names("failed")], [4, ["security-ir:ListCaseEdits"]]);
  });

  it("tells credentials that are refused once, and tries nothing with them", async () => {
    const faulty = await sandboxWith("expired-credentials:every=1");
    for (const [source, step] of [
      ["cases", "identity"],
      ["incidents", "identity"],
      ["codecatalyst", "identity"],
      ["genesys", "login"],
    ] as const) {
      const { code, names, find } = await examine([source], faulty.environment);
      assert.deepEqual([code, names("failed")], [4, [step]], source);
      assert.equal(find(step).code, 4);
      assert.ok(find(step).remedy !== null);
    }
    // Where STS does not know it, the first call tells for all of them.
    const others = await sandboxWith("expired-credentials:every=1:on=cases");
    const { code, names } = await examine(["cases"], others.environment);
    assert.deepEqual([code, names("failed")], [4, ["cases:SearchCases"]]);
  });

  it("takes STS out of reach for a warning, and asks none of AWS's for an emulator", async () => {
    const away = await examine(["cases"], { ...sandbox.environment, AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1" });
    assert.deepEqual([away.code, away.names("warning")], [0, ["identity"]]);
    assert.equal(away.find("cases:GetCaseAuditEvents").status, "ok");
    const emulator = await examine(["cases"], { ...sandbox.environment, AWS_ENDPOINT_URL_STS: undefined });
    assert.equal(emulator.find("identity").status, "skipped");
  });

  it("judges the clock by the service's, and asks with that", async () => {
    const faulty = await sandboxWith("skewed-clock:offset=-3600");
    const cases = await examine(["cases"], faulty.environment);
    // As the export ends, which goes by the service's clock.
    assert.deepEqual([cases.code, cases.names("failed"), cases.find("clock").status], [0, [], "warning"]);
    assert.match(cases.find("clock").detail, /60 min ahead/);
    assert.equal(cases.find("identity").status, "ok");
    const slightly = await sandboxWith("skewed-clock:offset=180");
    const { code, find } = await examine(["genesys"], slightly.environment);
    assert.equal(code, 0);
    assert.deepEqual(
      [find("clock").status, find("clock").detail],
      ["warning", "3 min behind the service: exports allow for it, but 24h and 7d mean another time"],
    );
  });

  it("ends soon at a closed port, and tells that alone", async () => {
    const nowhere = {
      cases: { AWS_ENDPOINT_URL_CONNECTCASES: "http://127.0.0.1:1" },
      codecatalyst: { AWS_ENDPOINT_URL_CODECATALYST: "http://127.0.0.1:1" },
      genesys: { GENESYSCLOUD_GATEWAY_PORT: "1" },
    };
    for (const [source, env] of Object.entries(nowhere)) {
      const started = performance.now();
      const { code, names, find } = await examine([source], { ...sandbox.environment, ...env });
      assert.deepEqual([code, names("failed")], [75, ["endpoint"]], source);
      assert.match(find("clock").detail, /endpoint failed/);
      assert.ok(performance.now() - started < 5000);
    }
  });

  it("lists domains and spaces where there are several, and ends with 3 where there is none", async () => {
    const env = { ...sandbox.environment, AUDIT_EXPORT_DOMAIN_ID: undefined, AUDIT_EXPORT_SPACE: undefined };
    const cases = await examine(["cases"], env);
    assert.equal(cases.code, 2);
    assert.match(cases.find("cases:ListDomains").detail, /^there are 3 domains: a1de7f00-\S+ \(Alder/);
    assert.equal(cases.find("cases:SearchCases").status, "skipped");
    assert.equal((await examine(["codecatalyst"], env)).find("codecatalyst:ListSpaces").status, "failed");
    const empty = await startSandbox({ ...sandbox.data, cases: { domains: [] } });
    sandboxes.push(empty);
    const { code, names } = await examine(["cases"], empty.environment);
    assert.deepEqual([code, names("failed")], [3, ["cases:ListDomains"]]);
  });

  it("shows what a service has named to attack the terminal, and sends none of it", async () => {
    const hostile = casesDataWith().domains.map((domain) => ({ ...domain, name: "\u001b[2J\u202e" }));
    const attacked = await startSandbox({ ...sandbox.data, cases: { domains: hostile } });
    sandboxes.push(attacked);
    const env = { ...attacked.environment, AUDIT_EXPORT_DOMAIN_ID: undefined, LANG: "C.UTF-8" };
    for (const format of ["text", "json"]) {
      const { stdout } = await run(["cases", "-f", format], env);
      assert.doesNotMatch(stdout, /[\u001b\u202e]/);
      assert.match(stdout, /u001b\[2J/);
    }
  });

  it("tells what to set where nothing is", async () => {
    const nothing = { AWS_EC2_METADATA_DISABLED: "true", HOME: "/nonexistent" };
    const all = await examine([], nothing);
    assert.deepEqual([all.code, all.names("failed")], [4, ["credentials"]]);
    assert.deepEqual(
      all.checks.filter(({ status }) => status === "skipped").map(({ source, detail }) => [source, detail]),
      ["cases", "incidents", "codecatalyst", "genesys"].map((source) => [source, "no credentials"]),
    );
    const cases = await examine(["cases"], nothing);
    assert.deepEqual([cases.code, cases.names("failed")], [78, ["region", "credentials"]]);
    assert.equal((await examine(["genesys"], nothing)).code, 4);
    assert.equal((await examine(["cases", "--region", "eu-central-1"], nothing)).code, 4);
    const { code, stderr } = await run(["casse"], nothing);
    assert.equal(code, 2);
    assert.match(stderr, /^error: there is no source "casse"\n {2}next: did you mean cases\?\n$/);
  });

  it("tells how long an archive has before events are lost", async () => {
    const directory = mkdtempSync(join(tmpdir(), "audit-export-doctor-"));
    try {
      const archive = join(directory, "space");
      assert.equal(
        (await examine(["genesys", "--archive", archive], sandbox.environment)).find("archive").status,
        "skipped",
      );
      const exported = await runInProcess(["codecatalyst", "--archive", archive, "-q"], { env: sandbox.environment });
      assert.equal(exported.code, 0, exported.stderr);
      const { find } = await examine(["codecatalyst", "--archive", archive], sandbox.environment);
      assert.equal(find("archive").status, "ok");
      assert.match(find("archive").detail, /^of codecatalyst, covered until 20\S+ by .*; 29 days until/);
      writeFileSync(join(archive, "HEAD"), "none\n");
      assert.equal((await examine(["codecatalyst", "--archive", archive], sandbox.environment)).code, 5);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it("knows the Node that package.json asks for", () => {
    const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as {
      readonly engines: { readonly node: string };
    };
    const oldest = engines.node.replace(">=", "");
    assert.equal(nodeCheck(`${oldest}.0`).status, "ok");
    assert.deepEqual([nodeCheck("20.18.9").code, nodeCheck("18.20.0").status], ["config", "failed"]);
  });
});
