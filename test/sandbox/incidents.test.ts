import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { caseEdits, incidentsDataWith, incidentWith } from "../../src/sandbox/incidents/build.ts";
import { wellKnownIncidents } from "../../src/sandbox/incidents/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import {
  GetCaseCommand,
  ListCaseEditsCommand,
  ListCasesCommand,
  ResourceNotFoundException,
  type SecurityIRClient,
  SecurityIncidentResponseNotActiveException,
  ValidationException,
} from "../../src/sources/incidents/client/index.ts";
import { runCli } from "../support/cli.ts";
import { rawTextOf, linesOf } from "../support/invocation.ts";
import { allCases, allEdits, clientOf, failureOf, incidentOf, secondsOf } from "./incidents-support.ts";

let sandbox: Sandbox;
let client: SecurityIRClient;
before(async () => {
  sandbox = await startSandbox();
  client = clientOf(sandbox);
});
after(async () => {
  client.destroy();
  await sandbox.close();
});

const { single, twins } = wellKnownIncidents;

describe("ListCaseEdits", () => {
  for (const [caseId, count, pages] of [
    [wellKnownIncidents.empty, 0, 1],
    [single, 1, 1],
    [wellKnownIncidents.fullPage, 25, 1],
    [wellKnownIncidents.pageAndOne, 26, 2],
    [twins, 77, 4],
    [wellKnownIncidents.largest, 640, 26],
  ] as const) {
    it(`gives each of ${count} edits once on ${pages} pages, and their number on each`, async () => {
      const listing = await allEdits(client, caseId);
      assert.deepEqual([listing.items.length, listing.pages], [count, pages]);
      assert.deepEqual(new Set(listing.totals), new Set([count]));
      const { edits } = incidentOf(sandbox.data.incidents.cases, caseId);
      assert.deepEqual(
        listing.items.map(({ message }) => message),
        edits.map((text) => (JSON.parse(text) as { message: string }).message),
      );
      assert.deepEqual(
        listing.items.map(({ eventTimestamp }) => eventTimestamp?.getTime()),
        edits.map((text) => Math.round(secondsOf(text) * 1000)),
      );
    });
  }

  it("gives the same edits over pages of any size", async () => {
    const usual = await allEdits(client, twins);
    for (const size of [1, 7, 24, 25]) {
      const { items, pages } = await allEdits(client, twins, size);
      assert.deepEqual(items, usual.items);
      assert.equal(pages, Math.ceil(77 / size));
    }
  });

  it("takes a token without characters for the beginning, and no token of another listing", async () => {
    const first = await client.send(new ListCaseEditsCommand({ caseId: twins, nextToken: "" }));
    assert.equal(first.items?.length, 25);
    for (const input of [
      { caseId: wellKnownIncidents.largest, nextToken: first.nextToken },
      { caseId: twins, nextToken: first.nextToken, maxResults: 7 },
      { caseId: twins, nextToken: `${first.nextToken}A` },
      { caseId: twins, nextToken: "made up" },
    ]) {
      const failure = await failureOf(client.send(new ListCaseEditsCommand(input)));
      assert.ok(failure instanceof ValidationException);
      assert.deepEqual([failure.message, failure.reason], ["The nextToken is not valid for this request.", "OTHER"]);
    }
  });
});

describe("ListCases and GetCase", () => {
  it("list every case once, whatever the page size, and their number on each page", async () => {
    const { cases } = sandbox.data.incidents;
    for (const [size, pages] of [
      [undefined, 3],
      [25, 3],
      [7, 9],
    ] as const) {
      const listing = await allCases(client, size);
      assert.deepEqual(
        listing.items.map(({ caseId }) => caseId),
        cases.map(({ caseId }) => caseId),
      );
      assert.deepEqual([listing.pages, ...new Set(listing.totals)], [pages, 60]);
    }
  });

  it("say the same of a case, and never more than the model has", async () => {
    for (const listed of (await allCases(client)).items) {
      const found = await client.send(new GetCaseCommand({ caseId: listed.caseId }));
      assert.match(listed.caseArn ?? "", /^arn:aws:security-ir:\w+?-\w+?-\d+:[0-9]{12}:case\/[0-9]{10}$/);
      assert.deepEqual(
        [found.title, found.caseArn, found.caseStatus, found.createdDate, found.lastUpdatedDate, found.closedDate],
        [
          listed.title,
          listed.caseArn,
          listed.caseStatus,
          listed.createdDate,
          listed.lastUpdatedDate,
          listed.closedDate,
        ],
      );
      assert.equal(listed.closedDate !== undefined, listed.caseStatus === "Closed");
    }
  });
});

