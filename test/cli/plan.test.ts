import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Policy } from "../../src/core/planning.ts";
import { auditEvent, auditEvents, casesDataWith, caseWith, domainWith } from "../../src/sandbox/cases/build.ts";
import { codeCatalystDataWith, spaceEvents, spaceWith } from "../../src/sandbox/codecatalyst/build.ts";
import { auditMessages, genesysDataWith } from "../../src/sandbox/genesys/build.ts";
import { caseEdits, incidentsDataWith, incidentWith } from "../../src/sandbox/incidents/build.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { runBare } from "../support/bare-run.ts";
import { linesOf } from "../support/invocation.ts";

interface Plan {
  readonly slices: readonly { readonly key: string; readonly label: string; readonly since: string | null }[];
  readonly calls: {
    readonly total: number;
    readonly operations: Readonly<Record<string, number>>;
  } | null;
  readonly seconds: number | null;
  readonly permissions: { readonly policy: Policy | null; readonly role?: string; readonly permission?: string };
  readonly failure: { readonly code: number } | null;
}

/** Of a field that no list has, so that it is looked up by itself. */
const odd = auditEvent({ eventId: "odd", fields: [{ eventFieldId: "gone", newValue: { stringValue: "x" } }] });
const cases = casesDataWith(
  caseWith({ caseId: "case-1", events: [...auditEvents(30), odd] }),
  ...Array.from({ length: 120 }, (_, index) => caseWith({ caseId: `empty-${index}` })),
);
const incidents = incidentsDataWith(
  incidentWith({ caseId: "1000000001", edits: caseEdits(30) }),
  ...Array.from({ length: 29 }, (_, index) => incidentWith({ caseId: String(2_000_000_000 + index) })),
);
const codecatalyst = codeCatalystDataWith(spaceWith({ name: "SpaceOne", events: spaceEvents(300) }));
const genesysData = genesysDataWith(auditMessages(40));

let log: string[] = [];
let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ cases, incidents, codecatalyst, genesys: genesysData, log: (line) => log.push(line) });
});
after(() => sandbox.close());

/** How often each operation was asked for since the last time; a login is none. */
function asked(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const operation of log.map((line) => line.split(" ")[2] ?? "").filter((name) => name !== "token")) {
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
  }
  log = [];
  return counts;
}

function environment(): Readonly<Record<string, string | undefined>> {
  return { ...sandbox.environment, AUDIT_EXPORT_DOMAIN_ID: undefined, AUDIT_EXPORT_SPACE: undefined };
}

async function plan(parameters: readonly string[], env = environment()) {
  const { code, stdout, stderr } = await runBare(["plan", ...parameters, "-f", "json"], env);
  return { code, stderr, ...(JSON.parse(stdout) as Plan) };
}

const genesysWindow = ["--since", "2026-03-01", "--until", "2026-03-03"];

