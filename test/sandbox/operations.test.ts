import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  BatchGetFieldCommand,
  type ConnectCasesClient,
  GetCaseAuditEventsCommand,
  GetCaseCommand,
  GetDomainCommand,
} from "@aws-sdk/client-connectcases";
import { auditEvent, auditEvents, caseWith, casesDataWith, domainWith } from "../../src/sandbox/cases/build.ts";
import { wellKnownCases } from "../../src/sandbox/cases/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { clientOf, domainIdOf, wireAnswers } from "./support.ts";

describe("the operations on one thing", () => {
  let sandbox: Sandbox;
  let client: ConnectCasesClient;
  let domainId: string;
  before(async () => {
    sandbox = await startSandbox();
    client = clientOf(sandbox);
    domainId = domainIdOf(sandbox);
  });
  after(async () => {
    client.destroy();
    await sandbox.close();
  });

  it("GetDomain gives a domain", async () => {
    const { $metadata, ...domain } = await client.send(new GetDomainCommand({ domainId }));
    assert.deepEqual(domain, {
      domainId,
      domainArn: `arn:aws:cases:eu-central-1:111122223333:domain/${domainId}`,
      name: "Alder & Finch Insurance, customer care",
      createdTime: new Date("2025-01-06T08:00:00.000Z"),
      domainStatus: "Active",
      tags: {},
    });
    assert.match($metadata.requestId ?? "", /^[0-9a-f-]{36}$/);
  });

  it("GetCase gives the values a case has of the fields asked for, and leaves out what it has not", async () => {
    const fields = ["title", "case_id", "reference_number", "last_closed_datetime"].map((id) => ({ id }));
    const answer = await client.send(new GetCaseCommand({ domainId, caseId: wellKnownCases.empty, fields }));
    assert.deepEqual(
      answer.fields?.map((field) => field.id),
      ["title", "case_id", "reference_number"],
    );
    assert.deepEqual(answer.fields?.[1]?.value, { stringValue: wellKnownCases.empty });
    assert.ok(answer.templateId);
  });

  it("BatchGetField still knows deleted fields, and names what it does not know inside a success", async () => {
    const deleted = sandbox.data.cases.domains[0]?.fields.filter((field) => field.deleted === true) ?? [];
    assert.ok(deleted.length >= 2);
    const ids = [...deleted.map((field) => field.fieldId), "status", "never-was"];
    const answer = await client.send(new BatchGetFieldCommand({ domainId, fields: ids.map((id) => ({ id })) }));
    assert.deepEqual(
      answer.fields?.map(({ fieldId, name, deleted: isDeleted }) => ({ fieldId, name, isDeleted })),
      [
        ...deleted.map(({ fieldId, name }) => ({ fieldId, name, isDeleted: true })),
        { fieldId: "status", name: "Status", isDeleted: false },
      ],
    );
    assert.deepEqual(answer.errors, [
      { id: "never-was", errorCode: "ResourceNotFoundException", message: "Field not found: never-was" },
    ]);
  });
});

describe("data of a test's own", () => {
  it("comes out byte for byte, whatever it is", async () => {
    const events = [
      auditEvent({ eventId: "plain" }),
      '{"eventId":"big","type":"Case.Updated","performedTime":"2026-03-02T09:00:00.123456Z","fields":[],"n":12345678901234567890.10}',
      '{"eventId":"twice","eventId":"twice","fields":[ {"eventFieldId":"x","newValue":{"brandNew":{"a":[1e400]}}} ]}',
      '{"performedTime":"yesterday","fields":null,"\\u0065ventId":"\\ud800 \\/ \u2028 é"}',
      "null",
      "42",
      '"a text"',
      "[]",
    ];
    const sandbox = await startSandbox({ cases: casesDataWith(caseWith({ caseId: "odd", events })) });
    const client = clientOf(sandbox);
    try {
      const answers = wireAnswers(client);
      const input = { domainId: "domain-1", caseId: "odd" };
      // The client cannot read such a page; what counts here is what it was sent.
      await client.send(new GetCaseAuditEventsCommand(input)).catch(() => undefined);
      assert.equal(answers[0]?.status, 200);
      assert.equal(answers[0]?.text, `{"auditEvents":[${events.join(",")}]}`);
      await client.send(new GetCaseAuditEventsCommand({ ...input, maxResults: 1 }));
      assert.match(answers[1]?.text ?? "", /^\{"auditEvents":\[\{"eventId":"plain".*\}\],"nextToken":"[\w-]+"\}$/);
    } finally {
      client.destroy();
      await sandbox.close();
    }
  });

  it("needs no more than what a test is about", async () => {
    const cases = [caseWith({ caseId: "case-1", events: auditEvents(3) })];
    const sandbox = await startSandbox({
      cases: { domains: [domainWith({ domainId: "small" }), domainWith({ domainId: "large", cases })] },
    });
    const client = clientOf(sandbox);
    try {
      assert.equal(domainIdOf(sandbox), "large");
      const page = await client.send(new GetCaseAuditEventsCommand({ domainId: "large", caseId: "case-1" }));
      assert.deepEqual(
        page.auditEvents?.map((event) => [event?.eventId, event?.type, event?.performedTime?.toISOString()]),
        [
          ["event-1", "Case.Created", "2026-03-02T09:00:00.000Z"],
          ["event-2", "Case.Updated", "2026-03-02T09:01:00.000Z"],
          ["event-3", "Case.Updated", "2026-03-02T09:02:00.000Z"],
        ],
      );
    } finally {
      client.destroy();
      await sandbox.close();
    }
  });
});
