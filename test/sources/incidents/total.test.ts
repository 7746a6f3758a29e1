import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { awsError, type Received } from "../../support/http.ts";
import { edit, edits, type Handler, inTurn, json, listed, one, pagesOf, runWith } from "./service.ts";

/** A case to which an edit is added, in front or behind, after so many requests; counted or not. */
function growing(before: readonly string[], after: readonly string[], requests: number, total?: null): Handler {
  let served = 0;
  return (request, response) => {
    served += 1;
    pagesOf(served > requests ? after : before, total)(request, response);
  };
}

describe("the number of a case's edits", () => {
  const before = edits(60);

  for (const [where, after] of [
    ["in front, so that one would come twice", [edit(0), ...before]],
    ["behind", [...before, edit(61)]],
    ["in the middle", [...before.slice(0, 30), edit(0), ...before.slice(30)]],
  ] as const) {
    it(`changes while it is read, ${where}: the case is read again, each edit once`, async () => {
      const { code, raw, records, received, stderr } = await runWith({ edits: growing(before, after, 1) }, one);
      assert.equal(code, 0, stderr);
      assert.deepEqual(raw, after);
      assert.equal(new Set(records.map(({ id }) => id)).size, 61);
      assert.ok(records.every(({ id }) => id.endsWith("-1")));
      assert.equal(received.length, 6);
    });
  }

  it("that falls short is noticed also where each page says the same, and made good", async () => {
    const short = json({ items: [JSON.parse(edit(1))], total: 2 });
    const { code, raw, received } = await runWith({ edits: inTurn(short, short, pagesOf(edits(2))) }, one);
    assert.deepEqual([code, raw, received.length], [0, edits(2), 3]);
  });

  for (const [what, total] of [
    ["is too high", "3"],
    ["is too low", "1"],
    ["is none", "{}"],
    ["is a fraction", "2.5"],
  ] as const) {
    it(`${what} for good: the same two edits are delivered, and the run ends with 6`, async () => {
      const body = `{"items":[${edits(2).join(",")}],"total":${total}}`;
      const { code, raw, received, stderr } = await runWith({ edits: json(body) }, one);
      assert.deepEqual([code, received.length], [6, 3], stderr);
      assert.deepEqual(raw, edits(2));
      assert.match(
        stderr,
        /^error: case 1234567890 may be incomplete: ListCaseEdits listed 2 edits, but (?:counts \S+|its total is no number), 3 times\n/,
      );
      assert.match(stderr, /\n {2}next: .*run again/);
    });
  }

  it("tells which edit came twice, be it now here and now there or always the same, and keeps twins", async () => {
    const twins = [...edits(3), edit(3), edit(4)];
    const withMore = (...more: readonly string[]): Handler =>
      json(`{"items":[${[...twins, ...more].join(",")}],"total":5}`);
    const moving = await runWith({ edits: inTurn(withMore(edit(1)), withMore(edit(2))) }, one);
    assert.deepEqual([moving.code, moving.raw, moving.received.length], [0, twins, 2], moving.stderr);
    assert.match(moving.stderr, /listed 1 edit twice; dropped/);
    const steady = json(`{"items":[${[...edits(4), edit(2)].join(",")}],"total":4}`);
    const settled = await runWith({ edits: steady }, one);
    assert.deepEqual([settled.code, settled.raw, settled.received.length], [0, edits(4), 3], settled.stderr);
    // The twin of edit 3 is one, those of 1 and 2 are none: but all readings have them.
    const circling = [1, 2, 1, 2, 1, 2].map((number) => withMore(edit(1), edit(2), edit(number)));
    const overlapping = await runWith({ edits: inTurn(...circling) }, one);
    assert.deepEqual([overlapping.code, overlapping.received.length], [6, 6], overlapping.stderr);
    assert.equal(overlapping.raw.length, 7, "what all readings have is not delivered");
    // Which of the two twins came once too often, nobody can tell.
    const unclear = await runWith({ edits: withMore(edit(1)) }, one);
    assert.deepEqual([unclear.code, unclear.raw.length], [6, 6], unclear.stderr);
  });

  it("that never comes to rest ends with 75, and nothing of the case is delivered", async () => {
    let count = 30;
    const restless: Handler = (request, response) => {
      count += 1;
      pagesOf(edits(count))(request, response);
    };
    const { code, stdout, received, stderr } = await runWith({ edits: restless }, one);
    assert.deepEqual([code, stdout, received.length], [75, "", 6], stderr);
    assert.match(stderr, /the number of edits changed from 35 to 36 meanwhile, 3 times/);
  });

  it("that the service does not say is not missed where one page has them all", async () => {
    const { code, raw, received } = await runWith({ edits: pagesOf(edits(20), null) }, one);
    assert.deepEqual([code, raw, received.length], [0, edits(20), 1]);
  });

  it("that the service does not say is made up for: several pages are read until two readings agree", async () => {
    const after = [edit(0), ...before];
    const { code, raw, received, stderr } = await runWith({ edits: growing(before, after, 1, null) }, one);
    assert.equal(code, 0, stderr);
    assert.deepEqual(raw, after);
    assert.equal(received.length, 9);
  });

  it("that the service does not say, of a case that never comes to rest, ends with 75 and nothing of it", async () => {
    let count = 30;
    const restless: Handler = (request, response) => {
      count += 1;
      pagesOf(edits(count), null)(request, response);
    };
    const { code, stdout, stderr } = await runWith({ edits: restless }, one);
    assert.deepEqual([code, stdout], [75, ""], stderr);
    assert.match(stderr, /says no total, and no two readings agree, 3 times/);
  });
});

