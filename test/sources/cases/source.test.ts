import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linesOf, rawTextOf } from "../../support/invocation.ts";
import { pagings } from "../../support/pagings.ts";
import { awsError } from "../../support/http.ts";
import { event, events, type Handler, inTurn, json, pagesOf, runWith } from "./service.ts";

const one = ["--domain-id", "dom-1", "--case-id", "case-1"];

function rawTexts(stdout: string): readonly string[] {
  return linesOf(stdout).map(rawTextOf);
}

describe("the events of a case", () => {
  for (const [count, size] of pagings(25)) {
    it(`${count} of them, ${size} a page: each once, in order, untouched`, async () => {
      const texts = events(count);
      const { code, stdout, stderr, received } = await runWith({ audit: pagesOf(texts) }, [
        ...one,
        "--page-size",
        String(size),
      ]);
      assert.equal(code, 0, stderr);
      assert.deepEqual(rawTexts(stdout), texts);
      assert.equal(received.length, Math.max(1, Math.ceil(count / size)));
    });
  }

  it("come with everything that this version does not know", async () => {
    const texts = [
      `{"eventId":"1","type":"Case.Archived","performedTime":"2026-11-01T10:00:00.123456789Z","fields":[],"brandNew":{"a":[1,null]}}`,
      `{"eventId":"2","type":"RelatedItem.Created","relatedItemType":"Hologram","performedTime":"2026-11-01T10:00:00+02:00","fields":[{"eventFieldId":"status","newValue":{"holoValue":{"x":1}}}]}`,
      `{"eventId":"3","type":"Case.Updated","performedTime":"2026-11-01T10:00:00Z","fields":[{"eventFieldId":"n","newValue":{"doubleValue":12345678901234567890.10}}],"a":1e400,"b":-0,"c":1.0}`,
      `{ "eventId" : "4", "type":"Case.Updated","performedTime":"2026-11-01T10:00:00Z","fields":[],"eventId":"4" }`,
      `{"eventId":"5","type":"Case.Updated","performedTime":"2026-11-01T10:00:00Z","fields":[],"text":"\\u0041\\ud800\\/"}`,
    ];
    const { code, stdout, stderr } = await runWith({ audit: pagesOf(texts) }, one);
    assert.equal(code, 0, stderr);
    assert.deepEqual(rawTexts(stdout), texts);
    assert.doesNotMatch(stderr, /warning/);
    assert.deepEqual(
      (await runWith({ audit: pagesOf(texts) }, [...one, "--schema", "raw"])).stdout,
      texts.map((text) => `${text}\n`).join(""),
    );
  });

  it("that are odd never cost the page, and are counted", async () => {
    const texts = [
      event("1"),
      event("2", { performedTime: "the day before" }),
      event("3", { performedTime: 1793527200 }),
      `{"type":"Case.Updated","performedTime":"2026-11-01T10:00:00Z","fields":[]}`,
      event("5", { fields: "none", performedBy: 7 }),
      `"a text"`,
      `null`,
      `[1,2]`,
      event("9"),
    ];
    const { code, stdout, stderr } = await runWith({ audit: pagesOf(texts) }, [...one, "--since", "2026-01-01"]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(rawTexts(stdout), texts);
    assert.match(stderr, /warning: some events have members .*performedTime \(5\)/);
    assert.match(stderr, /\(no id\) \(4\)/);
  });

  it("come from answers that are pretty-printed, one record a line", async () => {
    const body = JSON.stringify(
      { auditEvents: [JSON.parse(event("1")), JSON.parse(event("2"))], nextToken: null },
      null,
      2,
    );
    const { stdout } = await runWith({ audit: json(body) }, one);
    assert.deepEqual(rawTexts(stdout), [event("1"), event("2")]);
  });

  it("end at a token that is null or empty, and not at an empty page", async () => {
    const pages = inTurn(
      json(`{"auditEvents":[],"nextToken":"a"}`),
      json(`{"auditEvents":[${event("1")}],"nextToken":"b"}`),
      json(`{"nextToken":"c","auditEvents":[]}`),
      json(`{"auditEvents":[${event("2")}],"nextToken":""}`),
    );
    const { code, stdout, received } = await runWith({ audit: pages }, one);
    assert.equal(code, 0);
    assert.deepEqual(rawTexts(stdout), [event("1"), event("2")]);
    assert.equal(received.length, 4);
    const single = await runWith({ audit: json(`{"auditEvents":[${event("1")}],"nextToken":null}`) }, one);
    assert.deepEqual([single.code, single.received.length], [0, 1]);
  });

  it("behind a token that comes again are an error, not an end", async () => {
    const { code, stdout, stderr } = await runWith(
      { audit: json(`{"auditEvents":[${event("1")}],"nextToken":"again"}`) },
      one,
    );
    assert.equal(code, 75);
    assert.match(stderr, /same page token twice/);
    assert.deepEqual(rawTexts(stdout), [event("1")]);
  });

  const nonsense: Readonly<Record<string, string>> = {
    "an empty body": "",
    "half a JSON": `{"auditEvents":[{"eventId"`,
    "a page of HTML": "<html><body>Sign in</body></html>",
    "a missing list": `{"nextToken":"t"}`,
    "a list that is null": `{"auditEvents":null}`,
    "no object": `[{"auditEvents":[]}]`,
    "a token that is a number": `{"auditEvents":[],"nextToken":1}`,
    "a token that is false": `{"auditEvents":[],"nextToken":false}`,
    "two tokens": `{"auditEvents":[],"nextToken":"1","nextToken":null}`,
    "broken UTF-8": "broken",
  };
  it("come after all of that", async () => {
    const bad = Object.values(nonsense).map(
      (body): Handler =>
        (_, response) =>
          void response.end(body),
    );
    const audit = inTurn(...bad, pagesOf([event("1")]));
    const { code, stdout, stderr } = await runWith({ audit }, one);
    assert.deepEqual([code, rawTexts(stdout)], [0, [event("1")]], stderr);
  });
  for (const [what, body] of Object.entries(nonsense)) {
    it(`are asked for again after a 200 with ${what}`, async () => {
      const bad = what === "broken UTF-8" ? Buffer.from(`{"auditEvents":["\u00ff"]}`, "latin1") : body;
      const broken = (_: unknown, response: { end(body: string | Buffer): void }) => response.end(bad);
      const never = await runWith({ audit: broken }, [...one, "--max-attempts", "2"]);
      assert.equal(never.code, 75, never.stderr);
      assert.equal(never.received.length, 2);
      assert.match(never.stderr, /could not read case case-1: .*the service's answer cannot be used: /);
    });
  }
});

describe("field names", () => {
  const changed = (id: string, ...fieldIds: readonly string[]) =>
    event(id, { fields: fieldIds.map((eventFieldId) => ({ eventFieldId, newValue: { stringValue: "x" } })) });
  const namesIn = (stdout: string) =>
    linesOf(stdout).flatMap((line) =>
      (JSON.parse(line) as { changes: { name: string | null }[] }).changes.map(({ name }) => name),
    );

  it("are listed once, page by page, and asked for where a field was deleted", async () => {
    const listed = inTurn(
      json({ fields: [{ fieldId: "status", name: "Status" }], nextToken: "more" }),
      json({ fields: [{ fieldId: "title", name: "Title" }] }),
    );
    const batch = json({
      fields: [{ fieldId: "gone", name: "Fax", deleted: true }],
      errors: [{ id: "none", errorCode: "ResourceNotFound" }],
    });
    const texts = [changed("1", "status", "title"), changed("2", "gone", "none"), changed("3", "gone", "none", "")];
    const { code, stdout, stderr, received } = await runWith({ audit: pagesOf(texts), fields: listed, batch }, [
      ...one,
      "--page-size",
      "1",
    ]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(namesIn(stdout), ["Status", "Title", "Fax", null, "Fax", null, null]);
    const lookups = received.filter(({ path }) => path.endsWith("/fields-batch"));
    assert.deepEqual(
      lookups.map(({ body }) => body["fields"]),
      [[{ id: "gone" }, { id: "none" }]],
    );
    assert.equal(received.filter(({ path }) => path.endsWith("/fields-list")).length, 2);
  });

  it("of what comments, contacts and files consist of are not asked for one by one, those of all else are", async () => {
    const item = (id: string, relatedItemType: string, eventFieldId: string) =>
      event(id, {
        type: "RelatedItem.Created",
        relatedItemType,
        fields: [{ eventFieldId, newValue: { stringValue: "x" } }],
      });
    const plain = [item("1", "Comment", "body"), item("2", "Contact", "contactArn"), item("3", "File", "title")];
    const fields = json({ fields: [{ fieldId: "title", name: "Title" }] });
    const pages = async (texts: readonly string[]) => {
      const { code, stdout, stderr, received } = await runWith({ audit: pagesOf(texts), fields }, [
        ...one,
        "--page-size",
        "1",
      ]);
      assert.equal(code, 0, stderr);
      const lookups = received.filter(({ path }) => path.endsWith("/fields-batch"));
      const listings = received.filter(({ path }) => path.endsWith("/fields-list"));
      return [namesIn(stdout), listings.length, lookups.map(({ body }) => body["fields"])];
    };
    assert.deepEqual(await pages(plain), [[null, null, "Title"], 1, []]);
    const others = [item("4", "Custom", "gone"), item("5", "Sla", "target"), changed("6", "body")];
    assert.deepEqual(await pages([...plain, ...others]), [
      [null, null, "Title", null, null, null],
      1,
      [[{ id: "gone" }], [{ id: "target" }], [{ id: "body" }]],
    ]);
  });

  it("are not asked for where no record is written", async () => {
    const texts = [changed("1", "status"), changed("2", "title")];
    const { code, stdout, stderr, received } = await runWith({ audit: pagesOf(texts) }, [...one, "--schema", "raw"]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(linesOf(stdout), texts);
    assert.deepEqual(
      received.filter(({ path }) => path.includes("/fields")),
      [],
    );
  });

  it("are asked for 50 at a time", async () => {
    const ids = Array.from({ length: 120 }, (_, index) => `f${index}`);
    const { received } = await runWith({ audit: pagesOf([changed("1", ...ids)]) }, one);
    const sizes = received
      .filter(({ path }) => path.endsWith("/fields-batch"))
      .map(({ body }) => (body["fields"] as unknown[]).length);
    assert.deepEqual(sizes, [50, 50, 20]);
  });

  it("that may not be read end the run with 4, the permission and the way around", async () => {
    const refused = (_: unknown, response: Parameters<typeof awsError>[0]) =>
      awsError(response, 403, "AccessDeniedException");
    const { code, stderr } = await runWith({ audit: pagesOf([changed("1", "x")]), fields: refused }, one);
    assert.equal(code, 4);
    assert.match(stderr, /--no-field-names/);
    assert.match(stderr, /cases:ListFields/);
    const without = await runWith({ audit: pagesOf([changed("1", "x")]), fields: refused }, [
      ...one,
      "--no-field-names",
    ]);
    assert.deepEqual([without.code, namesIn(without.stdout)], [0, [null]]);
  });

  it("for an id that the service refuses are missing, and those of the others are not", async () => {
    const texts = [changed("1", "a", "odd", "b", "c")];
    const known = [
      { fieldId: "a", name: "A" },
      { fieldId: "b", name: "B" },
      { fieldId: "c", name: "C" },
    ];
    const refusing: Handler = ({ body }, response) => {
      const ids = (body["fields"] as { id: string }[]).map(({ id }) => id);
      if (ids.includes("odd")) awsError(response, 400, "ValidationException");
      else response.end(JSON.stringify({ fields: known.filter(({ fieldId }) => ids.includes(fieldId)), errors: [] }));
    };
    const { code, stdout, stderr } = await runWith({ audit: pagesOf(texts), batch: refusing }, one);
    assert.equal(code, 0, stderr);
    assert.deepEqual(namesIn(stdout), ["A", null, "B", "C"]);
  });

  it("that are all refused are all missing", async () => {
    const batch = (_: unknown, response: Parameters<typeof awsError>[0]) =>
      awsError(response, 400, "ValidationException");
    const { code, stdout } = await runWith({ audit: pagesOf([changed("1", "odd", "status")]), batch }, one);
    assert.deepEqual([code, namesIn(stdout)], [0, [null, "Status"]]);
  });
});

describe("the domain", () => {
  it("is found when there is one, also behind an empty page", async () => {
    const domains = inTurn(
      json({ domains: [], nextToken: "n" }),
      json({ domains: [{ domainId: "only", name: "Only" }] }),
    );
    const { code, received } = await runWith({ domains }, ["--case-id", "c"]);
    assert.equal(code, 0);
    assert.deepEqual(
      received.map(({ path }) => path),
      ["/domains-list", "/domains-list", "/domains/only/cases/c/audit-history"],
    );
    assert.equal(received[1]?.query.get("nextToken"), "n");
  });

  it("must be named when there are several, and they are listed", async () => {
    const domains = json({
      domains: [
        { domainId: "d-1", name: "East" },
        { domainId: "d-2", name: "West" },
      ],
    });
    const { code, stderr } = await runWith({ domains }, ["--case-id", "c"]);
    assert.equal(code, 2);
    assert.match(stderr, /d-1 \(East\), d-2 \(West\)/);
    assert.match(stderr, /--domain-id/);
  });

  it("that there is none of ends with 3", async () => {
    assert.equal((await runWith({ domains: json({ domains: [] }) }, ["--case-id", "c"])).code, 3);
  });

  it("that does not exist ends the whole run with 3", async () => {
    const audit = (_: unknown, response: Parameters<typeof awsError>[0]) =>
      awsError(response, 404, "ResourceNotFoundException", { resourceId: "dom-1", resourceType: "Domain" });
    const { code, stderr } = await runWith({ audit }, [...one, "--case-id", "case-2", "--concurrency", "1"]);
    assert.equal(code, 3);
    assert.equal(linesOf(stderr).filter((line) => line.startsWith("error:")).length, 1);
  });
});

describe("several cases", () => {
  it("of which some cannot be read: the others are delivered, each unread one is named, the code is 6", async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `case-${index}`);
    const audit: typeof pages = (request, response) => {
      if (request.path.includes("/case-3/")) awsError(response, 403, "AccessDeniedException");
      else if (request.path.includes("/case-7/"))
        awsError(response, 404, "ResourceNotFoundException", { resourceId: "case-7", resourceType: "Case" });
      else pages(request, response);
    };
    const pages = pagesOf(events(2));
    const { code, stdout, stderr } = await runWith({ audit }, [
      "--domain-id",
      "d",
      ...ids.flatMap((id) => ["--case-id", id]),
    ]);
    assert.equal(code, 6);
    const read = linesOf(stdout).map((line) => (JSON.parse(line) as { scope: { caseId: string } }).scope.caseId);
    assert.deepEqual(
      [...new Set(read)],
      ids.filter((id) => id !== "case-3" && id !== "case-7"),
    );
    assert.equal(read.length, 36);
    assert.match(
      stderr,
      /could not read case case-3: AccessDeniedException[^\n]*\n {2}next: .*cases:GetCaseAuditEvents/,
    );
    assert.match(stderr, /could not read case case-7: ResourceNotFoundException/);
    assert.match(stderr, /incomplete, 2 not read: 36 events of 18 cases/);
  });

  it("asked for twice are read once", async () => {
    const { stdout, received } = await runWith({ audit: pagesOf(events(1)) }, [...one, "--case-id", "case-1"]);
    assert.equal(linesOf(stdout).length, 1);
    assert.equal(received.length, 1);
  });
});

describe("errors of the service", () => {
  const expected: readonly (readonly [number, string, number])[] = [
    [400, "ValidationException", 2],
    [403, "AccessDeniedException", 4],
    [403, "ExpiredTokenException", 4],
    [403, "UnrecognizedClientException", 4],
    [403, "InvalidSignatureException", 4],
    [404, "ResourceNotFoundException", 3],
    [429, "ThrottlingException", 75],
    [500, "InternalServerException", 75],
    [503, "ServiceUnavailable", 75],
    [409, "ConflictException", 75],
    [402, "ServiceQuotaExceededException", 75],
  ];
  for (const [status, name, exit] of expected) {
    it(`${status} ${name} ends with ${exit}, in two lines`, async () => {
      const audit = (_: unknown, response: Parameters<typeof awsError>[0]) => awsError(response, status, name);
      const { code, stdout, stderr, received } = await runWith({ audit }, [...one, "--max-attempts", "2"]);
      assert.equal(code, exit, stderr);
      assert.equal(stdout, "");
      assert.match(stderr, new RegExp(`^error: could not read case case-1: ${name}: made ${name}\n`));
      assert.ok(linesOf(stderr).length <= 2, stderr);
      assert.equal(received.length, status === 402 || status === 409 || status === 429 || status >= 500 ? 2 : 1);
    });
  }

  it("a port where nobody listens ends with 75", async () => {
    const { code, stderr } = await runWith({}, [...one, "--max-attempts", "2", "--endpoint-url", "http://127.0.0.1:1"]);
    assert.equal(code, 75);
    assert.match(stderr, /ECONNREFUSED/);
  });

  it("an empty answer is told by its status", async () => {
    const audit: Handler = (_, response) => void response.writeHead(413).end();
    const { code, stderr } = await runWith({ audit }, [...one, "--max-attempts", "1"]);
    assert.equal(code, 75);
    assert.match(stderr, /HTTP 413/);
  });

  it("a page of HTML is nothing that a permission or another id would mend", async () => {
    for (const [status, exit] of [
      [403, 4],
      [404, 3],
      [407, 75],
    ] as const) {
      const audit: Handler = (_, response) => void response.writeHead(status).end("<html></html>");
      const { code, stderr } = await runWith({ audit }, [...one, "--max-attempts", "1"]);
      assert.equal(code, exit);
      assert.match(stderr, /next: this was no answer of the service: check the proxy and --endpoint-url/);
    }
  });

  it("a proxy's page instead of the service's error is told as such", async () => {
    const audit = (_: unknown, response: { writeHead(status: number): void; end(text: string): void }) => {
      response.writeHead(502);
      response.end("<html>Bad gateway</html>");
    };
    const { code, stderr } = await runWith({ audit }, [...one, "--max-attempts", "2"]);
    assert.equal(code, 75);
    assert.match(stderr, /HTTP 502, and not from the service/);
  });

  it("a silent server is given up after --timeout", async () => {
    const started = Date.now();
    const { code, stderr } = await runWith({ audit: () => undefined }, [
      ...one,
      "--timeout",
      "1",
      "--max-attempts",
      "1",
    ]);
    assert.equal(code, 75, stderr);
    assert.ok(Date.now() - started < 4000);
  });

  it("a profile that does not exist ends with 4 and its name", async () => {
    for (const [parameters, env] of [
      [["--profile", "nope"], {}],
      [[], { AWS_PROFILE: "nope" }],
    ] as const) {
      const { code, stderr, received } = await runWith({}, [...one, ...parameters], env);
      assert.deepEqual([code, received.length], [4, 0]);
      assert.match(stderr, /^error: there is no profile "nope" in the AWS configuration\n {2}next: /);
    }
  });

  it("no region ends with 78, and AWS_DEFAULT_REGION is one", async () => {
    const { code, stderr } = await runWith({}, one, { AWS_REGION: "" });
    assert.equal(code, 78, stderr);
    assert.match(stderr, /--region/);
    assert.equal((await runWith({}, one, { AWS_REGION: "", AWS_DEFAULT_REGION: "eu-central-1" })).code, 0);
  });
});
