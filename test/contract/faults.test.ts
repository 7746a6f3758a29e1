import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { isOdd, oddEvent } from "../../src/sandbox/faults/odd-event.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { sources } from "../../src/sources/registry.ts";
import type { SandboxData } from "../../src/sandbox/services.ts";
import { runHere } from "../support/in-process.ts";
import { linesOf, rawTextOf, type Result } from "../support/invocation.ts";
import { type FaultFixture, faultFixtures, smallData } from "./fault-fixtures.ts";

/** What a fault comes to, for each source. */
type Outcome =
  /** Exit 0, and the very bytes of an export without faults. */
  | "exact"
  /** Exit 6: each slice that lacks an event is named, and all other events are there. */
  | "named"
  /** Each slice fails by itself and alike: this code, all named. */
  | 75
  /** The run ends at once: this code, and nothing but a beginning of the export. */
  | 3
  | 4;

interface Fault {
  readonly spec: string;
  readonly outcome: Outcome | Readonly<Record<string, Outcome>>;
  readonly parameters?: readonly string[];
  /** The time is the point: it is not hastened. */
  readonly realTime?: true;
  readonly says?: RegExp;
}

const eventOperation = "{operation}";

const faults: readonly Fault[] = [
  { spec: "throttle:every=3,throttle:every=4:in=body", outcome: "exact" },
  { spec: "throttle:every=4:times=2:retry-after=10", outcome: "exact" },
  { spec: "quota:rate=10:burst=1", outcome: "exact" },
  { spec: "error:every=3,error:status=502:body=html:every=4", outcome: "exact" },
  { spec: "error:status=503:body=empty:every=3,error:status=504:every=5", outcome: "exact" },
  { spec: "reset:every=3", outcome: "exact" },
  { spec: "reset-body:every=3", outcome: "exact" },
  {
    spec: "stall:every=4:times=1,silence:every=5:times=1",
    outcome: "exact",
    parameters: ["--timeout", "1"],
    realTime: true,
  },
  { spec: "half-json:every=3,html:every=4,empty-body:every=5", outcome: "exact" },
  { spec: "no-list:every=3,null-list:every=4", outcome: "exact" },
  { spec: "empty-page:every=2", outcome: "exact" },
  { spec: "null-token:every=1", outcome: "exact" },
  { spec: "empty-token:every=1", outcome: "exact" },
  {
    spec: `same-token:every=1:on=${eventOperation}`,
    // Of the last two, all slices have several pages.
    outcome: { cases: "named", incidents: "named", codecatalyst: 75, genesys: 75 },
    says: /same page token twice/,
  },
  { spec: `event-twice:every=4:times=2:on=${eventOperation}`, outcome: "exact" },
  { spec: "odd-events:every=3", outcome: "exact", says: /missing or not as documented[^]*; unknown to this version: / },
  { spec: "expired-page-token:every=3:times=1", outcome: "exact" },
  {
    spec: "expired-credentials:every=6:times=1",
    outcome: { cases: 4, incidents: 4, codecatalyst: 4, genesys: "exact" },
  },
  { spec: "expired-credentials:every=1:after=6", outcome: 4 },
  {
    spec: `denied:every=3:times=1:on=${eventOperation}`,
    outcome: { cases: "named", incidents: "named", codecatalyst: 4, genesys: 4 },
    says: /permission|administrator role/,
  },
  {
    spec: `missing:every=3:times=1:on=${eventOperation}`,
    outcome: { cases: "named", incidents: "named", codecatalyst: 3, genesys: "exact" },
  },
  { spec: "skewed-clock:offset=3600", outcome: "exact" },
  { spec: `error:every=1:on=${eventOperation}`, outcome: 75, parameters: ["--max-attempts", "3"] },
  {
    spec: "throttle:every=13,error:every=11,reset:every=7,reset-body:every=5,half-json:every=3,empty-page:every=2",
    outcome: "exact",
  },
];

