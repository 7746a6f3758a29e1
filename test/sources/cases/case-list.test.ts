import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linesOf } from "../../support/invocation.ts";
import type { Received } from "../../support/http.ts";
import { awsError } from "../../support/http.ts";
import { event, type Handler, inTurn, json, pagesOf, runWith } from "./service.ts";

const all = ["--domain-id", "d", "--all", "--concurrency", "2"];
const audit: Handler = (request, response) => pagesOf([event(caseOf(request))])(request, response);

function caseOf({ path }: Received): string {
  return path.split("/")[4] ?? "";
}

interface Listed {
  readonly caseId: string;
  readonly created: string;
}

const cases: readonly Listed[] = Array.from({ length: 250 }, (_, index) => ({
  caseId: `c${index}`,
  created: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
}));

function listed({ caseId, created }: Listed) {
  return { caseId, templateId: "t", fields: [{ id: "created_datetime", value: { stringValue: created } }] };
}

/** A search service that pages by number and gives no more than `bound` results to one query. */
function search(
  found: readonly Listed[],
  settings: { readonly bound?: number; readonly total?: number | null } = {},
): Handler {
  return ({ body }, response) => {
    const since = lowerBound(body["filter"]);
    const matching = found.filter(({ created }) => since === undefined || created >= since);
    const reachable = matching.slice(0, settings.bound ?? Infinity);
    const start = Number(body["nextToken"] ?? 0);
    const end = start + Number(body["maxResults"]);
    const total = settings.total === null ? {} : { totalCount: settings.total ?? matching.length };
    const token = end < reachable.length ? { nextToken: String(end) } : {};
    response.end(JSON.stringify({ cases: reachable.slice(start, end).map(listed), ...total, ...token }));
  };
}

function lowerBound(filter: unknown): string | undefined {
  const field = (filter as { field?: { greaterThanOrEqualTo?: { value: { stringValue: string } } } } | undefined)
    ?.field;
  return field?.greaterThanOrEqualTo?.value.stringValue;
}

function exported(stdout: string): readonly string[] {
  return linesOf(stdout).map((line) => (JSON.parse(line) as { id: string }).id);
}

const ids = cases.map(({ caseId }) => caseId);
const searches = (received: readonly Received[]) => received.filter(({ path }) => path.endsWith("/cases-search"));

describe("--all", () => {
  it("reads every case, sorted by its creation, a hundred a page", async () => {
    const { code, stdout, stderr, received } = await runWith({ audit, search: search(cases) }, all);
    assert.equal(code, 0, stderr);
    assert.deepEqual(exported(stdout), ids);
    assert.deepEqual(
      searches(received).map(({ body }) => [body["maxResults"], body["sorts"], body["filter"]]),
      // Three pages, and the same three again: nothing slipped through between them.
      Array.from({ length: 6 }, () => [100, [{ fieldId: "created_datetime", sortOrder: "Asc" }], undefined]),
    );
  });

  it("reads a case once that is listed on two pages", async () => {
    const twice = [...cases.slice(0, 100), ...cases.slice(99)];
    const { code, stdout } = await runWith({ audit, search: search(twice, { total: 250 }) }, all);
    assert.deepEqual([code, exported(stdout).length], [0, 250]);
    assert.deepEqual(exported(stdout), ids);
  });

  it("goes on behind the last case where the service stops paging early", async () => {
    const { code, stdout, stderr } = await runWith({ audit, search: search(cases, { bound: 130, total: 250 }) }, all);
    assert.equal(code, 0, stderr);
    assert.deepEqual(exported(stdout), ids);
  });

  it("looks a second time where the service does not say how many there are", async () => {
    const { code, stdout, received } = await runWith(
      { audit, search: search(cases, { bound: 130, total: null }) },
      all,
    );
    assert.equal(code, 0);
    assert.deepEqual(exported(stdout), ids);
    // The list, the rest of it, nothing behind that; and all of it once more.
    assert.equal(searches(received).length, 2 + 2 + 1 + (2 + 2));
  });

  it("ends with 6 where cases are missing for good, after exporting those that are not", async () => {
    const { code, stdout, stderr } = await runWith({ audit, search: search(cases, { total: 251 }) }, all);
    assert.equal(code, 6);
    assert.deepEqual(exported(stdout), ids);
    assert.match(stderr, /SearchCases listed 250 cases, but counts 251/);
  });

  for (const page of [2, 3]) {
    for (const inserted of [false, true]) {
      it(`skips no case where one is deleted before page ${page}${inserted ? " and one is added" : ""}`, async () => {
        let found = cases;
        let asked = 0;
        const shifting: Handler = (request, response) => {
          asked += 1;
          if (asked === page) found = found.slice(1);
          if (asked === page && inserted) found = [...found, { caseId: "late", created: "2026-02-01T00:00:00.000Z" }];
          search(found)(request, response);
        };
        const { code, stdout, stderr } = await runWith({ audit, search: shifting }, all);
        assert.equal(code, 0, stderr);
        assert.deepEqual(exported(stdout).toSorted(), [...ids, ...(inserted ? ["late"] : [])].toSorted());
      });
    }
  }

  it("reads a list of one page once", async () => {
    const { received } = await runWith({ audit, search: search(cases.slice(0, 50)) }, all);
    assert.equal(searches(received).length, 1);
  });

  it("ends with 6 where a listed case has no id", async () => {
    const { code, stderr } = await runWith(
      { audit, search: json({ cases: [{ caseId: "c" }, {}], totalCount: 2 }) },
      all,
    );
    assert.equal(code, 6);
    assert.match(stderr, /without an id/);
  });

  it("with --updated-since asks for no others", async () => {
    const { code, received } = await runWith({ audit, search: search([]) }, [...all, "--updated-since", "2026-03-01"]);
    assert.equal(code, 0);
    assert.deepEqual(searches(received)[0]?.body["filter"], {
      field: { greaterThanOrEqualTo: { id: "last_updated_datetime", value: { stringValue: "2026-03-01T00:00:00Z" } } },
    });
  });

  it("ends with the code of a list that cannot be read", async () => {
    const refused: Handler = (_, response) => awsError(response, 403, "AccessDeniedException");
    const { code, stderr } = await runWith({ search: refused }, all);
    assert.equal(code, 4);
    assert.match(stderr, /cases:SearchCases/);
  });

  it("does not follow a repeated token of the list, nor end there", async () => {
    const again = json({ cases: [{ caseId: "c1" }], totalCount: 5, nextToken: "again" });
    const { code, stderr } = await runWith({ audit, search: again }, all);
    assert.equal(code, 6);
    assert.match(stderr, /same page token twice for the list of cases/);
  });

  it("asks again for a list that is missing in a 200", async () => {
    const { code, stdout } = await runWith({ audit, search: inTurn(json("{}"), search(cases)) }, all);
    assert.deepEqual([code, exported(stdout).length], [0, 250]);
  });
});