describe("--case-id -", () => {
  it("that names no case says so: what was to name them may have failed", async () => {
    const { code, stdout, stderr } = await runWith({}, ["--case-id", "-"]);
    assert.deepEqual([code, stdout], [0, ""]);
    assert.match(stderr, /^warning: standard input named no case\n/);
  });
});

describe("--all", () => {
  const caseIds = Array.from({ length: 60 }, (_, index) => String(1_000_000_000 + index));
  const cases = caseIds.map((_, index) => listed(index));
  const oneEdit = pagesOf(edits(1));
  const lists = (received: readonly Received[]) => received.filter(({ path }) => path === "/v1/list-cases");

  function exported(records: readonly { readonly scope: { readonly caseId: string } }[]): readonly string[] {
    return records.map(({ scope }) => scope.caseId);
  }

  it("reads every case in the order of the list, 25 a page whatever --page-size", async () => {
    const { code, records, received, stderr } = await runWith({ edits: oneEdit, list: pagesOf(cases) }, [
      "--all",
      "--page-size",
      "3",
    ]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(exported(records), caseIds);
    assert.deepEqual(
      lists(received).map(({ body }) => body),
      // Twice: nothing slipped through between its pages.
      Array.from({ length: 2 }, () => [
        { maxResults: 25 },
        { maxResults: 25, nextToken: "25" },
        { maxResults: 25, nextToken: "50" },
      ]).flat(),
    );
  });

  it("reads the list again when a case was opened meanwhile, and each case once", async () => {
    const opened = [listed(99), ...cases];
    const { code, records, received } = await runWith({ edits: oneEdit, list: growing(cases, opened, 1) }, ["--all"]);
    assert.equal(code, 0);
    assert.deepEqual(exported(records), [...caseIds, "1000000099"]);
    assert.equal(lists(received).length, 9);
  });

  it("does not compare where the service does not say how many there are", async () => {
    const { code, records } = await runWith({ edits: oneEdit, list: pagesOf(cases, null) }, ["--all"]);
    assert.deepEqual([code, exported(records)], [0, caseIds]);
  });

  for (const total of [59, 61]) {
    it(`ends with 6 where 60 cases are counted as ${total} for good, after exporting them`, async () => {
      const { code, records, received, stderr } = await runWith({ edits: oneEdit, list: pagesOf(cases, total) }, [
        "--all",
      ]);
      assert.deepEqual([code, exported(records)], [6, caseIds]);
      assert.equal(lists(received).length, 15);
      assert.match(stderr, new RegExp(`ListCases listed 60 cases, but counts ${total}, 5 times`));
    });
  }

  it("ends with 6 where a listed case has no id", async () => {
    const list = pagesOf([listed(1), "{}", `{"caseId":7}`, "null"]);
    const { code, records, stderr } = await runWith({ edits: oneEdit, list }, ["--all"]);
    assert.deepEqual([code, exported(records)], [6, ["1000000001"]]);
    assert.match(stderr, /ListCases listed 3 cases without an id/);
  });

  it("ends with 6 where the list goes round in a circle, after exporting what it had", async () => {
    const { code, records, stderr } = await runWith(
      { edits: oneEdit, list: json(`{"items":[${listed(1)}],"nextToken":"again"}`) },
      ["--all"],
    );
    assert.deepEqual([code, exported(records)], [6, ["1000000001"]]);
    assert.match(stderr, /same page token twice for the list of cases/);
  });

  it("asks again after a 200 without the list of cases", async () => {
    const list = inTurn(json(`{"total":1}`), json(""), pagesOf([listed(1)]));
    const { code, records } = await runWith({ edits: oneEdit, list }, ["--all"]);
    assert.deepEqual([code, exported(records)], [0, ["1000000001"]]);
  });

  it("whose list breaks off ends with 6, after exporting the cases that were listed", async () => {
    const whole = pagesOf(cases);
    const list: Handler = (request, response) =>
      request.body["nextToken"] === undefined
        ? whole(request, response)
        : awsError(response, 500, "InternalServerException");
    const { code, records, stderr } = await runWith({ edits: oneEdit, list }, ["--all", "--max-attempts", "2"]);
    assert.deepEqual([code, exported(records)], [6, caseIds.slice(0, 25)], stderr);
    assert.match(stderr, /error: could not list the cases: InternalServerException/);
  });

  it("of no cases is an empty document", async () => {
    const { code, stdout } = await runWith({}, ["--all", "-f", "json"]);
    assert.deepEqual([code, JSON.parse(stdout)], [0, []]);
  });
});
