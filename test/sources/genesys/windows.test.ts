import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linesOf, rawTextOf } from "../../support/invocation.ts";
import type { Received } from "../../support/http.ts";
import {
  event,
  fail,
  type Handler,
  json,
  pagesOf,
  realtimeOf,
  requestsTo,
  type Run,
  runWith,
  submitted,
  within,
} from "./service.ts";

const hour = 3_600_000;

/** An event every six hours, all through March: on every bound that a window can have, too. */
const march = Array.from({ length: 124 }, (_, index) =>
  event(`m-${index}`, {
    eventDate: new Date(Date.UTC(2026, 2, 1) + index * 6 * hour).toISOString(),
    serviceName: ["Quality", "Outbound"][index % 2],
  }),
);
const allOfMarch = ["--since", "2026-03-01", "--until", "2026-04-01"];

function rawTexts(stdout: string): readonly string[] {
  return linesOf(stdout).map(rawTextOf);
}

/** Refuses a query by its interval, measured as a service may that includes neither of its ends. */
function refusing(isRefused: (start: number, end: number) => boolean, answer: Handler): Handler {
  return (request, response) => {
    const [start = Number.NaN, end = Number.NaN] = String(request.body["interval"]).split("/").map(Date.parse);
    (isRefused(start, end) ? answer : submitted)(request, response);
  };
}

function hoursAskedFor(run: Run): readonly number[] {
  return requestsTo(run, "/query").map(({ body }: Received) => {
    const [start = 0, end = 0] = String(body["interval"]).split("/").map(Date.parse);
    return (end - start - 2000) / hour;
  });
}

const tooLong = fail(
  400,
  "bad.request",
  "You must specify a search interval as part of your query that does not exceed 7 days.",
);

