import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  BatchGetFieldCommand,
  type CaseFilter,
  type ConnectCasesClient,
  GetCaseAuditEventsCommand,
  GetCaseCommand,
  GetDomainCommand,
  ListDomainsCommand,
  ListFieldOptionsCommand,
  ListFieldsCommand,
  SearchCasesCommand,
  type SearchCasesCommandInput,
} from "@aws-sdk/client-connectcases";
import { auditEvents, caseWith, casesDataWith } from "../../src/sandbox/cases/build.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { assertFails, clientOf, failureOf } from "./support.ts";

const domainId = "domain-1";
const caseId = "case-1";
const fieldId = "status";

let sandbox: Sandbox;
let client: ConnectCasesClient;
before(async () => {
  sandbox = await startSandbox({ cases: casesDataWith(caseWith({ caseId, events: auditEvents(30) })) });
  client = clientOf(sandbox);
});
after(async () => {
  client.destroy();
  await sandbox.close();
});

function textOf(length: number): string {
  return "x".repeat(length);
}
function identifiers(count: number): { id: string }[] {
  return Array.from({ length: count }, () => ({ id: "status" }));
}
function search(input: Omit<SearchCasesCommandInput, "domainId">): () => Promise<unknown> {
  return () => client.send(new SearchCasesCommand({ domainId, ...input }));
}
function filtered(filter: CaseFilter): () => Promise<unknown> {
  return search({ filter });
}
function events(input: { caseId?: string; domainId?: string; maxResults?: number; nextToken?: string }) {
  return () => client.send(new GetCaseAuditEventsCommand({ domainId, caseId, ...input }));
}
function atMost(what: "length" | "value", limit: number): string {
  return `Member must have ${what} less than or equal to ${limit}`;
}
function atLeast(what: "length" | "value", limit: number): string {
  return `Member must have ${what} greater than or equal to ${limit}`;
}
const equalTo = (id: string, value: NonNullable<CaseFilter.FieldMember["field"]["equalTo"]>["value"]): CaseFilter => ({
  field: { equalTo: { id, value } },
});
const nested = { orAll: [{ andAll: [{ not: equalTo("", { stringValue: "open" }) }] }] } satisfies CaseFilter;
const manyFilters = Array.from({ length: 11 }, () => equalTo("status", { stringValue: "open" }));
const threeSorts = Array.from({ length: 3 }, () => ({ fieldId, sortOrder: "Asc" as const }));