describe("plan", () => {
  const exports: readonly (readonly string[])[] = [
    ["cases", "--all"],
    ["cases", "--all", "--domain-id", "domain-1"],
    ["cases", "--all", "--no-field-names"],
    ["cases", "--case-id", "case-1"],
    ["cases", "--case-id", "case-1", "--domain-id", "domain-1", "--no-field-names"],
    ["incidents", "--all"],
    ["incidents", "--case-id", "1000000001"],
    ["codecatalyst", "--since", "2026-10-31", "--until", "2026-11-03"],
    ["codecatalyst", "--space", "SpaceOne"],
    ["genesys", ...genesysWindow],
    ["genesys", "realtime", ...genesysWindow],
    ["genesys", "related", "audit-1"],
    ["genesys", "services"],
    ["genesys", "services", "--realtime"],
  ];
  for (const parameters of exports) {
    it(`names the operations that ${parameters.join(" ")} asks for, and no others`, async () => {
      const planned = await plan(parameters);
      const listing = asked();
      const exported = await runBare([...parameters, "-q", "-f", "ndjson"], environment());
      // Realtime has nothing of 2026-03 any more, and says so.
      assert.ok([0, 6].includes(exported.code ?? 1), exported.stderr);
      const made = asked();
      const operations = Object.keys(planned.calls?.operations ?? {});
      assert.deepEqual(operations.toSorted(), [...made.keys()].toSorted());
      for (const [operation, count] of Object.entries(planned.calls?.operations ?? {})) {
        assert.ok(count <= (made.get(operation) ?? 0), `${operation}: ${count} at least, ${made.get(operation)} made`);
      }
      for (const operation of listing.keys()) assert.ok(!/Audit(?:Events|sQuery$)|Edits|EventLogs/.test(operation));
      const { policy } = planned.permissions;
      if (policy === null) return;
      const actions = policy.Statement.flatMap(({ Action }) => Action.map((action) => action.split(":")[1] ?? ""));
      assert.deepEqual(actions.toSorted(), [...made.keys()].toSorted());
      assert.equal(new Set(actions).size, actions.length);
    });
  }

  it("names those of a query that was submitted earlier", async () => {
    await runBare(["genesys", ...genesysWindow, "-q"], environment());
    const path = log.find((line) => line.includes("/results"))?.split(" ")[1] ?? "";
    const id = path.split("/").at(-2) ?? "";
    asked();
    for (const command of ["status", "results"]) {
      const { calls } = await plan(["genesys", command, id]);
      assert.equal((await runBare(["genesys", command, id], environment())).code, 0);
      assert.deepEqual(Object.keys(calls?.operations ?? {}).toSorted(), [...asked().keys()].toSorted());
    }
  });

  it("narrows the policy to what the options say, and writes it without asking anybody", async () => {
    async function policyOf(
      ...parameters: readonly string[]
    ): Promise<readonly (readonly [string, readonly string[]])[]> {
      const { code, stdout } = await runBare(["plan", ...parameters, "-f", "policy"], { HOME: "/nonexistent" });
      assert.equal(code, 0);
      const { Statement } = JSON.parse(stdout) as Policy;
      return Statement.map(({ Action, Resource }) => [Action.join(" "), Resource] as const);
    }

    log = [];
    const place = ["--domain-id", "D", "--region", "cn-north-1"];
    assert.deepEqual(await policyOf("cases", "--case-id", "A", "--no-field-names", ...place), [
      [
        "cases:GetCaseAuditEvents",
        ["arn:aws-cn:cases:cn-north-1:*:domain/D", "arn:aws-cn:cases:cn-north-1:*:domain/D/case/A"],
      ],
    ]);
    assert.deepEqual(await policyOf("cases", "--all"), [
      ["cases:ListDomains", ["*"]],
      ["cases:SearchCases cases:ListFields", ["arn:aws:cases:*:*:domain/*"]],
      ["cases:GetCaseAuditEvents", ["arn:aws:cases:*:*:domain/*", "arn:aws:cases:*:*:domain/*/case/*"]],
      ["cases:BatchGetField", ["arn:aws:cases:*:*:domain/*", "arn:aws:cases:*:*:domain/*/field/*"]],
    ]);
    // What IAM would take for a pattern or a variable is no name.
    for (const hostile of ["a*", "${aws:username}", "a?", "../x", '"'])
      assert.deepEqual((await policyOf("cases", "--case-id", hostile, "--no-field-names", ...place))[0]?.[1], [
        "arn:aws-cn:cases:cn-north-1:*:domain/D",
        "arn:aws-cn:cases:cn-north-1:*:domain/D/case/*",
      ]);
    assert.deepEqual(await policyOf("incidents", "--case-id", "1000000001", "--region", "eu-west-1"), [
      ["security-ir:ListCaseEdits", ["arn:aws:security-ir:eu-west-1:*:case/1000000001"]],
    ]);
    assert.deepEqual(log, []);
    const found = await plan(["cases", "--all"]);
    assert.match(found.permissions.policy?.Statement.at(-1)?.Resource[1] ?? "", /:domain\/domain-1\/field\/\*$/);
  });

  it("says what stands for a policy where there is none, and what is no export", async () => {
    for (const [source, words] of [
      ["codecatalyst", /role Space administrator/],
      ["genesys", /permission audits:audit:view and the scope audits:readonly/],
    ] as const) {
      const { code, stdout, stderr } = await runBare(["plan", source, "-f", "policy"], environment());
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, words);
    }
    assert.equal((await plan(["codecatalyst"])).permissions.role, "Space administrator");
    const { code, stderr } = await runBare(["plan", "cases", "-f", "policy"], environment());
    assert.equal(code, 2);
    assert.match(stderr, /which cases\?/);
    assert.equal((await runBare(["plan", "genesys", "nope"], environment())).code, 2);
    const misplaced = await runBare(["plan", "genesys", "--since", "7d", "realtime"], environment());
    assert.equal(misplaced.code, 2);
    assert.match(misplaced.stderr, /--since stands before 'realtime'/);
  });

  it("cuts windows as the export does, to the millisecond", async () => {
    const { slices } = await plan(["genesys", "--since", "30d"]);
    assert.equal(slices.length, 5);
  });

  it("estimates by the quotas, and shows the first slices, for people", async () => {
    const { slices, calls, seconds } = await plan(["cases", "--all", "--no-field-names"]);
    assert.equal(slices.length, 121);
    assert.deepEqual(calls?.operations, { ListDomains: 1, SearchCases: 4, GetCaseAuditEvents: 121 });
    // 121 requests, 10 of them at once, at 2 a second; the others are within what may come at once.
    assert.ok(seconds !== null && seconds >= 55.5 && seconds <= 58, String(seconds));
    const { code, stdout, stderr } = await runBare(["plan", "cases", "--all"], {
      ...environment(),
      AUDIT_EXPORT_FORMAT: "csv",
    });
    assert.deepEqual([code, stderr], [0, ""]);
    const lines = linesOf(stdout);
    assert.equal(lines[0], "121 cases");
    assert.equal(lines.filter((line) => /^ {2}case /.test(line)).length, 20);
    assert.match(stdout, /^ {2}and 101 more; -f json has all$/m);
    assert.match(stdout, /^at least 127 requests, at least 5\d s$/m);
    for (const line of lines.filter((each) => !each.includes("arn:"))) assert.ok(line.length <= 80, line);
    const policy = JSON.parse(stdout.slice(stdout.indexOf("\n{"))) as Policy;
    assert.equal(policy.Version, "2012-10-17");
  });

  it("gives windows their times", async () => {
    const { slices } = await plan(["codecatalyst", "--since", "2026-10-31", "--until", "2026-11-02"]);
    assert.deepEqual(
      slices.map(({ since }) => since),
      ["2026-10-31T00:00:00Z", "2026-11-01T00:00:00Z"],
    );
  });

  it("still says what is to be allowed when the list is refused", async () => {
    const faulty = await startSandbox({ ...sandbox.data, faults: "denied:every=1:on=SearchCases" });
    try {
      const env = { ...faulty.environment, AUDIT_EXPORT_DOMAIN_ID: "domain-1" };
      const refused = await plan(["cases", "--all"], env);
      assert.equal(refused.code, 4);
      assert.deepEqual([refused.failure?.code, refused.calls, refused.seconds], [4, null, null]);
      assert.ok(JSON.stringify(refused.permissions.policy).includes("cases:SearchCases"));
      assert.match(refused.stderr, /^error: could not list the cases .*\n {2}next: .*cases:SearchCases\n$/);
      const { code, stdout } = await runBare(["plan", "cases", "--all"], env);
      assert.equal(code, 4);
      assert.match(stdout, /^no cases could be listed\n\nhow many there are.*"cases:SearchCases"/s);
    } finally {
      await faulty.close();
    }
    const several = await startSandbox({
      ...sandbox.data,
      cases: { domains: ["one", "two"].map((domainId) => domainWith({ domainId })) },
    });
    try {
      const env = { ...several.environment, AUDIT_EXPORT_DOMAIN_ID: undefined };
      assert.equal((await runBare(["plan", "cases", "--all"], env)).code, 2);
    } finally {
      await several.close();
    }
    const { code, stdout } = await runBare(["plan", "genesys"], { HOME: "/nonexistent" });
    assert.equal(code, 4);
    assert.match(stdout, /permission audits:audit:view/);
  });
});