let data: SandboxData;
let fixtures: Readonly<Record<string, FaultFixture>>;

before(async () => {
  const sandbox = await startSandbox();
  data = smallData(sandbox.data);
  await sandbox.close();
  fixtures = faultFixtures(data);
});

for (const { id } of sources) {
  describe(`${id}, whatever the services do`, () => matrix(id));
}

interface Run extends Result {
  /** The faults that happened. */
  readonly happened: ReadonlySet<string>;
}

async function runWith(id: string, { spec, parameters = [], realTime }: Fault): Promise<Run> {
  const { operation, parameters: own } = fixtureOf(id);
  const happened = new Set<string>();
  const sandbox = await startSandbox({
    ...data,
    faults: spec.replaceAll(eventOperation, operation),
    log: (line) => {
      for (const [, name = ""] of line.matchAll(/ \(([a-z-]+)\)/g)) happened.add(name);
    },
  });
  try {
    // With all that can be said, so that a secret in it would show.
    const argv = [...own, ...parameters, "-f", "ndjson", "--debug"];
    const run = await runHere(argv, { env: sandbox.environment, realTime: realTime === true });
    assertNoSecret(run.stderr, sandbox.environment);
    return { ...run, happened };
  } finally {
    await sandbox.close();
  }
}

/** Neither what the environment holds nor anything that looks like a token or a signature that was got on the way. */
function assertNoSecret(stderr: string, environment: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (/SECRET|TOKEN|ACCESS_KEY/.test(name)) assert.ok(!stderr.includes(value), `stderr has ${name}`);
  }
  assert.doesNotMatch(stderr, /(?:bearer|basic) [\w+/=-]{12,}|signature=(?!\*)|[\w-]{60,}/i);
}

function fixtureOf(id: string): FaultFixture {
  const fixture = fixtures[id];
  assert.ok(fixture !== undefined, `no fixture for ${id}`);
  return fixture;
}

function matrix(id: string): void {
  let usual: Result;

  before(async () => {
    usual = await runWith(id, { spec: "", outcome: "exact" });
    assert.equal(usual.code, 0, usual.stderr);
    assert.deepEqual(linesOf(usual.stdout).map(rawTextOf), fixtureOf(id).texts);
    assert.ok(fixtureOf(id).texts.length > 100);
  });

  for (const fault of faults) {
    const outcome = typeof fault.outcome === "object" ? fault.outcome[id] : fault.outcome;
    it(`${fault.spec} → ${outcome === "exact" ? "exit 0, all exactly once" : outcome === "named" ? "exit 6, the rest" : `exit ${outcome}`}`, async () => {
      const run = await runWith(id, fault);
      for (const [name = ""] of fault.spec.matchAll(/(?<=^|,)[a-z-]+/g)) {
        if (name !== "skewed-clock") assert.ok(run.happened.has(name), `${name} did not happen`);
      }
      if (outcome === "exact") exact(id, fault, run, usual);
      else if (outcome === "named") named(id, run, usual);
      else if (outcome === 75) beginnings(id, run, usual);
      else assert.ok(usual.stdout.startsWith(run.stdout), "what was delivered is no beginning of the export");
      const code = outcome === "exact" ? 0 : outcome === "named" ? 6 : outcome;
      assert.equal(run.code, code, run.stderr);
      assert.match(run.stderr, fault.says ?? /./);
      assert.doesNotMatch(run.stderr, /this should not have happened/);
    });
  }
}

describe("a host that", () => {
  for (const { id } of sources) {
    for (const [what, host, port, reason] of [
      ["refuses connections", "127.0.0.1", 1025, /ECONNREFUSED/],
      ["has no address", "no-such-host.invalid", 80, /ENOTFOUND|EAI_AGAIN/],
    ] as const) {
      it(`${what} ends ${id} with 75, after all tries`, async () => {
        const sandbox = await startSandbox(data);
        await sandbox.close();
        const { parameters, toHost } = fixtureOf(id);
        const env = { ...sandbox.environment, ...toHost(host, port) };
        const { code, stdout, stderr } = await runHere([...parameters, "--max-attempts", "3", "--debug"], { env });
        assert.deepEqual([code, stdout], [75, ""], stderr);
        assert.match(stderr, reason);
        assert.ok(stderr.split("failed").length > 3, "it was not tried three times");
        assertNoSecret(stderr, sandbox.environment);
      });
    }
  }
});

