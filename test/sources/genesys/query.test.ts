import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linesOf, rawTextOf } from "../../support/invocation.ts";
import { pagings } from "../../support/pagings.ts";
import {
  event,
  events,
  fail,
  inTurn,
  json,
  oneDay,
  pagesOf,
  requestsTo,
  runWith,
  state,
  submitted,
  within,
} from "./service.ts";

function rawTexts(stdout: string): readonly string[] {
  return linesOf(stdout).map(rawTextOf);
}

describe("the events of a window", () => {
  for (const [count, size] of pagings(500)) {
    it(`${count} of them, ${size} a page: each once, in order, untouched`, async () => {
      const texts = events(count);
      const run = await runWith({ results: pagesOf(texts) }, [...oneDay, "--page-size", String(size)]);
      assert.equal(run.code, 0, run.stderr);
      assert.deepEqual(rawTexts(run.stdout), texts);
      const requests = requestsTo(run, "/results");
      assert.equal(requests.length, Math.max(1, Math.ceil(count / size)));
      assert.equal(requests[0]?.query.toString(), `pageSize=${size}&allowRedirect=false`);
    });
  }

  it("are asked for as the API wants it", async () => {
    const run = await runWith({ results: pagesOf(events(3)) }, [
      ...oneDay,
      "--service",
      "Quality",
      "--filter",
      "entitytype=OAuthClient",
      "--filter",
      "EntityId=a=b",
      "--expand",
      "user",
    ]);
    assert.equal(run.code, 0, run.stderr);
    const [login, submit, , results] = run.received;
    assert.deepEqual(login?.body, { grant_type: "client_credentials" });
    const basic = Buffer.from("client-1:secret-of-client-1").toString("base64");
    assert.equal(login?.headers.authorization, `Basic ${basic}`);
    assert.deepEqual(submit?.body, {
      interval: "2026-03-01T23:59:59Z/2026-03-03T00:00:01Z",
      serviceName: "Quality",
      filters: [
        { property: "EntityType", value: "OAuthClient" },
        { property: "EntityId", value: "a=b" },
      ],
      sort: [{ name: "Timestamp", sortOrder: "ascending" }],
    });
    assert.equal(submit?.headers.authorization, "Bearer token-number-1");
    assert.equal(submit?.headers["genesys-app"], "audit-export");
    assert.match(submit?.headers["user-agent"] ?? "", /^audit-export\//);
    assert.deepEqual(Object.fromEntries(results?.query ?? []), {
      pageSize: "500",
      expand: "user",
      allowRedirect: "false",
    });
    const [record] = linesOf(run.stdout).map((line) => JSON.parse(line));
    assert.deepEqual(record.scope, {
      window: "2026-03-02T00:00:00Z/2026-03-03T00:00:00Z",
      service: "Quality",
      filter: "EntityType=OAuthClient; EntityId=a=b",
    });
  });

  it("outside of it, or at its end, are not delivered", async () => {
    const texts = [
      event("before", { eventDate: "2026-03-01T23:59:59Z" }),
      event("first", { eventDate: "2026-03-02T00:00:00.000Z" }),
      event("last", { eventDate: "2026-03-02T23:59:59.999999Z" }),
      event("after", { eventDate: "2026-03-03T00:00:00Z" }),
    ];
    const { stdout } = await runWith({ results: pagesOf(texts) }, oneDay);
    assert.deepEqual(rawTexts(stdout), texts.slice(1, 3));
  });

  it("come with everything that this version does not know", async () => {
    const texts = [
      `{"id":"1","eventDate":"2026-03-02T10:00:00.123456789Z","action":"Levitate","status":"MAYBE","brandNew":{"a":[1,null]}}`,
      `{"id":"2","eventTime":"2026-03-02T10:00:00.000+0000","n":12345678901234567890.10,"a":1e400,"b":-0,"c":1.0}`,
      `{ "id" : "3", "eventDate":"2026-03-02T10:00:00Z","text":"\\u0041\\ud800\\/", "id":"3" }`,
    ];
    const { code, stdout, stderr } = await runWith({ results: pagesOf(texts) }, oneDay);
    assert.equal(code, 0, stderr);
    assert.deepEqual(rawTexts(stdout), texts);
    assert.doesNotMatch(stderr, /warning/);
  });

  it("that are odd never cost the page, and are counted", async () => {
    const texts = [
      event("1"),
      event("2", { eventDate: "the day before" }),
      event("3", { eventDate: 1793527200 }),
      `{"eventDate":"2026-03-02T10:00:00Z"}`,
      `{"eventDate":"2026-03-02T10:00:00Z"}`,
      event("5", { propertyChanges: "none", user: 7, remoteIp: [5] }),
      `"a text"`,
      `null`,
      `[1,2]`,
      event("9"),
    ];
    const { code, stdout, stderr } = await runWith({ results: pagesOf(texts) }, oneDay);
    assert.equal(code, 0, stderr);
    assert.deepEqual(rawTexts(stdout), texts);
    assert.match(stderr, /eventDate \(5\)/);
    assert.match(stderr, /\(no id\) \(5\)/);
    assert.match(stderr, /remoteIp\.0 \(1\)/);
  });

  it("end at a cursor that is null or empty, and not at an empty page", async () => {
    const results = inTurn(
      json(`{"entities":[],"cursor":"a"}`),
      json(`{"entities":[${event("1")}],"cursor":"b"}`),
      json(`{"cursor":"c","entities":[]}`),
      json(`{"entities":[${event("2")}],"cursor":""}`),
    );
    const run = await runWith({ results }, oneDay);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), [event("1"), event("2")]);
    const single = await runWith({ results: json(`{"entities":[${event("1")}],"cursor":null}`) }, oneDay);
    assert.deepEqual([single.code, requestsTo(single, "/results").length], [0, 1]);
  });

  it("behind a cursor that comes again are an error, not an end", async () => {
    const { code, stdout, stderr } = await runWith(
      { results: json(`{"entities":[${event("1")}],"cursor":"again"}`) },
      oneDay,
    );
    assert.equal(code, 75);
    assert.match(stderr, /same page token twice/);
    assert.deepEqual(rawTexts(stdout), [event("1")]);
  });

  const nonsense: Readonly<Record<string, string | Buffer>> = {
    "an empty body": "",
    "half a JSON": `{"entities":[{"id"`,
    "a page of HTML": "<html><body>Sign in</body></html>",
    "a missing list": `{"cursor":"t"}`,
    "a list that is null": `{"entities":null}`,
    "a text": `"entities"`,
    "a cursor that is no text": `{"entities":[],"cursor":7}`,
    "broken UTF-8": Buffer.from(`{"entities":["\u00ff"]}`, "latin1"),
  };
  it("come after all of that", async () => {
    const bad = Object.values(nonsense).map(
      (body) => (_: unknown, response: { end(body: string | Buffer): void }) => void response.end(body),
    );
    const run = await runWith({ results: inTurn(...bad, pagesOf([event("1")])) }, oneDay);
    assert.deepEqual([run.code, rawTexts(run.stdout)], [0, [event("1")]], run.stderr);
  });
  for (const [what, body] of Object.entries(nonsense)) {
    it(`are asked for again after a 200 with ${what}`, async () => {
      const broken = (_: unknown, response: { end(body: string | Buffer): void }) => response.end(body);
      const never = await runWith({ results: broken }, [...oneDay, "--max-attempts", "2"]);
      assert.equal(never.code, 75, never.stderr);
      assert.equal(requestsTo(never, "/results").length, 2);
      assert.match(never.stderr, /could not read the window .*: the service answered, but/);
    });
  }
});