/** The place, the constraint, and the call that breaks it and nothing else. */
const violations: readonly (readonly [place: string, constraint: string, call: () => Promise<unknown>])[] = [
  ["caseId", atMost("length", 500), events({ caseId: textOf(501) })],
  ["caseId", atLeast("length", 1), events({ caseId: "" })],
  ["domainId", atMost("length", 500), events({ domainId: textOf(501) })],
  ["domainId", atLeast("length", 1), events({ domainId: "" })],
  ["maxResults", atMost("value", 25), events({ maxResults: 26 })],
  ["maxResults", atLeast("value", 1), events({ maxResults: 0 })],
  ["maxResults", atLeast("value", 1), events({ maxResults: -3 })],
  ["nextToken", atMost("length", 9000), events({ nextToken: textOf(9001) })],

  ["maxResults", atMost("value", 10), () => client.send(new ListDomainsCommand({ maxResults: 11 }))],
  ["maxResults", atLeast("value", 1), () => client.send(new ListDomainsCommand({ maxResults: 0 }))],
  ["nextToken", atMost("length", 9000), () => client.send(new ListDomainsCommand({ nextToken: textOf(9001) }))],
  ["domainId", atMost("length", 500), () => client.send(new GetDomainCommand({ domainId: textOf(501) }))],
  ["domainId", atLeast("length", 1), () => client.send(new GetDomainCommand({ domainId: "" }))],

  ["domainId", atMost("length", 500), () => client.send(new ListFieldsCommand({ domainId: textOf(501) }))],
  ["maxResults", atMost("value", 100), () => client.send(new ListFieldsCommand({ domainId, maxResults: 101 }))],
  ["maxResults", atLeast("value", 1), () => client.send(new ListFieldsCommand({ domainId, maxResults: 0 }))],
  [
    "nextToken",
    atMost("length", 9000),
    () => client.send(new ListFieldsCommand({ domainId, nextToken: textOf(9001) })),
  ],
  ["fields", atLeast("length", 1), () => client.send(new BatchGetFieldCommand({ domainId, fields: [] }))],
  ["fields", atMost("length", 50), () => client.send(new BatchGetFieldCommand({ domainId, fields: identifiers(51) }))],
  [
    "fields.2.member.id",
    atLeast("length", 1),
    () => client.send(new BatchGetFieldCommand({ domainId, fields: [{ id: "status" }, { id: "" }] })),
  ],
  [
    "fields.1.member.id",
    atMost("length", 500),
    () => client.send(new BatchGetFieldCommand({ domainId, fields: [{ id: textOf(501) }] })),
  ],
  ["fields", "Member must not be null", () => client.send(new BatchGetFieldCommand({ domainId, fields: undefined }))],
  [
    "fields.1.member.id",
    "Member must not be null",
    () => client.send(new BatchGetFieldCommand({ domainId, fields: [{ id: undefined }] })),
  ],
  [
    "fieldId",
    atMost("length", 500),
    () => client.send(new ListFieldOptionsCommand({ domainId, fieldId: textOf(501) })),
  ],
  ["fieldId", atLeast("length", 1), () => client.send(new ListFieldOptionsCommand({ domainId, fieldId: "" }))],
  [
    "maxResults",
    atLeast("value", 1),
    () => client.send(new ListFieldOptionsCommand({ domainId, fieldId, maxResults: 0 })),
  ],
  [
    "maxResults",
    atMost("value", 100),
    () => client.send(new ListFieldOptionsCommand({ domainId, fieldId, maxResults: 101 })),
  ],
  [
    "values",
    atMost("length", 1),
    () => client.send(new ListFieldOptionsCommand({ domainId, fieldId, values: ["a", "b"] })),
  ],
  [
    "values.1.member",
    atMost("length", 100),
    () => client.send(new ListFieldOptionsCommand({ domainId, fieldId, values: [textOf(101)] })),
  ],

  ["fields", atLeast("length", 1), () => client.send(new GetCaseCommand({ domainId, caseId, fields: [] }))],
  [
    "fields",
    atMost("length", 220),
    () => client.send(new GetCaseCommand({ domainId, caseId, fields: identifiers(221) })),
  ],
  ["fields", "Member must not be null", () => client.send(new GetCaseCommand({ domainId, caseId, fields: undefined }))],
  [
    "caseId",
    atMost("length", 500),
    () => client.send(new GetCaseCommand({ domainId, caseId: textOf(501), fields: identifiers(1) })),
  ],
  [
    "nextToken",
    atMost("length", 9000),
    () => client.send(new GetCaseCommand({ domainId, caseId, fields: identifiers(1), nextToken: textOf(9001) })),
  ],

  ["domainId", atMost("length", 500), () => client.send(new SearchCasesCommand({ domainId: textOf(501) }))],
  ["maxResults", atMost("value", 100), search({ maxResults: 101 })],
  ["maxResults", atLeast("value", 1), search({ maxResults: 0 })],
  ["nextToken", atMost("length", 9000), search({ nextToken: textOf(9001) })],
  ["searchTerm", atMost("length", 255), search({ searchTerm: textOf(256) })],
  ["fields", atMost("length", 25), search({ fields: identifiers(26) })],
  ["fields.1.member.id", atLeast("length", 1), search({ fields: [{ id: "" }] })],
  ["sorts", atMost("length", 2), search({ sorts: threeSorts })],
  ["sorts.1.member.fieldId", atLeast("length", 1), search({ sorts: [{ fieldId: "", sortOrder: "Asc" }] })],
  ["sorts.1.member.fieldId", "Member must not be null", search({ sorts: [{ fieldId: undefined, sortOrder: "Asc" }] })],
  ["sorts.1.member.sortOrder", "Member must not be null", search({ sorts: [{ fieldId, sortOrder: undefined }] })],
  [
    "filter.field.equalTo.value.stringValue",
    atMost("length", 4100),
    filtered(equalTo("title", { stringValue: textOf(4101) })),
  ],
  [
    "filter.field.equalTo.value",
    "Member must not be null",
    filtered({ field: { equalTo: { id: "title", value: undefined } } }),
  ],
  ["filter.andAll", atMost("length", 10), filtered({ andAll: manyFilters })],
  ["filter.orAll", atMost("length", 10), filtered({ orAll: manyFilters })],
  ["filter.orAll.1.member.andAll.1.member.not.field.equalTo.id", atLeast("length", 1), filtered(nested)],
  ["filter.tag.equalTo.key", atMost("length", 128), filtered({ tag: { equalTo: { key: textOf(129), value: "a" } } })],
  ["filter.tag.equalTo.value", atMost("length", 256), filtered({ tag: { equalTo: { key: "a", value: textOf(257) } } })],
];