describe("the windows of a month", () => {
  it("are of six days, which a limit of seven takes at once; each event once, in order", async () => {
    const submit = refusing((start, end) => end - start > 7 * 24 * hour, tooLong);
    const run = await runWith({ submit, results: within(march) }, allOfMarch);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), march);
    assert.deepEqual(
      hoursAskedFor(run).toSorted((left, right) => left - right),
      [24, 144, 144, 144, 144, 144],
    );
    assert.match(run.stderr, /124 events of 6 windows/);
  });

  for (const days of [5, 1, 0.4]) {
    it(`are halved where ${days} days are the limit, and the limit is remembered; each event once, in order`, async () => {
      const submit = refusing((start, end) => end - start > days * 24 * hour, tooLong);
      const run = await runWith({ submit, results: within(march) }, [
        "--since",
        "2026-03-01",
        "--until",
        "2026-03-15",
        "--concurrency",
        "1",
      ]);
      assert.equal(run.code, 0, run.stderr);
      assert.deepEqual(rawTexts(run.stdout), march.slice(0, 56));
      // What two parts both have is left out where they are cut, not by the engine, whose memory is short.
      assert.doesNotMatch(run.stderr, /repeated/);
      // A minute asked for by the way tells whether it is the length that is refused.
      const asked = hoursAskedFor(run).filter((hours) => hours > 0.1);
      const refused = asked.filter((hours) => hours + 2 / 3600 > days * 24);
      assert.ok(refused.length <= 7, `${refused.length} refused`);
      const accepted = asked.filter((hours) => !refused.includes(hours));
      assert.equal(
        accepted.reduce((sum, hours) => sum + hours, 0),
        14 * 24,
      );
    });
  }

  it("have the same bytes whatever the limit, the page size and the concurrency", async () => {
    const submit = refusing((start, end) => end - start > 2 * 24 * hour, tooLong);
    const { stdout } = await runWith({ results: within(march) }, allOfMarch);
    for (const more of [
      ["--concurrency", "16"],
      ["--page-size", "3"],
      ["--concurrency", "1", "--page-size", "500"],
    ]) {
      assert.equal((await runWith({ submit, results: within(march) }, [...allOfMarch, ...more])).stdout, stdout);
    }
  });

  it("that the service refuses whatever their length are named, with 6, and the others are exported", async () => {
    const tooOld = fail(400, "invalid.date", "The interval starts before the retention of 365 days.");
    const submit = refusing((start) => start < Date.UTC(2026, 2, 10), tooOld);
    const run = await runWith({ submit, results: within(march) }, [...allOfMarch, "--concurrency", "1"]);
    assert.equal(run.code, 6, run.stderr);
    assert.match(run.stderr, /could not read the window 2026-03-01T00:00:00Z to 2026-03-07T00:00:00Z: invalid.date/);
    // What is left of a window that the service keeps in part is read, to the minute.
    assert.match(
      run.stderr,
      /could not read the window 2026-03-07T00:00:00Z to 2026-03-13T00:00:00Z from 2026-03-07T00:00:00Z to 2026-03-10T00:00:\d\dZ: invalid/,
    );
    assert.match(run.stderr, /incomplete, 2 not read/);
    assert.deepEqual(rawTexts(run.stdout), march.slice(37));
    // Down to a minute and no further, and what was refused for its age shortens no other window.
    assert.ok(hoursAskedFor(run).length < 60, `${hoursAskedFor(run).length} asked for`);
    assert.equal(hoursAskedFor(run).at(-2), 144);
  });

  for (const [what, refusal] of Object.entries({
    "in the words of nobody's test": fail(400, "invalid.value", "startDate to endDate must be within 7 days"),
    "in its parameters": json({ code: "bad.request", status: 400, messageParams: { what: "interval" } }, 400),
    "in an error within the error": json({ status: 400, errors: [{ message: "The interval is too long" }] }, 400),
  })) {
    it(`are halved where their length is refused ${what}`, async () => {
      const submit = refusing((start, end) => end - start > 1.2 * 24 * hour, refusal);
      const run = await runWith({ submit, results: within(march) }, ["--since", "2026-03-01", "--until", "2026-03-08"]);
      assert.equal(run.code, 0, run.stderr);
      assert.deepEqual(rawTexts(run.stdout), march.slice(0, 28));
    });
  }

  it("are asked for in vain a few times where a refusal says nothing of why", async () => {
    const submit = fail(400, "invalid.value", "no");
    const run = await runWith({ submit }, [...allOfMarch, "--concurrency", "1"]);
    assert.equal(run.code, 2, run.stderr);
    assert.match(
      run.stderr,
      /could not read the window 2026-03-01T00:00:00Z to 2026-03-07T00:00:00Z: invalid.value: no/,
    );
    // Six days, three, one and a half, three quarters; and once for each of the five windows that follow.
    assert.equal(requestsTo(run, "/query").length, 4 + 5);
  });

  for (const concurrency of ["1", "3"]) {
    it(`are halved where one is refused without a reason and others of its length are not: ${concurrency} at once`, async () => {
      const refused = fail(400, "bad.request", "no");
      const isFull = (start: number, end: number) => start > Date.UTC(2026, 2, 12) && end - start > 4 * 24 * hour;
      const run = await runWith({ submit: refusing(isFull, refused), results: within(march) }, [
        ...allOfMarch,
        "--concurrency",
        concurrency,
      ]);
      assert.equal(run.code, 0, run.stderr);
      assert.deepEqual(rawTexts(run.stdout), march);
    });
  }

  it("of which one fails are named, with 6", async () => {
    const results: Handler = (request, response) => {
      const bad = request.path.includes("2026-03-12");
      (bad ? fail(500, "internal.server.error", "no luck") : within(march))(request, response);
    };
    const run = await runWith({ results }, [...allOfMarch, "--max-attempts", "2"]);
    assert.equal(run.code, 6, run.stderr);
    assert.match(run.stderr, /could not read the window 2026-03-13T00:00:00Z to 2026-03-19T00:00:00Z: internal.server/);
    assert.deepEqual(rawTexts(run.stdout), [...march.slice(0, 48), ...march.slice(72)]);
  });

  it("have events on their bounds once, though each is asked for a second wider", async () => {
    const bound = "2026-03-07T00:00:00Z";
    const texts = [
      event("a", { eventDate: "2026-03-06T23:59:59Z" }),
      event("b", { eventDate: "2026-03-06T23:59:59.999Z" }),
      event("c", { eventDate: bound }),
      event("d", { eventDate: "2026-03-07T01:00:00.5+01:00" }),
      event("e", { eventDate: "2026-03-07T00:00:01Z" }),
    ];
    const run = await runWith({ results: within(texts) }, ["--since", "2026-03-01", "--until", "2026-03-08"]);
    assert.deepEqual(rawTexts(run.stdout), texts);
    assert.equal(requestsTo(run, "/query").length, 2);
  });

  for (const path of [[], ["realtime"]]) {
    it(`of ${path.join("") || "queries"} in which events of other windows come give these too, as their own do not have them`, async () => {
      const midnight = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
      const [first, last] = [midnight(10), midnight(2)];
      const texts = [`${first}T10:00:00Z`, `${last}T10:00:00Z`].map((eventDate, index) =>
        event(`${index}`, { eventDate }),
      );
      // Filed under the last day, both of them.
      const results: Handler = (request, response) =>
        pagesOf(request.path.includes(`${midnight(1)}T`) ? texts : [])(request, response);
      const realtime: Handler = (request, response) =>
        realtimeOf(String(request.body["interval"]).includes(`${midnight(1)}T`) ? texts : [])(request, response);
      const run = await runWith({ results, realtime }, [...path, "--since", first, "--until", midnight(1)]);
      assert.equal(run.code, 0, run.stderr);
      assert.deepEqual(rawTexts(run.stdout), texts.toReversed());
      assert.match(run.stderr, /warning: 1 event came in a window of time that is not that of the event/);
    });
  }

  for (const path of [[], ["realtime"]]) {
    it(`of ${path.join("") || "queries"} that were split fail where an event comes in another part than its own`, async () => {
      const midnight = new Date(Date.now() - 5 * 24 * hour).toISOString().slice(0, 10);
      const early = event("early", { eventDate: `${midnight}T01:00:00Z` });
      const strict = (limit: number, of: Handler): Handler => {
        return (request, response) => {
          const [start = "", end = ""] = String(request.body["interval"]).split("/");
          (Date.parse(end) - Date.parse(start) > limit ? tooLong : of)(request, response);
        };
      };
      const results: Handler = (request, response) =>
        pagesOf(request.path.includes(`${midnight}T11:59:59Z~`) ? [early] : [])(request, response);
      const realtime: Handler = (request, response) =>
        realtimeOf(String(request.body["interval"]).startsWith(`${midnight}T11:59:59Z`) ? [early] : [])(
          request,
          response,
        );
      const limit = 14 * hour;
      const handlers = { submit: strict(limit, submitted), results, realtime: strict(limit, realtime) };
      const until = new Date(Date.parse(`${midnight}T00:00:00Z`) + 24 * hour).toISOString();
      const run = await runWith(handlers, [...path, "--since", midnight, "--until", until]);
      assert.equal(run.code, 6, run.stderr);
      assert.match(run.stderr, /1 event came that was not asked for/);
    });
  }

  it("end tomorrow at the latest", async () => {
    const run = await runWith({}, ["--since", "1h", "--until", "2099-01-01"]);
    assert.equal(run.code, 0, run.stderr);
    assert.equal(requestsTo(run, "/query").length, 1);
  });

  it("begin 24 hours ago unless --since says otherwise", async () => {
    const run = await runWith({}, []);
    assert.ok(Math.abs((hoursAskedFor(run)[0] ?? 0) - 24) < 0.01);
  });
});

