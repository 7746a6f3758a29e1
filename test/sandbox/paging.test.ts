import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  type ConnectCasesClient,
  GetCaseAuditEventsCommand,
  ListDomainsCommand,
  ListFieldOptionsCommand,
  ListFieldsCommand,
  SearchCasesCommand,
  paginateGetCaseAuditEvents,
  paginateListDomains,
  paginateListFieldOptions,
  paginateListFields,
  paginateSearchCases,
} from "@aws-sdk/client-connectcases";
import { wellKnownCases } from "../../src/sandbox/cases/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { clientOf, domainIdOf, failureOf, itemsOf } from "./support.ts";

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

function largestDomain(): Sandbox["data"]["cases"]["domains"][number] {
  return sandbox.data.cases.domains[0] ?? assert.fail("There is no domain.");
}

function fieldNamed(name: string): string {
  return largestDomain().fields.find((field) => field.name === name)?.fieldId ?? assert.fail(`There is no ${name}.`);
}

describe("GetCaseAuditEvents", () => {
  for (const [caseId, count, pages] of [
    [wellKnownCases.empty, 0, 1],
    [wellKnownCases.single, 1, 1],
    [wellKnownCases.fullPage, 25, 1],
    [wellKnownCases.pageAndOne, 26, 2],
    [wellKnownCases.largest, 5000, 200],
  ] as const) {
    it(`gives each of ${count} events once, oldest first, on ${pages} pages`, async () => {
      let seenPages = 0;
      const events = await itemsOf(paginateGetCaseAuditEvents({ client }, { domainId, caseId }), (page) => {
        seenPages += 1;
        return page.auditEvents;
      });
      assert.equal(events.length, count);
      assert.equal(seenPages, pages);
      assert.equal(new Set(events.map((event) => event?.eventId)).size, count);
      const times = events.map((event) => event?.performedTime?.getTime() ?? Number.NaN);
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
      );
      assert.ok(times.every((time) => time >= Date.UTC(2025, 0, 1) && time < Date.UTC(2026, 10, 1, 0, 0, 1)));
    });
  }

  it("gives the same events over pages of any size", async () => {
    const wanted = largestDomain().cases.find((item) => item.caseId === wellKnownCases.pageAndOne)?.events ?? [];
    for (const pageSize of [1, 7, 13, 24, 25]) {
      const pages = paginateGetCaseAuditEvents({ client, pageSize }, { domainId, caseId: wellKnownCases.pageAndOne });
      const events = await itemsOf(pages, (page) => {
        assert.ok((page.auditEvents ?? []).length <= pageSize);
        return page.auditEvents;
      });
      assert.deepEqual(
        events.map((event) => event?.eventId),
        wanted.map((text) => JSON.parse(text).eventId),
      );
    }
  });

  it("takes a token without characters for the beginning", async () => {
    const input = { domainId, caseId: wellKnownCases.single };
    const page = await client.send(new GetCaseAuditEventsCommand({ ...input, nextToken: "" }));
    assert.equal(page.auditEvents?.length, 1);
    assert.equal(page.nextToken, undefined);
  });
});

describe("SearchCases", () => {
  it("gives every case of a domain once and its count on every page", async () => {
    for (const { domainId: id, cases } of sandbox.data.cases.domains) {
      const found = await itemsOf(paginateSearchCases({ client, pageSize: 30 }, { domainId: id }), (page) => {
        assert.equal(page.totalCount, cases.length);
        return page.cases;
      });
      assert.deepEqual(found.map((item) => item?.caseId).toSorted(), cases.map((item) => item.caseId).toSorted());
    }
  });

  it("gives 25 cases when no number is asked for, and the last changed first when no order is", async () => {
    const page = await client.send(
      new SearchCasesCommand({ domainId, fields: [{ id: "last_updated_datetime" }, { id: "summary" }] }),
    );
    assert.equal(page.cases?.length, 25);
    const changed = (page.cases ?? []).map((item) => {
      return item?.fields?.find((field) => field.id === "last_updated_datetime")?.value?.stringValue ?? "";
    });
    assert.ok(changed.every((time) => time !== ""));
    assert.deepEqual(changed, changed.toSorted().toReversed());
  });

  it("counts from the beginning: a page of a listing starts where the one before it ended", async () => {
    const sorts = [{ fieldId: "created_datetime", sortOrder: "Asc" }] as const;
    const all = await client.send(new SearchCasesCommand({ domainId, sorts: [...sorts], maxResults: 100 }));
    const paged = await itemsOf(
      paginateSearchCases({ client, pageSize: 9 }, { domainId, sorts: [...sorts] }),
      (page) => page.cases,
    );
    assert.deepEqual(
      paged.slice(0, 100).map((item) => item?.caseId),
      all.cases?.map((item) => item?.caseId),
    );
  });
});

describe("the lists", () => {
  it("of domains goes on over pages", async () => {
    assert.equal((await client.send(new ListDomainsCommand({}))).domains?.length, 3);
    for (const pageSize of [1, 2, 3]) {
      const domains = await itemsOf(paginateListDomains({ client, pageSize }, {}), (page) => page.domains);
      assert.deepEqual(
        domains.map((domain) => domain.domainId),
        sandbox.data.cases.domains.map((domain) => domain.domainId),
      );
    }
  });

  it("of fields has more than the largest page takes, and no deleted ones", async () => {
    const first = await client.send(new ListFieldsCommand({ domainId }));
    assert.equal(first.fields?.length, 100);
    assert.ok(first.nextToken);
    const present = largestDomain().fields.filter((field) => field.deleted !== true);
    for (const pageSize of [11, 100]) {
      const fields = await itemsOf(paginateListFields({ client, pageSize }, { domainId }), (page) => page.fields);
      assert.deepEqual(
        fields.map(({ fieldId, name, type, namespace }) => ({ fieldId, name, type, namespace })),
        present.map(({ fieldId, name, type, namespace }) => ({ fieldId, name, type, namespace })),
      );
    }
  });

  it("of a deleted field's options is no more", async () => {
    const deleted = new ListFieldOptionsCommand({ domainId, fieldId: fieldNamed("Old priority") });
    assert.equal((await failureOf(client.send(deleted))).name, "ResourceNotFoundException");
  });

  it("of a field's options goes on over pages and can be narrowed to a value", async () => {
    const fieldId = fieldNamed("Preferred language");
    const options = await itemsOf(paginateListFieldOptions({ client, pageSize: 2 }, { domainId, fieldId }), (page) => {
      return page.options;
    });
    assert.deepEqual(options, largestDomain().options[fieldId]);
    assert.equal(options.length, 5);
    const narrowed = paginateListFieldOptions({ client }, { domainId, fieldId, values: ["ja"] });
    assert.deepEqual(await itemsOf(narrowed, (page) => page.options), [{ name: "日本語", value: "ja", active: true }]);
  });
});
