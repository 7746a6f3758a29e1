import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linesOf, rawTextOf } from "../../support/cli.ts";
import { event, events, fail, type Handler, inTurn, json, oneDay, realtimeOf, requestsTo, runWith } from "./service.ts";

const realtime = ["realtime", ...oneDay];

function rawTexts(stdout: string): readonly string[] {
  return linesOf(stdout).map(rawTextOf);
}

describe("realtime", { concurrency: 4 }, () => {
  for (const count of [0, 1, 2, 25, 26, 137]) {
    for (const size of [1, 25, 500]) {
      it(`gives ${count} events, ${size} a page: each once, in order, untouched`, async () => {
        const texts = events(count);
        const run = await runWith({ realtime: realtimeOf(texts) }, [...realtime, "--page-size", String(size)]);
        assert.equal(run.code, 0, run.stderr);
        assert.deepEqual(rawTexts(run.stdout), texts);
        const numbers = requestsTo(run, "/realtime").map(({ body }) => body["pageNumber"]);
        const pages = Math.max(1, Math.ceil(count / size));
        assert.deepEqual(
          numbers,
          Array.from({ length: pages }, (_, index) => index + 1),
        );
      });
    }
  }

  it("says on stderr that it is a part only, and when it is asked for more than 14 days", async () => {
    const { stderr } = await runWith({}, ["realtime", "--since", "1h"]);
    assert.match(stderr, /warning: realtime knows some services only/);
    assert.doesNotMatch(stderr, /14 days ago/);
    assert.match(
      (await runWith({}, realtime)).stderr,
      /warning: --since 2026-03-02T00:00:00Z is more than 14 days ago/,
    );
  });

  it("asks as the API wants it: page and size in the body, expand in the query, a day at most", async () => {
    const run = await runWith({}, [
      "realtime",
      "--since",
      "2026-03-02",
      "--until",
      "2026-03-04T12:00:00Z",
      "--concurrency",
      "1",
      "--service",
      "Quality",
      "--filter",
      "action=View",
      "--expand",
      "user",
      "--page-size",
      "50",
    ]);
    assert.equal(run.code, 0, run.stderr);
    const asked = requestsTo(run, "/realtime");
    assert.deepEqual(
      asked.map(({ body }) => body["interval"]),
      [
        "2026-03-01T23:59:59Z/2026-03-03T00:00:01Z",
        "2026-03-02T23:59:59Z/2026-03-04T00:00:01Z",
        "2026-03-03T23:59:59Z/2026-03-04T12:00:01Z",
      ],
    );
    assert.deepEqual(asked[0]?.body, {
      interval: "2026-03-01T23:59:59Z/2026-03-03T00:00:01Z",
      serviceName: "Quality",
      filters: [{ property: "Action", value: "View" }],
      sort: [{ name: "Timestamp", sortOrder: "ascending" }],
      pageSize: 50,
      pageNumber: 1,
    });
    assert.equal(asked[0]?.query.toString(), "expand=user");
  });

  it("reads a window again when an event arrives meanwhile, and gives each once", async () => {
    const before = events(60);
    const after = [event("late", { eventDate: "2026-03-02T09:00:00Z" }), ...before];
    let turn = 0;
    const moving: Handler = (request, response) => {
      turn += 1;
      realtimeOf(turn === 1 ? before : after)(request, response);
    };
    const run = await runWith({ realtime: moving }, [...realtime, "--page-size", "25"]);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout).toSorted(), after.toSorted());
  });

  it("fails where what came never fits the number that the service counts", async () => {
    const short = json(`{"entities":[${event("1")}],"pageNumber":1,"pageSize":500,"total":3,"pageCount":1}`);
    const run = await runWith({ realtime: short }, realtime);
    assert.equal(run.code, 75, run.stderr);
    assert.match(run.stderr, /1 events came, but the service counts 3/);
    assert.deepEqual(rawTexts(run.stdout), [event("1")]);
  });

  it("goes by the pages there are, should the service give smaller ones than asked for", async () => {
    const texts = events(60);
    const small: Handler = ({ body }, response) =>
      realtimeOf(texts)({ ...never, body: { ...body, pageSize: 25 } }, response);
    const run = await runWith({ realtime: small }, realtime);
    assert.deepEqual([run.code, rawTexts(run.stdout)], [0, texts], run.stderr);
  });

  it("reads on to an empty page where the service counts neither pages nor events", async () => {
    const texts = events(3);
    const uncounted: Handler = ({ body }, response) => {
      const text = texts[Number(body["pageNumber"]) - 1];
      response.end(`{"entities":[${text ?? ""}]}`);
    };
    const run = await runWith({ realtime: uncounted }, [...realtime, "--page-size", "1"]);
    assert.deepEqual([run.code, rawTexts(run.stdout)], [0, texts], run.stderr);
  });

  it("keeps equal events that have no id", async () => {
    const nameless = `{"eventDate":"2026-03-02T10:00:00Z","action":"View"}`;
    const texts = [nameless, nameless, event("1")];
    const run = await runWith({ realtime: realtimeOf(texts) }, realtime);
    assert.deepEqual(rawTexts(run.stdout), texts);
  });

  it("asks again after nonsense, and for each service where one must be named", async () => {
    const needed = fail(400, "bad.request", "serviceName is required");
    const of: Handler = (request, response) => {
      const name = request.body["serviceName"];
      (name === undefined ? needed : realtimeOf([event(String(name))]))(request, response);
    };
    const realtimeServices = json({ services: ["A", "B"].map((name) => ({ name, entities: [] })) });
    const run = await runWith({ realtime: inTurn(json("[]"), of), realtimeServices }, realtime);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), [event("A"), event("B")]);
  });

  it("names a window that could not be read, with 6", async () => {
    const bad: Handler = (request, response) => {
      const isBad = String(request.body["interval"]).startsWith("2026-03-02T23");
      (isBad ? fail(504, "request.timeout", "slow") : realtimeOf([]))(request, response);
    };
    const run = await runWith({ realtime: bad }, [
      "realtime",
      "--since",
      "2026-03-02",
      "--until",
      "2026-03-05",
      "--max-attempts",
      "1",
    ]);
    assert.equal(run.code, 6, run.stderr);
    assert.match(run.stderr, /could not read the window 2026-03-03T00:00:00Z to 2026-03-04T00:00:00Z/);
  });
});

const never = { method: "POST", path: "", query: new URLSearchParams(), headers: {} };