describe("a query", () => {
  it("is waited for through every state, known or not", async () => {
    const status = inTurn(state("Queued"), state("Running"), state("Fulfilling"), state("Succeeded"));
    const run = await runWith({ status, results: pagesOf([event("1")]) }, oneDay);
    assert.equal(run.code, 0, run.stderr);
    assert.equal(run.received.filter(({ path }) => path.endsWith("~")).length, 4);
    assert.deepEqual(rawTexts(run.stdout), [event("1")]);
  });

  it("that is answered at once is not asked after", async () => {
    const submit = json({ id: "quick", state: "Succeeded" });
    const run = await runWith({ submit, results: pagesOf([event("1")]) }, oneDay);
    assert.deepEqual(rawTexts(run.stdout), [event("1")]);
    assert.deepEqual(
      run.received.map(({ path }) => path.replace("/api/v2/audits/query", "")),
      ["/oauth/token", "", "/quick/results"],
    );
  });

  for (const lost of ["Failed", "Cancelled", "404"]) {
    it(`that ends as ${lost} is submitted again, three times at most`, async () => {
      const bad = lost === "404" ? fail(404, "not.found", "no such query") : state(lost);
      const run = await runWith({ status: inTurn(bad, state("Succeeded")), results: pagesOf(events(3)) }, oneDay);
      assert.equal(run.code, 0, run.stderr);
      assert.equal(requestsTo(run, "/query").length, 2);
      assert.deepEqual(rawTexts(run.stdout), events(3));
      const never = await runWith({ status: bad }, oneDay);
      assert.equal(never.code, 75, never.stderr);
      assert.equal(requestsTo(never, "/query").length, 3);
      assert.match(never.stderr, /could not read the window 2026-03-02T00:00:00Z to .*tried 3 times/);
    });
  }

  it("whose cursor is refused is submitted again; what comes again in another shape is known by its id", async () => {
    const texts = events(30);
    const inFile = texts.map((text) => text.replace(`"eventDate"`, `"eventTime"`));
    const refused = fail(400, "invalid.query.param.value", "the cursor has expired");
    const results = inTurn(pagesOf(texts), refused, pagesOf(inFile));
    const run = await runWith({ results }, [...oneDay, "--page-size", "25"]);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), [...texts.slice(0, 25), ...inFile.slice(25)]);
    assert.equal(requestsTo(run, "/query").length, 2);
  });

  it("that is forgotten between its pages goes on where it broke off, with each event once", async () => {
    const texts = events(137);
    const gone = fail(404, "not.found", "no such query");
    const known = within(texts);
    const results = inTurn(known, known, gone, known);
    const run = await runWith({ results }, [...oneDay, "--page-size", "25"]);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), texts);
    const intervals = requestsTo(run, "/query").map(({ body }) => body["interval"]);
    assert.deepEqual(intervals, [
      "2026-03-01T23:59:59Z/2026-03-03T00:00:01Z",
      "2026-03-02T10:00:03Z/2026-03-03T00:00:01Z",
    ]);
    // Left out here, not by the engine, whose memory is short.
    assert.doesNotMatch(run.stderr, /repeated/);
  });

  it("that is submitted again gives what arrived meanwhile, and what has neither time nor id but once", async () => {
    const undated = `{"action":"View"}`;
    const [first, last, rest] = ["10:00:00", "10:00:02", "10:00:09"].map((time) =>
      event(time, { eventDate: `2026-03-02T${time}Z` }),
    );
    const late = event("late", { eventDate: "2026-03-02T10:00:01Z" });
    const page = (texts: readonly unknown[], cursor = "") => json(`{"entities":[${texts.join(",")}]${cursor}}`);
    const gone = fail(404, "not.found", "no such query");
    const results = inTurn(page([first, undated, last], `,"cursor":"c"`), gone, page([undated, late, last, rest]));
    const run = await runWith({ results }, oneDay);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), [first, undated, last, late, rest]);
  });

  it("that is submitted again and gives what it was not asked for fails its window: that may be new, or not", async () => {
    const early = event("early", { eventDate: "2026-03-02T01:00:00Z" });
    const gone = fail(404, "not.found", "no such query");
    const results = inTurn(
      json(`{"entities":[${event("1")}],"cursor":"c"}`),
      gone,
      json(`{"entities":[${early},${event("1")}]}`),
    );
    const run = await runWith({ results }, oneDay);
    assert.equal(run.code, 6, run.stderr);
    assert.match(run.stderr, /1 event came that was not asked for/);
  });

  it("that is forgotten between pages out of order is read again from its beginning, each event once", async () => {
    const texts = events(60).toReversed();
    const gone = fail(404, "not.found", "no such query");
    const results = inTurn(pagesOf(texts), gone, pagesOf(texts));
    const run = await runWith({ results }, [...oneDay, "--page-size", "25"]);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), texts);
    assert.deepEqual(new Set(requestsTo(run, "/query").map(({ body }) => body["interval"])).size, 1);
    // In another order it cannot be told what was given before.
    const [first = "", ...others] = texts;
    const changed = inTurn(pagesOf(texts), gone, pagesOf([...others, first]));
    const restless = await runWith({ results: changed }, [...oneDay, "--page-size", "25"]);
    assert.equal(restless.code, 75, restless.stderr);
    assert.match(restless.stderr, /the window .* was not read to its end at once, and read again it has changed/);
  });

  it("is submitted again when its answer makes no sense", async () => {
    const submit = inTurn(json({ state: "Queued" }), json("[]"), submitted);
    const run = await runWith({ submit, results: pagesOf([event("1")]) }, oneDay);
    assert.deepEqual([run.code, rawTexts(run.stdout)], [0, [event("1")]]);
  });
});
