import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linesOf } from "../../support/invocation.ts";
import { pagings } from "../../support/pagings.ts";
import { awsError } from "../../support/http.ts";
import { edit, edits, type Handler, inTurn, json, one, pagesOf, runWith } from "./service.ts";

describe("the edits of a case", { concurrency: 4 }, () => {
  for (const [count, size] of pagings(25)) {
    it(`${count} of them, ${size} a page: each once, in order, untouched`, async () => {
      const texts = edits(count);
      const { code, raw, records, stderr, received } = await runWith({ edits: pagesOf(texts) }, [
        ...one,
        "--page-size",
        String(size),
      ]);
      assert.equal(code, 0, stderr);
      assert.deepEqual(raw, texts);
      assert.equal(received.length, Math.max(1, Math.ceil(count / size)));
      assert.equal(new Set(records.map(({ id }) => id)).size, count);
      for (const { id } of records) assert.match(id, /^[0-9a-f]{32}-1$/);
    });
  }

  it("are asked for with a signature for security-ir, the id in the path, the page in the body", async () => {
    const { received } = await runWith({ edits: pagesOf(edits(3)) }, [
      "--case-id",
      "1234567890 ä+%25",
      "--page-size",
      "2",
    ]);
    assert.deepEqual(
      received.map(({ method, path, body }) => [method, path, body]),
      [
        ["POST", "/v1/cases/1234567890 ä+%25/list-case-edits", { maxResults: 2 }],
        ["POST", "/v1/cases/1234567890 ä+%25/list-case-edits", { maxResults: 2, nextToken: "2" }],
      ],
    );
    for (const { headers } of received) {
      assert.match(headers.authorization ?? "", /Credential=test\/\d{8}\/eu-central-1\/security-ir\/aws4_request/);
      assert.match(headers["user-agent"] ?? "", /api\/security-ir#\S+ .*audit-export\//);
    }
  });

  it("come with everything that this version does not know", async () => {
    const texts = [
      `{"eventTimestamp":1793527200.123456789012,"principal":"AWS Responder","action":"Case Teleported","message":"from here to there","brandNew":{"a":[1,null]}}`,
      `{ "eventTimestamp" : 1.7935272E9, "message":"\\u0041\\ud800\\/ and more", "message":"twice, at the end" }`,
      `{"eventTimestamp":1793527200.0,"a":1e400,"b":-0,"c":1.0,"d":12345678901234567890.10}`,
      `{}`,
    ];
    const { code, raw, records, stderr } = await runWith({ edits: pagesOf(texts) }, one);
    assert.equal(code, 0, stderr);
    assert.deepEqual(raw, texts);
    assert.deepEqual(
      records.map(({ time }) => time),
      ["2026-11-01T10:00:00.123456789012Z", "2026-11-01T10:00:00Z", "2026-11-01T10:00:00Z", null],
    );
    const { stdout } = await runWith({ edits: pagesOf(texts) }, [...one, "--schema", "raw"]);
    assert.equal(stdout, texts.map((text) => `${text}\n`).join(""));
  });

  it("that are odd never cost the page, and are counted", async () => {
    const texts = [
      edit(1),
      edit(2, { eventTimestamp: "2026-11-01T10:00:00Z" }),
      edit(3, { eventTimestamp: null }),
      `{"eventTimestamp":1e400,"action":7}`,
      `"a text"`,
      `null`,
      `"a text"`,
      `[1,2]`,
      edit(9),
    ];
    const { code, raw, records, stderr } = await runWith({ edits: pagesOf(texts) }, [...one, "--since", "2026-01-01"]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(raw, texts);
    assert.equal(new Set(records.map(({ id }) => id)).size, texts.length);
    assert.match(stderr, /warning: some events have members .*eventTimestamp \(7\)/);
    assert.match(stderr, /action \(1\)/);
  });

  it("that are twins are records of their own, and every run names them alike", async () => {
    const texts = [...edits(23), edit(24), edit(24), edit(24), edit(25), edit(24), ...edits(3)];
    const runs = [];
    for (const size of ["25", "24", "1"]) {
      runs.push(await runWith({ edits: pagesOf(texts) }, [...one, "--page-size", size]));
    }
    const [first] = runs;
    for (const { code, raw, stdout } of runs) {
      assert.equal(code, 0);
      assert.deepEqual(raw, texts);
      assert.equal(stdout, first?.stdout);
    }
    const ids = first?.records.map(({ id }) => id) ?? [];
    assert.equal(new Set(ids).size, texts.length);
    const twins = ids.filter((_, index) => texts[index] === edit(24));
    assert.deepEqual(
      twins.map((id) => id.slice(33)),
      ["1", "2", "3", "4"],
    );
    assert.equal(new Set(twins.map((id) => id.slice(0, 32))).size, 1);
  });

  it("come from answers that are pretty-printed, one record a line", async () => {
    const body = JSON.stringify(
      { items: [JSON.parse(edit(1)), JSON.parse(edit(2))], nextToken: null, total: 2 },
      null,
      2,
    );
    assert.deepEqual((await runWith({ edits: json(body) }, one)).raw, [edit(1), edit(2)]);
  });

  it("end at a token that is null or empty, and not at an empty page", async () => {
    const pages = inTurn(
      json(`{"items":[],"nextToken":"a","total":2}`),
      json(`{"items":[${edit(1)}],"nextToken":"b","total":2}`),
      json(`{"total":2,"nextToken":"c","items":[]}`),
      json(`{"items":[${edit(2)}],"nextToken":"","total":2}`),
    );
    const { code, raw, received } = await runWith({ edits: pages }, one);
    assert.deepEqual([code, raw, received.length], [0, [edit(1), edit(2)], 4]);
    const single = await runWith({ edits: json(`{"items":[${edit(1)}],"nextToken":null,"total":null}`) }, one);
    assert.deepEqual([single.code, single.received.length], [0, 1]);
  });

  it("behind a token that comes again are an error, not an end", async () => {
    const { code, stderr, received } = await runWith(
      { edits: json(`{"items":[${edit(1)}],"nextToken":"again"}`) },
      one,
    );
    assert.deepEqual([code, received.length], [75, 2]);
    assert.match(stderr, /same page token twice for case 1234567890/);
  });

  const nonsense: Readonly<Record<string, string | Buffer>> = {
    "an empty body": "",
    "half a JSON": `{"items":[{"action"`,
    "a page of HTML": "<html><body>Sign in</body></html>",
    "a missing list": `{"nextToken":"t","total":0}`,
    "a list that is null": `{"items":null}`,
    "broken UTF-8": Buffer.from(`{"items":["\u00ff"]}`, "latin1"),
  };
  it("come after all of that", async () => {
    const bad = Object.values(nonsense).map(
      (body): Handler =>
        (_, response) =>
          void response.end(body),
    );
    const { code, raw, stderr } = await runWith({ edits: inTurn(...bad, pagesOf([edit(1)])) }, one);
    assert.deepEqual([code, raw], [0, [edit(1)]], stderr);
  });
  for (const [what, body] of Object.entries(nonsense)) {
    it(`are asked for again after a 200 with ${what}`, async () => {
      const broken: Handler = (_, response) => void response.end(body);
      const never = await runWith({ edits: broken }, [...one, "--max-attempts", "2"]);
      assert.deepEqual([never.code, never.received.length], [75, 2], never.stderr);
      assert.match(never.stderr, /could not read case 1234567890: .*the service's answer cannot be used: /);
    });
  }

  it("lie within the window, to the last digit", async () => {
    const texts = ["1793527199.9999999", "1793527200", "1.793527200999999999E9", "1793527201.0"].map((time) =>
      edit(1).replace("1793527201", time),
    );
    const { raw } = await runWith({ edits: pagesOf(texts) }, [
      ...one,
      "--since",
      "2026-11-01T10:00:00Z",
      "--until",
      "2026-11-01T10:00:01Z",
    ]);
    assert.deepEqual(raw, texts.slice(1, 3));
  });
});

describe("several cases", { concurrency: 4 }, () => {
  const ids = Array.from({ length: 20 }, (_, index) => String(1_000_000_000 + index));
  const caseOf = (path: string): string => path.split("/")[3] ?? "";

  it("of which some cannot be read: the others are delivered, each unread one is named, the code is 6", async () => {
    const twoEdits = pagesOf(edits(2));
    const handler: Handler = (request, response) => {
      if (caseOf(request.path) === ids[3]) awsError(response, 403, "AccessDeniedException");
      else if (caseOf(request.path) === ids[7]) awsError(response, 404, "ResourceNotFoundException");
      else if (caseOf(request.path) === ids[9]) json(`{"items":[],"total":1}`)(request, response);
      else twoEdits(request, response);
    };
    const { code, records, stderr } = await runWith(
      { edits: handler },
      ids.flatMap((id) => ["--case-id", id]),
    );
    assert.equal(code, 6, stderr);
    const read = records.map(({ scope }) => scope.caseId);
    assert.deepEqual(
      [...new Set(read)],
      ids.filter((_, index) => ![3, 7, 9].includes(index)),
    );
    assert.equal(read.length, 34);
    assert.match(stderr, /could not read case 1000000003: AccessDenied[^\n]*\n {2}next: .*security-ir:ListCaseEdits/);
    assert.match(stderr, /could not read case 1000000007: ResourceNotFoundException/);
    assert.match(stderr, /case 1000000009 may be incomplete: ListCaseEdits listed 0 edits, but counts 1, 3 times/);
    assert.match(stderr, /incomplete, 3 not read: 34 events of/);
  });

  it("asked for twice are read once, also by standard input", async () => {
    const { code, records, received } = await runWith({ edits: pagesOf(edits(1)) }, [...one, "--case-id", "-"], {
      input: "1234567890\n\n  2345678901 \r\n1234567890\n",
    });
    assert.equal(code, 0);
    assert.deepEqual(
      records.map(({ scope }) => scope.caseId),
      ["1234567890", "2345678901"],
    );
    assert.equal(received.length, 2);
    // The same edit in two cases is two edits.
    assert.notEqual(records[0]?.id, records[1]?.id);
  });
});

describe("options", { concurrency: 4 }, () => {
  const wrong: readonly (readonly [what: string, parameters: readonly string[], message: RegExp])[] = [
    ["no case", [], /which cases\?/],
    ["both ways", [...one, "--all"], /exclude each other/],
    ["an id too short", ["--case-id", "123456789"], /"123456789" is not the id of a case/],
    ["an id too long", ["--case-id", "1".repeat(33)], /is not the id of a case/],
    ["an id of letters", ["--case-id", "case-12345678"], /is not the id of a case/],
    ["an empty id", ["--case-id", ""], /--case-id is empty/],
    ["an id of two lines", ["--case-id", "1234567890\n1"], /is not the id of a case/],
    ["an ARN", ["--case-id", "arn:aws:security-ir:eu-west-1:111122223333:case/1234567890"], /what follows case\//],
    ["a page too large", [...one, "--page-size", "26"], /--page-size is 1 to 25/],
    ["an id on standard input", ["--case-id", "-"], /on standard input, "case" is not the id/],
  ];
  for (const [what, parameters, message] of wrong) {
    it(`${what}: ends with 2 before anything is sent`, async () => {
      const { code, stdout, stderr, received } = await runWith({}, parameters, { input: "case\n" });
      assert.deepEqual([code, stdout, received.length], [2, "", 0], stderr);
      assert.match(stderr, message);
    });
  }

  it("security-ir is another name, and ids may come from the environment", async () => {
    const { code, received } = await runWith({}, [], { env: { AUDIT_EXPORT_CASE_ID: "1234567890\n2345678901" } });
    assert.deepEqual([code, received.length], [0, 2]);
    const { runCli } = await import("../../support/cli.ts");
    assert.match((await runCli(["security-ir", "--help"])).stdout, /--case-id/);
    assert.equal(
      linesOf((await runCli(["security-ir", "--help"])).stdout).some((line) => line.includes("--domain")),
      false,
    );
  });
});
