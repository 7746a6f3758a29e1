import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import {
  type ConnectCasesClient,
  type ConnectCasesServiceException,
  ListDomainsCommand,
  ListFieldOptionsCommand,
  GetCaseAuditEventsCommand,
  SearchCasesCommand,
} from "@aws-sdk/client-connectcases";
import type { HttpRequest } from "@smithy/core/protocols";
import { auditEvents, caseWith, casesDataWith, domainWith } from "../../src/sandbox/cases/build.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { clientOf, failureOf, tamper } from "./support.ts";

// Ids that a signature must encode twice, and characters that encoders disagree on.
const oddId = "a b/c%2F+(é)'*!~;=&?日本";

/** What the sandbox has never seen; made up anew in each run. */
const ownCredentials = { accessKeyId: `own-${randomUUID()}`, secretAccessKey: randomUUID() };

let sandbox: Sandbox;
before(async () => {
  const cases = [caseWith({ caseId: oddId, events: auditEvents(2) })];
  const data = { domains: [...casesDataWith().domains, domainWith({ domainId: oddId, cases })] };
  sandbox = await startSandbox({ cases: data });
});
after(() => sandbox.close());

/** The error after this change to a signed request. */
async function failureAfter(change: (request: HttpRequest) => void): Promise<ConnectCasesServiceException> {
  return refusedWith(tamper(clientOf(sandbox), "after", change));
}

async function refusedWith(client: ConnectCasesClient): Promise<ConnectCasesServiceException> {
  const call = client.send(new SearchCasesCommand({ domainId: "domain-1", maxResults: 3 }));
  const failure = await failureOf(call);
  assert.equal(failure.$metadata.httpStatusCode, 403);
  client.destroy();
  return failure;
}

function authorization(pattern: RegExp, replacement: (found: string) => string): (request: HttpRequest) => void {
  return (request) => {
    const header = request.headers["authorization"] ?? "";
    assert.match(header, pattern);
    request.headers["authorization"] = header.replace(pattern, replacement);
  };
}

describe("a signature of the real client is good", () => {
  it("over odd characters in the path, the query and the body", async () => {
    const client = clientOf(sandbox);
    const page = await client.send(new GetCaseAuditEventsCommand({ domainId: oddId, caseId: oddId, maxResults: 1 }));
    assert.equal(page.auditEvents?.[0]?.eventId, "event-1");
    const input = { domainId: "domain-1", fieldId: "status", values: [oddId], maxResults: 7 };
    assert.deepEqual((await client.send(new ListFieldOptionsCommand(input))).options, []);
    const found = await client.send(new SearchCasesCommand({ domainId: oddId, searchTerm: "A B/C%2F+(É)" }));
    assert.equal(found.totalCount, 1);
    client.destroy();
  });

  it("when the clocks differ by less than five minutes, and through the client's own correction when by more", async () => {
    for (const systemClockOffset of [-290_000, 290_000]) {
      const client = clientOf(sandbox, { systemClockOffset });
      await client.send(new ListDomainsCommand({}));
      client.destroy();
    }
    const client = clientOf(sandbox, { systemClockOffset: -3_600_000 });
    await failureOf(client.send(new ListDomainsCommand({})));
    await client.send(new ListDomainsCommand({}));
    client.destroy();
  });

  it("with other header values than plain ones", async () => {
    const client = tamper(clientOf(sandbox), "before", (request) => {
      request.headers["x-amz-meta-odd"] = "  two   spaces,  and a tab\t end ";
    });
    await client.send(new ListDomainsCommand({}));
    client.destroy();
  });
});

describe("a signature is checked", () => {
  const mismatch = "The request signature we calculated does not match the signature you provided.";
  const rows: readonly (readonly [what: string, change: (request: HttpRequest) => void])[] = [
    ["the body", (request) => (request.body = '{"maxResults":4}')],
    ["the path", (request) => (request.path = "/domains/domain-2/cases-search")],
    ["the query", (request) => (request.query = { maxResults: "4" })],
    ["a signed header", (request) => (request.headers["host"] = "127.0.0.1:1")],
    ["the signature", authorization(/[0-9a-f]$/, (digit) => (digit === "0" ? "1" : "0"))],
    ["the region", authorization(/eu-central-1/, () => "eu-central-2")],
    ["the list of headers", authorization(/SignedHeaders=/, () => "SignedHeaders=accept;")],
  ];
  for (const [what, change] of rows) {
    it(`${what} changed afterwards is an InvalidSignatureException`, async () => {
      const failure = await failureAfter(change);
      assert.equal(failure.name, "InvalidSignatureException");
      assert.equal(failure.message, mismatch);
    });
  }

  it("a wrong secret is an InvalidSignatureException", async () => {
    const failure = await refusedWith(clientOf(sandbox, { secretAccessKey: randomUUID() }));
    assert.equal(failure.name, "InvalidSignatureException");
    assert.equal(failure.message, mismatch);
  });

  it("none is a MissingAuthenticationTokenException", async () => {
    const failure = await failureAfter((request) => delete request.headers["authorization"]);
    assert.equal(failure.name, "MissingAuthenticationTokenException");
    assert.equal(failure.message, "Missing Authentication Token");
  });
});