describe("each constraint is checked, and said as AWS says it", () => {
  for (const [index, [place, constraint, call]] of violations.entries()) {
    it(`${index + 1}: ${place}: ${constraint}`, async () => {
      const failure = await failureOf(call());
      assert.equal(failure.name, "ValidationException");
      assert.equal(failure.$metadata.httpStatusCode, 400);
      const said = failure.message.replace(/^1 validation error detected: Value .*? at '/su, "'");
      assert.equal(said, `'${place}' failed to satisfy constraint: ${constraint}`);
    });
  }

  it("with the value in the message, and all broken constraints in one", async () => {
    await assertFails(
      client.send(new GetCaseAuditEventsCommand({ domainId, caseId, maxResults: 26 })),
      400,
      "ValidationException",
      "1 validation error detected: Value '26' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 25",
    );
    const failure = await failureOf(events({ caseId: "", maxResults: 99 })());
    assert.equal(
      failure.message,
      "2 validation errors detected: " +
        "Value '' at 'caseId' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
        "Value '99' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 25",
    );
  });
});

describe("what is just within the limits passes", () => {
  const longest = textOf(500);
  const passing: readonly (readonly [name: string, call: () => Promise<unknown>])[] = [
    ["maxResults 1", events({ maxResults: 1 })],
    ["maxResults 25", events({ maxResults: 25 })],
    ["10 domains", () => client.send(new ListDomainsCommand({ maxResults: 10 }))],
    ["100 fields", () => client.send(new ListFieldsCommand({ domainId, maxResults: 100 }))],
    ["50 fields by id", () => client.send(new BatchGetFieldCommand({ domainId, fields: identifiers(50) }))],
    ["an id of 500", () => client.send(new BatchGetFieldCommand({ domainId, fields: [{ id: longest }] }))],
    ["220 fields of a case", () => client.send(new GetCaseCommand({ domainId, caseId, fields: identifiers(220) }))],
    [
      "an option value of 100",
      () => client.send(new ListFieldOptionsCommand({ domainId, fieldId, values: [textOf(100)] })),
    ],
    ["an empty option value", () => client.send(new ListFieldOptionsCommand({ domainId, fieldId, values: [""] }))],
    ["25 fields, 100 cases", search({ fields: identifiers(25), maxResults: 100 })],
    ["a term of 255 characters outside the basic plane", search({ searchTerm: "😀".repeat(255) })],
    ["two sorts", search({ sorts: threeSorts.slice(1) })],
    ["ten filters", filtered({ andAll: manyFilters.slice(1) })],
    ["no filters", filtered({ andAll: [] })],
    ["4,100 characters", filtered(equalTo("title", { stringValue: textOf(4100) }))],
    ["a value that is empty", filtered({ not: equalTo("title", { emptyValue: {} }) })],
    ["the longest tag", filtered({ tag: { equalTo: { key: textOf(128), value: textOf(256) } } })],
  ];
  for (const [name, call] of passing) {
    it(name, async () => {
      await assert.doesNotReject(call);
    });
  }

  it("ids of 500 characters are looked for, a token of 9,000 is read", async () => {
    await assertFails(events({ caseId: longest })(), 404, "ResourceNotFoundException", `Case not found: ${longest}`);
    const failure = await failureOf(events({ nextToken: textOf(9000) })());
    assert.equal(failure.message, "The nextToken is not valid for this request.");
  });
});
