import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linesOf, rawTextOf } from "../../support/invocation.ts";
import { pagings } from "../../support/pagings.ts";
import { event as eventAt, fail, type Handler, inTurn, json, realtimeOf, requestsTo, runWith } from "./service.ts";

/** A time in the last whole days: what is older than fourteen is another matter. */
function recent(daysAgo: number, time = "00:00:00"): string {
  return `${new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)}T${time}Z`;
}

const realtime = ["realtime", "--since", recent(3), "--until", recent(2)];

function event(id: string, members: object = {}): string {
  return eventAt(id, { eventDate: recent(3, "10:00:00"), ...members });
}

/** So many events, ten in each second. */
function events(count: number): readonly string[] {
  const start = Date.parse(recent(3, "10:00:00"));
  return Array.from({ length: count }, (_, index) =>
    event(`e-${index + 1}`, { eventDate: new Date(start + Math.floor(index / 10) * 1000).toISOString() }),
  );
}

function rawTexts(stdout: string): readonly string[] {
  return linesOf(stdout).map(rawTextOf);
}

describe("realtime", () => {
  for (const [count, size] of pagings(500)) {
    it(`gives ${count} events, ${size} a page: each once, in order, untouched`, async () => {
      const texts = events(count);
      const run = await runWith({ realtime: realtimeOf(texts) }, [...realtime, "--page-size", String(size)]);
      assert.equal(run.code, 0, run.stderr);
      assert.deepEqual(rawTexts(run.stdout), texts);
      const numbers = requestsTo(run, "/realtime").map(({ body }) => body["pageNumber"]);
      const pages = Array.from({ length: Math.max(1, Math.ceil(count / size)) }, (_, index) => index + 1);
      // Several are read twice: nothing slipped through between them.
      assert.deepEqual(numbers, pages.length === 1 ? pages : [...pages, ...pages]);
    });
  }

  it("says on stderr that it is a part only", async () => {
    const { code, stderr } = await runWith({}, ["realtime", "--since", "14d"]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^warning: realtime knows some services only[^\n]*\n[^\n]*14 windows[^\n]*\n$/);
  });

  it("exports what there is of more than 14 days, and ends with 6: nobody can say that it is all", async () => {
    const old = event("old", { eventDate: recent(16, "10:00:00") });
    const run = await runWith({ realtime: realtimeOf([old]) }, [
      "realtime",
      "--since",
      recent(16),
      "--until",
      recent(13),
    ]);
    assert.deepEqual([run.code, rawTexts(run.stdout)], [6, [old]], run.stderr);
    assert.match(run.stderr, /error: realtime keeps 14 days: \S+T00:00:00Z to \S+ is not complete\n {2}next: /);
  });

  it("asks as the API wants it: page and size in the body, expand in the query, a day at most", async () => {
    const run = await runWith({}, [
      "realtime",
      "--since",
      recent(5),
      "--until",
      recent(3, "12:00:00"),
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
        `${recent(6, "23:59:59")}/${recent(4, "00:00:01")}`,
        `${recent(5, "23:59:59")}/${recent(3, "00:00:01")}`,
        `${recent(4, "23:59:59")}/${recent(3, "12:00:01")}`,
      ],
    );
    assert.deepEqual(asked[0]?.body, {
      interval: `${recent(6, "23:59:59")}/${recent(4, "00:00:01")}`,
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
    const after = [event("late", { eventDate: recent(3, "09:00:00") }), ...before];
    let turn = 0;
    const moving: Handler = (request, response) => {
      turn += 1;
      realtimeOf(turn === 1 ? before : after)(request, response);
    };
    const run = await runWith({ realtime: moving }, [...realtime, "--page-size", "25"]);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout).toSorted(), after.toSorted());
  });

  it("reads on while events of one second change places from page to page", async () => {
    const texts = Array.from({ length: 40 }, (_, index) => event(`e-${index}`));
    let turn = 0;
    const shuffled: Handler = (request, response) => {
      turn += 1;
      const start = turn === 2 ? 7 : 0;
      realtimeOf([...texts.slice(start), ...texts.slice(0, start)])(request, response);
    };
    const run = await runWith({ realtime: shuffled }, [...realtime, "--page-size", "10"]);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout).toSorted(), texts.toSorted());
  });

  it("finds what slipped through though the count stayed the same: one event left, another came", async () => {
    const texts = events(41);
    let turn = 0;
    const replaced: Handler = (request, response) => {
      turn += 1;
      realtimeOf(turn === 1 ? texts.slice(0, 40) : texts.slice(1))(request, response);
    };
    const run = await runWith({ realtime: replaced }, [...realtime, "--page-size", "10"]);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout).toSorted(), texts.toSorted());
  });

  for (const counts of [{}, { pageCount: 6 }, { pageCount: 1 }]) {
    it(`reads every page, an empty one too, where all it has to go by is ${JSON.stringify(counts)}`, async () => {
      const texts = events(60);
      const handler: Handler = ({ body }, response) => {
        const number = Number(body["pageNumber"]);
        const isGap = counts.pageCount === 6 && number === 2;
        const start = counts.pageCount === 6 && number > 2 ? (number - 2) * 12 : (number - 1) * 12;
        const entities = isGap ? [] : texts.slice(start, start + 12).map((text) => JSON.parse(text) as unknown);
        response.end(JSON.stringify({ entities, ...counts }));
      };
      const run = await runWith({ realtime: handler }, [...realtime, "--page-size", "12"]);
      assert.deepEqual([run.code, rawTexts(run.stdout)], [0, texts], run.stderr);
    });
  }

  it("gives events that share an id but differ once each, however often they are read", async () => {
    const texts = [event("x"), event("x", { action: "Delete" }), event("y"), event("z")];
    const run = await runWith({ realtime: realtimeOf(texts) }, [...realtime, "--page-size", "2"]);
    assert.deepEqual([run.code, rawTexts(run.stdout)], [0, texts], run.stderr);
  });

  for (const [what, entities] of [
    ["no events", []],
    ["the same events", [{ id: "1", eventDate: recent(3, "10:00:00") }]],
  ] as const) {
    it(`gives up a service that counts pages without end and has ${what} in them`, async () => {
      const page = json({ entities, total: 2 ** 53 - 1, pageCount: 2 ** 40 });
      const run = await runWith({ realtime: page }, realtime);
      assert.equal(run.code, 75, run.stderr);
      assert.ok(run.received.length < 100, `${run.received.length} requests`);
    });
  }

  it("gives up a service that gives the same page for every number", async () => {
    const page = json({ entities: events(3).map((text) => JSON.parse(text) as unknown) });
    const run = await runWith({ realtime: page }, [...realtime, "--page-size", "3"]);
    assert.deepEqual([run.code, rawTexts(run.stdout)], [75, events(3)], run.stderr);
    assert.match(run.stderr, /gives the same page again and again/);
  });

  it("halves a page that is too large for an answer, and a window that is too long", async () => {
    const texts = events(60);
    const ten = Date.parse(recent(3, "10:00:00"));
    const tooLarge = fail(400, "response.entity.too.large", "The response is over the size limit. Reduce pageSize");
    const tooLong = fail(400, "invalid.value", "the interval does not exceed 1 days");
    const strict: Handler = (request, response) => {
      const [since = "", until = ""] = String(request.body["interval"]).split("/");
      if (Date.parse(until) - Date.parse(since) > 86_400_000) tooLong(request, response);
      else if (Number(request.body["pageSize"]) > 40) tooLarge(request, response);
      else realtimeOf(Date.parse(since) < ten && ten < Date.parse(until) ? texts : [])(request, response);
    };
    const run = await runWith({ realtime: strict }, realtime);
    assert.deepEqual([run.code, rawTexts(run.stdout)], [0, texts], run.stderr);
  });

  it("fails where what came never fits the number that the service counts", async () => {
    const short = json(`{"entities":[${event("1")}],"pageNumber":1,"pageSize":500,"total":3,"pageCount":1}`);
    const run = await runWith({ realtime: short }, realtime);
    assert.equal(run.code, 6, run.stderr);
    assert.match(run.stderr, /to its end: the service counts 3 events, and gives 1, 6 times/);
    assert.deepEqual(rawTexts(run.stdout), [event("1")]);
  });

  for (const [total, code] of [
    [2, 0],
    [3, 6],
  ] as const) {
    it(`takes an event that changes between two readings for no other, here of ${total} that are counted`, async () => {
      let turn = 0;
      const changing: Handler = (request, response) => {
        const page = [event("1", { turn: (turn += 1) }), event("2")][Number(request.body["pageNumber"]) - 1];
        response.end(`{"entities":[${page ?? ""}],"total":${total},"pageCount":2}`);
      };
      const run = await runWith({ realtime: changing }, [...realtime, "--page-size", "1"]);
      assert.equal(run.code, code, run.stderr);
      if (code === 0) assert.match(run.stderr, /1 events of the window changed while it was read/);
      else assert.match(run.stderr, /the service counts 3 events, and gives 2/);
    });
  }

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
    const nameless = `{"eventDate":"${recent(3, "10:00:00")}","action":"View"}`;
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
      const isBad = String(request.body["interval"]).startsWith(recent(5, "23:59:59"));
      (isBad ? fail(504, "request.timeout", "slow") : realtimeOf([]))(request, response);
    };
    const run = await runWith({ realtime: bad }, [
      "realtime",
      "--since",
      recent(5),
      "--until",
      recent(2),
      "--max-attempts",
      "1",
    ]);
    assert.equal(run.code, 6, run.stderr);
    assert.match(run.stderr, new RegExp(`could not read the window ${recent(4)} to ${recent(3)}`));
  });
});

const never = { method: "POST", path: "", query: new URLSearchParams(), headers: {} };