describe("what is refused", () => {
  it("a case that is not there", async () => {
    for (const command of [
      new ListCaseEditsCommand({ caseId: "9999999999" }),
      new ListCaseEditsCommand({ caseId: `${single}x` }),
    ]) {
      const failure = await failureOf(client.send(command));
      assert.ok(failure instanceof ResourceNotFoundException);
      assert.match(failure.message, /^Case not found: /);
    }
    const failure = await failureOf(client.send(new GetCaseCommand({ caseId: "9999999999" })));
    assert.ok(failure instanceof ResourceNotFoundException);
  });

  it("what is outside the model's constraints, with the field and the reason", async () => {
    for (const [input, name] of [
      [{ caseId: "123456789" }, "caseId"],
      [{ caseId: "1".repeat(33) }, "caseId"],
      [{ caseId: "case-1234567890" }, "caseId"],
      [{ caseId: single, maxResults: 0 }, "maxResults"],
      [{ caseId: single, maxResults: 26 }, "maxResults"],
      [{ caseId: single, nextToken: "x".repeat(2001) }, "nextToken"],
    ] as const) {
      const failure = await failureOf(client.send(new ListCaseEditsCommand(input)));
      assert.ok(failure instanceof ValidationException, JSON.stringify(input));
      assert.equal(failure.reason, "FIELD_VALIDATION_FAILED");
      assert.equal(failure.fieldList?.[0]?.name, name);
      assert.match(failure.fieldList?.[0]?.message ?? "", /^Member must /);
    }
    const failure = await failureOf(client.send(new ListCasesCommand({ maxResults: 26, nextToken: "x".repeat(2001) })));
    assert.ok(failure instanceof ValidationException);
    assert.deepEqual(
      failure.fieldList?.map(({ name }) => name),
      ["maxResults", "nextToken"],
    );
  });

  it("another region than the membership's, and the program says so with 78", async () => {
    const abroad = clientOf(sandbox, { region: "us-east-1" });
    const failure = await failureOf(abroad.send(new ListCasesCommand({})));
    abroad.destroy();
    assert.ok(failure instanceof SecurityIncidentResponseNotActiveException);
    const { code, stderr } = await runCli(["incidents", "--all", "--region", "us-east-1"], {
      env: sandbox.environment,
    });
    assert.equal(code, 78);
    assert.match(stderr, /--region/);
  });

  it("a wrong secret, and a signature for another service", async () => {
    const stranger = clientOf(sandbox, { secretAccessKey: "wrong" });
    assert.equal((await failureOf(stranger.send(new ListCasesCommand({})))).name, "InvalidSignatureException");
    stranger.destroy();
    const authorization = `AWS4-HMAC-SHA256 Credential=x/20261101/eu-central-1/cases/aws4_request, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`;
    const answer = await fetch(`${sandbox.url}/v1/list-cases`, {
      method: "POST",
      body: "{}",
      headers: { authorization },
    });
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /correct service: 'security-ir'/);
    assert.equal((await fetch(`${sandbox.url}/v1/list-cases`, { method: "POST", body: "{}" })).status, 403);
    assert.equal((await fetch(`${sandbox.url}/v1/list-cases`)).status, 405);
  });
});

describe("odd edits", () => {
  it("go out byte for byte, and come through the program so", async () => {
    const odd = [
      `{"eventTimestamp": 1.0e0,"message":"\\ud800 half","x":12345678901234567890}`,
      `{ }`,
      ...caseEdits(30),
    ];
    const data = incidentsDataWith(incidentWith({ caseId: "1234567890", edits: odd }));
    const own = await startSandbox({ incidents: data });
    const { code, stdout } = await runCli(["incidents", "--all"], { env: own.environment });
    await own.close();
    assert.equal(code, 0);
    assert.deepEqual(linesOf(stdout).map(rawTextOf), odd);
  });
});
