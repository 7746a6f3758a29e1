import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { worstOf } from "../../src/cli/run-command.ts";
import { wellKnownCases } from "../../src/sandbox/cases/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { finish, runCli, startCli } from "../support/cli.ts";
import { linesOf } from "../support/invocation.ts";
import { startServer } from "../support/http.ts";
import { runInProcess } from "../support/in-process.ts";

let sandbox: Sandbox;
let directory: string;
before(async () => {
  sandbox = await startSandbox();
  directory = mkdtempSync(join(tmpdir(), "run-"));
});
after(async () => {
  rmSync(directory, { recursive: true });
  await sandbox.close();
});

function configured(text: string): string {
  const path = join(directory, "config.toml");
  writeFileSync(path, text.replaceAll("DIR", directory));
  return path;
}

const jobs = `
[defaults]
limit = 1
[profiles.small]
fields = "id"
[[job]]
name = "first"
source = "cases"
profile = "small"
options = { case-id = "${wellKnownCases.pageAndOne}", output = "DIR/first.ndjson" }
[[job]]
name = "gone"
source = "cases"
options = { case-id = "none", output = "DIR/gone.ndjson" }
[[job]]
name = "last"
source = "codecatalyst"
archive = "DIR/last"
`;

describe("run", () => {
  it("makes every job, whatever becomes of those before it, and ends with the worst code", async () => {
    const [summary, metrics] = [join(directory, "s.json"), join(directory, "m.prom")];
    const argv = ["run", "--config", configured(jobs), "--summary", summary, "--metrics", metrics];
    // What watches the run is no option of its jobs.
    const env = { ...sandbox.environment, AUDIT_EXPORT_METRICS: join(directory, "unused.prom") };
    const { code, stdout, stderr } = await runCli(argv, { env });
    assert.deepEqual([code, stdout], [3, ""], stderr);
    const first = linesOf(readFileSync(join(directory, "first.ndjson"), "utf8"));
    assert.match(first.join("\n"), /^\{"id":"[^"]+"\}$/);
    assert.match(stderr, /^job 2 of 3: gone\nerror: .*none.*\n {2}next: .*$/m);
    assert.match(stderr, /^error: job gone ended with 3, notFound\n {2}next: .*audit-export run gone/m);
    assert.match(stderr, /^2 of 3 jobs complete, \d+ records\n {2}first {2}complete, 1 record, /m);
    const written = JSON.parse(readFileSync(summary, "utf8")) as {
      readonly exit: number;
      readonly jobs: readonly {
        readonly name: string;
        readonly exit: number;
        readonly summary: { readonly records: number } | null;
      }[];
    };
    assert.deepEqual(
      [written.exit, written.jobs.map(({ name, exit }) => [name, exit])],
      [
        3,
        [
          ["first", 0],
          ["gone", 3],
          ["last", 0],
        ],
      ],
    );
    assert.equal(written.jobs[0]?.summary?.records, 1);
    assert.equal(existsSync(env.AUDIT_EXPORT_METRICS), false);
    const text = readFileSync(metrics, "utf8");
    assert.match(text, /^audit_export_exit_code\{job="gone",source="cases",command="cases"\} 3$/m);
    assert.match(text, /^audit_export_last_success_timestamp_seconds\{job="last",/m);
    assert.equal(text.match(/^# TYPE audit_export_exit_code gauge$/gm)?.length, 1);
  });

  it("ends the job that runs by a signal, and begins no other", async () => {
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const silent = await startServer(() => asked());
    try {
      const path = configured(`
        [[job]]
        name = "silent"
        source = "cases"
        options = { case-id = "1", domain-id = "d", output = "DIR/silent.ndjson", endpoint-url = "${silent.url}" }
        [[job]]
        name = "next"
        source = "cases"
        options = { case-id = "${wellKnownCases.pageAndOne}", output = "DIR/next.ndjson" }`);
      const { AWS_ENDPOINT_URL_CONNECTCASES: _endpoint, ...env } = sandbox.environment;
      const child = startCli(["run", "--config", path], { env });
      const ended = finish(child);
      await isAsked;
      child.kill("SIGTERM");
      const { code, stderr } = await ended;
      assert.equal(code, 143, stderr);
      assert.match(stderr, /error: ended by SIGTERM/);
      assert.match(stderr, /0 of 2 jobs complete/);
      assert.doesNotMatch(stderr, /job 2 of 2/);
    } finally {
      await silent.close();
    }
  });

  const skip = spawnSync("pkill", ["-V"]).error === undefined ? false : "pkill is not installed";
  it("makes up nothing for a job that could not say what it came to", { skip }, async () => {
    const silent = await startServer(({ path }, response) => {
      if (path.includes("audit-history")) spawnSync("pkill", ["-KILL", "-f", `endpoint-url=${silent.url}`]);
      else response.end("{}");
    });
    const own = join(directory, "own.json");
    writeFileSync(own, JSON.stringify({ records: 4711, slices: {}, archive: null }));
    const path = configured(`
      [[job]]
      source = "cases"
      options = { case-id = "1", domain-id = "d", output = "DIR/x", summary = "DIR/own.json", endpoint-url = "${silent.url}" }`);
    const summary = join(directory, "killed.json");
    const { code, stderr } = await runCli(["run", "--config", path, "--summary", summary], {
      env: sandbox.environment,
    });
    await silent.close();
    assert.equal(code, 137, stderr);
    const { jobs: told } = JSON.parse(readFileSync(summary, "utf8")) as {
      readonly jobs: readonly { readonly summary: unknown }[];
    };
    assert.equal(told[0]?.summary, null);
    assert.match(stderr, /0 of 1 job complete, 0 records/);
  });

  it("turns off for a job what the file sets for all", async () => {
    const path = configured(`
      [defaults]
      quiet = true
      summary = "DIR/default.json"
      [[job]]
      source = "cases"
      options = { case-id = "${wellKnownCases.pageAndOne}", quiet = false, output = "DIR/on.csv" }`);
    const { code, stderr } = await runCli(["run", "--config", path], { env: sandbox.environment });
    assert.equal(code, 0);
    assert.match(stderr, /^26 events of 1 case/m);
    assert.equal(
      (JSON.parse(readFileSync(join(directory, "default.json"), "utf8")) as { readonly records: number }).records,
      26,
    );
  });

  it("shows its jobs as what would be typed", async () => {
    const { code, stdout } = await runInProcess(["run", "--dry-run", "first", "--config", configured(jobs)]);
    assert.equal(code, 0);
    assert.equal(
      stdout,
      `# first\nAUDIT_EXPORT_PROFILE=small audit-export cases --case-id=${wellKnownCases.pageAndOne} --output=${directory}/first.ndjson\n`,
    );
  });

  it("says what is missing: a file, jobs, the job that is named", async () => {
    const env = { XDG_CONFIG_HOME: "/nonexistent" };
    const nothing = await runInProcess(["run"], { env });
    assert.deepEqual(
      [nothing.code, /no configuration file with jobs\n {2}next: .*run --help/.test(nothing.stderr)],
      [78, true],
    );
    const empty = await runInProcess(["run", "--config", configured("[defaults]")]);
    assert.deepEqual([empty.code, /has no jobs/.test(empty.stderr)], [78, true]);
    const misspelt = await runInProcess(["run", "frist", "--config", configured(jobs)]);
    assert.deepEqual(
      [misspelt.code, /no job "frist".*\n {2}next: did you mean first\?/.test(misspelt.stderr)],
      [2, true],
    );
  });
});

describe("the worst of several exit codes", () => {
  it("is what needs somebody before what is missing before what may pass", () => {
    assert.equal(worstOf([0, 0]), 0);
    assert.equal(worstOf([75, 6, 0]), 6);
    assert.equal(worstOf([75, 4]), 4);
    assert.equal(worstOf([6, 78, 4]), 78);
    assert.equal(worstOf([74, 1]), 1);
    assert.equal(worstOf([1, 143]), 143);
    assert.equal(worstOf([143, 137]), 137);
  });
});