describe("a service that wants one service named", () => {
  const needed = fail(400, "bad.request", "serviceName is required for this interval");
  const submit: Handler = (request, response) =>
    (request.body["serviceName"] === undefined ? needed : submitted)(request, response);
  const services = json({
    services: [
      { name: "Outbound", entities: [{ name: "Campaign", actions: ["Start"] }] },
      { name: "Quality", entities: [] },
    ],
  });
  const of = (name: string) => march.filter((text) => text.includes(`"${name}"`));

  it("is asked for each that it maps, in each window, and refuses but once", async () => {
    const run = await runWith({ submit, services, results: within(march) }, [
      "--since",
      "2026-03-01",
      "--until",
      "2026-03-13",
      "--concurrency",
      "1",
    ]);
    assert.equal(run.code, 0, run.stderr);
    const half = march.slice(0, 48);
    assert.deepEqual(rawTexts(run.stdout).toSorted(), half.toSorted());
    assert.deepEqual(
      requestsTo(run, "/query").map(({ body }) => body["serviceName"]),
      [undefined, "Outbound", "Quality", "Outbound", "Quality"],
    );
    assert.equal(requestsTo(run, "/servicemapping").length, 1);
  });

  it("has its windows halved for each, too", async () => {
    const both = refusing((start, end) => end - start > 2 * 24 * hour, tooLong);
    const strict: Handler = (request, response) =>
      (request.body["serviceName"] === undefined ? needed : both)(request, response);
    const run = await runWith({ submit: strict, services, results: within(march) }, allOfMarch);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout).toSorted(), march.toSorted());
  });

  it("fails the window of which one service cannot be read", async () => {
    const results: Handler = (request, response) => {
      const isQuality = request.path.endsWith("~Quality/results");
      (isQuality ? fail(503, "service.unavailable", "later") : within(march))(request, response);
    };
    const run = await runWith({ submit, services, results }, [
      "--since",
      "2026-03-01",
      "--until",
      "2026-03-02",
      "--max-attempts",
      "1",
    ]);
    assert.equal(run.code, 6, run.stderr);
    assert.match(
      run.stderr,
      /could not read the window [^\n]* of 1 of 2 services: Quality \(service.unavailable: later/,
    );
    assert.deepEqual(rawTexts(run.stdout), of("Outbound").slice(0, 2));
  });

  it("has the services asked for that follow one that cannot be read, and none twice", async () => {
    const results: Handler = (request, response) => {
      const isFirst = request.path.endsWith("~Outbound/results");
      (isFirst ? fail(500, "internal.server.error", "no") : within(march))(request, response);
    };
    const names = ["Outbound", "Quality", "Quality", "Outbound"];
    const twice = json({ services: names.map((name) => ({ name, entities: [] })) });
    const limits = ["--since", "2026-03-01", "--until", "2026-03-02", "--max-attempts", "1"];
    const run = await runWith({ submit, services: twice, results }, limits);
    assert.equal(run.code, 6, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), of("Quality").slice(0, 2));
    const none = { submit, services: twice, results: fail(500, "internal.server.error", "no") };
    assert.equal((await runWith(none, limits)).code, 75);
  });

  it("is not asked for others when one is given", async () => {
    const run = await runWith({ submit, services, results: within(march) }, [...allOfMarch, "--service", "Quality"]);
    assert.deepEqual(rawTexts(run.stdout), of("Quality"));
    assert.equal(requestsTo(run, "/servicemapping").length, 0);
  });

  it("whose list of services cannot be had has each window named", async () => {
    const limits = ["--since", "2026-03-01", "--until", "2026-03-13", "--max-attempts", "1"];
    const run = await runWith({ submit, services: fail(500, "internal.server.error", "no") }, limits);
    assert.equal(run.code, 75, run.stderr);
    for (const window of ["2026-03-01T00:00:00Z to 2026-03-07", "2026-03-07T00:00:00Z to 2026-03-13"]) {
      assert.match(run.stderr, new RegExp(`could not read the window ${window}`));
    }
  });

  it("and maps none is an error, not an empty export", async () => {
    const run = await runWith({ submit, results: pagesOf(march) }, ["--since", "2026-03-01", "--until", "2026-03-02"]);
    assert.equal(run.code, 75, run.stderr);
    assert.equal(run.stdout, "");
  });
});
