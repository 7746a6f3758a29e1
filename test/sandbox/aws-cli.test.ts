import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { wellKnownCases } from "../../src/sandbox/cases/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { aws, type Outcome, whyNoAws } from "../support/aws-cli.ts";
import { domainIdOf } from "./support.ts";

describe("the real AWS CLI", { skip: await whyNoAws("connectcases", "get-case-audit-events") }, () => {
  let sandbox: Sandbox;
  let domainId: string;
  before(async () => {
    sandbox = await startSandbox();
    domainId = domainIdOf(sandbox);
  });
  after(() => sandbox.close());

  async function cases(...parameters: readonly string[]): Promise<Outcome> {
    return aws(["connectcases", ...parameters], sandbox.environment);
  }

  function audit(caseId: string, ...parameters: readonly string[]): Promise<Outcome> {
    return cases("get-case-audit-events", "--domain-id", domainId, "--case-id", caseId, ...parameters);
  }

  it("stops after the first 25 events and goes on with their token", async () => {
    const first = await audit(wellKnownCases.pageAndOne);
    assert.equal(first.code, 0, first.stderr);
    const page = JSON.parse(first.stdout);
    assert.equal(page.auditEvents.length, 25);
    const second = JSON.parse((await audit(wellKnownCases.pageAndOne, "--next-token", page.nextToken)).stdout);
    const ids = [...page.auditEvents, ...second.auditEvents].map(
      (event: { readonly eventId: string }) => event.eventId,
    );
    const wanted = sandbox.data.cases.domains[0]?.cases.find((found) => found.caseId === wellKnownCases.pageAndOne);
    assert.deepEqual(
      ids,
      wanted?.events.map((text) => JSON.parse(text).eventId),
    );
    assert.equal(second.nextToken, undefined);
  });

  it("pages through a search by itself, and prints the first page of the largest case", async () => {
    const [found, events] = await Promise.all([
      cases("search-cases", "--domain-id", domainId, "--fields", "id=title", "id=summary", "--page-size", "80"),
      audit(wellKnownCases.largest),
    ]);
    assert.equal(found.code, 0, found.stderr);
    const listed = JSON.parse(found.stdout).cases;
    assert.equal(new Set(listed.map((item: { readonly caseId: string }) => item.caseId)).size, 200);
    assert.equal(JSON.parse(events.stdout).auditEvents.length, 25);
  });

  it("reports errors as it does the service's own", async () => {
    const [missing, refused] = await Promise.all([
      cases("get-domain", "--domain-id", "gone"),
      audit(wellKnownCases.single, "--max-results", "26"),
    ]);
    assert.notEqual(missing.code, 0);
    assert.match(
      missing.stderr,
      /\(ResourceNotFoundException\) when calling the GetDomain operation: Domain not found: gone/,
    );
    assert.notEqual(refused.code, 0);
    assert.match(refused.stderr, /\(ValidationException\).*Value '26' at 'maxResults' failed/);
  });
});