describe("200 cases of which one is refused", () => {
  it("are exported, 199 of them, and the one is named", async () => {
    const sandbox = await startSandbox({ faults: "denied:every=100:times=1:on=GetCaseAuditEvents" });
    try {
      const { code, stdout, stderr } = await runHere(["cases", "--all", "--fields", "scope.caseId"], {
        env: sandbox.environment,
      });
      assert.equal(code, 6, stderr);
      const { cases } = sandbox.data.cases.domains[0] ?? { cases: [] };
      assert.equal(cases.length, 200);
      const refused = /could not read case (\S+): AccessDenied/.exec(stderr)?.[1];
      const counts = new Map<string, number>();
      for (const line of linesOf(stdout)) counts.set(line, (counts.get(line) ?? 0) + 1);
      for (const { caseId, events } of cases) {
        const count = counts.get(JSON.stringify({ "scope.caseId": caseId })) ?? 0;
        if (caseId === refused) assert.ok(count < events.length);
        else assert.equal(count, events.length, caseId);
      }
      assert.ok(
        cases.some(({ caseId }) => caseId === refused),
        stderr,
      );
    } finally {
      await sandbox.close();
    }
  });
});

function exact(id: string, { spec }: Fault, run: Run, usual: Result): void {
  assert.equal(run.code, 0, run.stderr);
  if (!spec.startsWith("odd-events")) {
    assert.ok(run.stdout === usual.stdout, `the output differs\n${run.stderr}`);
    return;
  }
  const { texts, shape } = fixtureOf(id);
  const lines = linesOf(run.stdout);
  // An event without a readable time comes with the first window that has it.
  assert.deepEqual(
    lines.map(rawTextOf).toSorted(),
    texts.map((text) => (isOdd(text, 3) ? oddEvent(text, shape) : text)).toSorted(),
  );
  assert.equal(new Set(lines.map((line) => (JSON.parse(line) as { readonly id: string }).id)).size, texts.length);
}

/** Every slice is named, and of each there is a beginning. */
function beginnings(id: string, run: Run, usual: Result): void {
  const { sliceOf } = fixtureOf(id);
  const slices = new Set(linesOf(usual.stdout).map(sliceOf));
  for (const slice of slices) assert.ok(run.stderr.includes(slice), `${slice} is not named:\n${run.stderr}`);
  const lines = new Set(linesOf(usual.stdout));
  for (const line of linesOf(run.stdout)) assert.ok(lines.has(line), "an event that an export without faults lacks");
}

/** All that lacks is of slices that stderr names, and of those there is a beginning. */
function named(id: string, { stdout, stderr }: Run, usual: Result): void {
  const { sliceOf } = fixtureOf(id);
  const lines = linesOf(stdout);
  const missing = new Map<string, string>();
  let at = 0;
  for (const line of linesOf(usual.stdout)) {
    const slice = sliceOf(line);
    if (lines[at] === line) {
      assert.ok(!missing.has(slice), `an event of ${slice} after one that lacks`);
      at += 1;
    } else missing.set(slice, line);
  }
  assert.equal(at, lines.length, "there are events that an export without faults does not have");
  assert.ok(missing.size > 0, "nothing lacks");
  const errors = linesOf(stderr).filter((line) => line.startsWith("error: "));
  for (const slice of missing.keys()) {
    assert.ok(
      errors.some((line) => line.includes(slice)),
      `${slice} is not named:\n${stderr}`,
    );
  }
  assert.ok(errors.length < new Set(linesOf(usual.stdout).map(sliceOf)).size, "all slices failed");
}
