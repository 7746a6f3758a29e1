import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  type ConnectCasesClient,
  GetCaseAuditEventsCommand,
  GetCaseCommand,
  ListDomainsCommand,
  ListFieldsCommand,
  SearchCasesCommand,
} from "@aws-sdk/client-connectcases";
import { auditEvents, caseWith, casesDataWith, domainWith } from "../../src/sandbox/cases/build.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { assertFails, clientOf } from "./support.ts";

const cases = ["case-1", "case-2"].map((caseId) => caseWith({ caseId, events: auditEvents(60) }));
const data = { domains: [...casesDataWith(...cases).domains, domainWith({ domainId: "domain-2", cases })] };
const input = { domainId: "domain-1", caseId: "case-1" };

let sandbox: Sandbox;
let client: ConnectCasesClient;
let nextToken: string;
before(async () => {
  sandbox = await startSandbox({ cases: data });
  client = clientOf(sandbox);
  nextToken = (await client.send(new GetCaseAuditEventsCommand(input))).nextToken ?? assert.fail("There is no token.");
});
after(async () => {
  client.destroy();
  await sandbox.close();
});

async function assertRefused(call: Promise<unknown>): Promise<void> {
  await assertFails(call, 400, "ValidationException", "The nextToken is not valid for this request.");
}

describe("a page token", () => {
  it("goes on where the page ended, as often as it is used", async () => {
    for (let use = 0; use < 2; use += 1) {
      const page = await client.send(new GetCaseAuditEventsCommand({ ...input, nextToken }));
      assert.equal(page.auditEvents?.[0]?.eventId, "event-26");
    }
  });

  it("says nothing of what is in it", () => {
    assert.match(nextToken, /^[\w-]{40,}$/);
    assert.doesNotMatch(Buffer.from(nextToken, "base64url").toString("latin1"), /25|case|domain|Events/);
  });

  it("with any character changed is refused", async () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (const [index, character] of [...nextToken].entries()) {
      // The neighbour differs in the lowest bit, which in the last character may carry nothing.
      const other = alphabet[alphabet.indexOf(character) ^ 1] ?? "";
      await assertRefused(
        client.send(
          new GetCaseAuditEventsCommand({
            ...input,
            nextToken: nextToken.slice(0, index) + other + nextToken.slice(index + 1),
          }),
        ),
      );
    }
  });

  it("longer, shorter or made up is refused", async () => {
    for (const token of [`${nextToken}A`, `${nextToken}=`, ` ${nextToken}`, nextToken.slice(1), "25", "AAAA", "é"]) {
      await assertRefused(client.send(new GetCaseAuditEventsCommand({ ...input, nextToken: token })));
    }
  });

  it("of another case, domain, page size or operation is refused", async () => {
    const calls = [
      () => client.send(new GetCaseAuditEventsCommand({ ...input, caseId: "case-2", nextToken })),
      () => client.send(new GetCaseAuditEventsCommand({ ...input, domainId: "domain-2", nextToken })),
      () => client.send(new GetCaseAuditEventsCommand({ ...input, maxResults: 10, nextToken })),
      () => client.send(new GetCaseCommand({ ...input, fields: [{ id: "status" }], nextToken })),
      () => client.send(new ListDomainsCommand({ nextToken })),
      () => client.send(new ListFieldsCommand({ domainId: "domain-1", nextToken })),
      () => client.send(new SearchCasesCommand({ domainId: "domain-1", nextToken })),
    ];
    for (const call of calls) {
      await assertRefused(call());
    }
  });

  it("of a search is refused by one with another filter, order, term or list of fields", async () => {
    const search = { domainId: "domain-1", maxResults: 1 };
    const { nextToken: token } = await client.send(new SearchCasesCommand(search));
    assert.ok(token);
    await client.send(new SearchCasesCommand({ ...search, nextToken: token }));
    // The same inputs to the letter, but of another operation.
    await assertRefused(client.send(new ListFieldsCommand({ ...search, nextToken: token })));
    const others = [
      { searchTerm: "open" },
      { fields: [{ id: "status" }] },
      { sorts: [{ fieldId: "status", sortOrder: "Asc" as const }] },
      { filter: { not: { tag: { equalTo: { key: "a", value: "b" } } } } },
    ];
    for (const other of others) {
      await assertRefused(client.send(new SearchCasesCommand({ ...search, ...other, nextToken: token })));
    }
  });

  it("is good at a sandbox of the same seed started anew, and at no other", async () => {
    for (const seed of [1, 2]) {
      const other = await startSandbox({ cases: data, seed });
      const otherClient = clientOf(other);
      try {
        const call = otherClient.send(new GetCaseAuditEventsCommand({ ...input, nextToken }));
        await (seed === 1 ? assert.doesNotReject(call) : assertRefused(call));
      } finally {
        otherClient.destroy();
        await other.close();
      }
    }
  });
});
