import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { linesOf } from "../support/invocation.ts";
import { runInProcess } from "../support/in-process.ts";
import { idsOf } from "./reading.ts";

/** Every export of events, from the sandbox: an archive has what the export gives, and a second run finds all of it there. */
let sandbox: Sandbox;
let folder: string;

before(async () => {
  sandbox = await startSandbox({});
  folder = mkdtempSync(join(tmpdir(), "audit-export-sources-"));
});

after(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

function run(parameters: readonly string[]) {
  return runInProcess(parameters, { env: sandbox.environment });
}

async function plainIds(command: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await run([...command, "--format", "ndjson"]);
  assert.equal(code, 0, stderr);
  return linesOf(stdout).map((line) => (JSON.parse(line) as { readonly id: string }).id);
}

async function check(name: string, command: readonly string[], ...sweep: readonly string[]): Promise<void> {
  const directory = join(folder, name);
  const checkpoint = join(folder, `${name}.checkpoint`);
  const expected = await plainIds(command);
  assert.notEqual(expected.length, 0);
  for (const options of [[], sweep]) {
    const { code, stderr } = await run([...command, ...options, "--lag", "0s", "--archive", directory]);
    assert.equal(code, 0, stderr);
    const piped = await run([...command, ...options, "--lag", "0s", "--checkpoint", checkpoint]);
    assert.equal(piped.code, 0, piped.stderr);
    const lines = linesOf(piped.stdout);
    if (options === sweep) assert.deepEqual(lines, []);
    else assert.equal(lines.length, expected.length);
  }
  assert.deepEqual(idsOf(directory).toSorted(), expected.toSorted());
  const { code, stderr } = await run(["verify", directory]);
  assert.equal(code, 0, stderr);
}

const sweep = "--full-sweep";

/** Long enough ago to stand still while the test runs. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}

describe("an archive of each source", () => {
  it("incidents", () => check("incidents", ["incidents", "--all"], sweep));
  it("codecatalyst", () => check("codecatalyst", ["codecatalyst", "--since", daysAgo(4), "--until", daysAgo(1)]));
  it("genesys", () => check("genesys", ["genesys", "--since", daysAgo(4), "--until", daysAgo(1)]));
  it("genesys realtime", () =>
    check("realtime", ["genesys", "realtime", "--since", daysAgo(2), "--until", daysAgo(1)]));
  it("genesys related", async () => {
    const ids = await plainIds(["genesys", "realtime", "--since", "2d"]);
    await check("related", ["genesys", "related", ids[0] ?? ""]);
  });

  it("incidents: reads no case again that has not changed", async () => {
    const { code, stderr } = await run(["incidents", "--all", "--archive", join(folder, "incidents")]);
    assert.equal(code, 0);
    assert.match(stderr, /^0 events of 0 cases/);
  });
});