describe("people may use credentials of their own", () => {
  it("whose secret nobody knows here", async () => {
    const client = clientOf(sandbox, ownCredentials);
    assert.equal((await client.send(new ListDomainsCommand({}))).domains?.length, 2);
    client.destroy();
  });

  // With a key that is not the sandbox's the signature itself is not compared, so each row is about the form alone.
  const rows: readonly (readonly [
    what: string,
    type: string,
    message: RegExp,
    change: (request: HttpRequest) => void,
  ])[] = [
    ["no key", "IncompleteSignatureException", /form <access key id>/, authorization(/=own-[^/]+\//, () => "=/")],
    [
      "another algorithm",
      "IncompleteSignatureException",
      /requires the algorithm/,
      authorization(/^AWS4-HMAC-SHA256/, () => "Bearer"),
    ],
    [
      "a scope too short",
      "IncompleteSignatureException",
      /form <access key id>/,
      authorization(/\/aws4_request/, () => ""),
    ],
    [
      "no credential",
      "IncompleteSignatureException",
      /requires 'Credential'/,
      authorization(/Credential=/, () => "Creds="),
    ],
    ["no signature", "IncompleteSignatureException", /requires 'Signature'/, authorization(/, Signature=.*/, () => "")],
    [
      "no list of headers",
      "IncompleteSignatureException",
      /requires 'SignedHeaders'/,
      authorization(/SignedHeaders=[^,]*/, () => "SignedHeaders="),
    ],
    ["a signature too short", "IncompleteSignatureException", /64 hexadecimal/, authorization(/.$/, () => "")],
    [
      "a signature in upper case",
      "IncompleteSignatureException",
      /64 hexadecimal/,
      authorization(/Signature=./, () => "Signature=F"),
    ],
    ["no date", "IncompleteSignatureException", /X-Amz-Date/, (request) => delete request.headers["x-amz-date"]],
    [
      "a date of another form",
      "IncompleteSignatureException",
      /X-Amz-Date/,
      (request) => (request.headers["x-amz-date"] = "2026-11-01T00:00:00Z"),
    ],
    [
      "a date that is none",
      "IncompleteSignatureException",
      /is not a time/,
      (request) => (request.headers["x-amz-date"] = "20261399T000000Z"),
    ],
    [
      "another service",
      "InvalidSignatureException",
      /correct service: 'cases'/,
      authorization(/\/cases\//, () => "/s3/"),
    ],
    [
      "another terminator",
      "InvalidSignatureException",
      /valid terminator/,
      authorization(/aws4_request/, () => "aws5_request"),
    ],
    [
      "another day",
      "InvalidSignatureException",
      /^Date in Credential scope does not match/,
      authorization(/\/\d{8}\//, () => "/20200101/"),
    ],
    ["host unsigned", "InvalidSignatureException", /'host' must be a 'SignedHeader'/, authorization(/host;/, () => "")],
    ["the date unsigned", "InvalidSignatureException", /'x-amz-date' must be/, authorization(/;x-amz-date/, () => "")],
  ];
  for (const [what, type, message, change] of rows) {
    it(`but not with ${what}`, async () => {
      const client = clientOf(sandbox, ownCredentials);
      const failure = await refusedWith(tamper(client, "after", change));
      assert.equal(failure.name, type);
      assert.match(failure.message, message);
    });
  }

  it("but not of ten minutes ago, nor of in ten minutes", async () => {
    const old = await refusedWith(clientOf(sandbox, { ...ownCredentials, systemClockOffset: -600_000 }));
    assert.equal(old.name, "InvalidSignatureException");
    assert.match(
      old.message,
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
    );
    const early = await refusedWith(clientOf(sandbox, { ...ownCredentials, systemClockOffset: 600_000 }));
    assert.match(early.message, /^Signature not yet current: .* \+ 5 min\.\)$/);
  });
});
