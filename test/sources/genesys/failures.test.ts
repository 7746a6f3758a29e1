import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { finish, startCli } from "../../support/cli.ts";
import { linesOf, rawTextOf } from "../../support/invocation.ts";
import { startServer } from "../../support/http.ts";
import {
  environmentOf,
  event,
  events,
  fail,
  type Handler,
  handlerOf,
  inTurn,
  json,
  oneDay,
  pagesOf,
  requestsTo,
  runWith,
  state,
  submitted,
} from "./service.ts";

const onePage = pagesOf([event("1")]);

function rawTexts(stdout: string): readonly string[] {
  return linesOf(stdout).map(rawTextOf);
}

const empty: Handler = (_, response) => {
  response.statusCode = 502;
  response.end();
};
const html: Handler = (_, response) => {
  response.statusCode = 503;
  response.end("<html>Service Unavailable</html>");
};
const hangUp: Handler = (_, response) => void response.destroy();
const moved: Handler = (_, response) => {
  response.writeHead(301, { location: "https://elsewhere.example/" });
  response.end();
};

describe("what may pass is tried again", { concurrency: 4 }, () => {
  const passing: Readonly<Record<string, Handler>> = {
    408: fail(408, "client.timeout", "too slow"),
    409: fail(409, "request.conflict", "conflict"),
    425: fail(425, "too.early", "wait"),
    520: fail(520, "unknown", "a proxy's own"),
    429: fail(429, "too.many.requests", "Rate limit exceeded"),
    500: fail(500, "internal.server.error", "oops"),
    "502 without a body": empty,
    "503 of HTML": html,
    504: fail(504, "request.timeout", "timed out"),
    "a broken connection": hangUp,
    "a broken upload": fail(400, "client.failed.request", "upload"),
  };
  for (const where of ["login", "submit", "status", "results"] as const) {
    it(`each of them, one after the other, at ${where}`, async () => {
      const login = json({ access_token: "token-number-1", expires_in: 86_400 });
      const goods = { login, submit: submitted, status: state("Succeeded"), results: onePage };
      // The login's own refusals are told apart by their status: a 400 of it is one.
      const bad = Object.entries(passing).filter(([what]) => where !== "login" || what !== "a broken upload");
      const handlers = [...bad.map(([, handler]) => handler), goods[where]];
      const run = await runWith({ results: onePage, [where]: inTurn(...handlers) }, oneDay);
      assert.equal(run.code, 0, run.stderr);
      assert.deepEqual(rawTexts(run.stdout), [event("1")]);
      assert.ok(run.received.length >= handlers.length + 3, `${run.received.length} requests`);
    });
  }

  for (const [what, bad] of Object.entries(passing)) {
    it(`${what}, as often as --max-attempts says, then 75`, async () => {
      const run = await runWith({ results: bad }, [...oneDay, "--max-attempts", "5"]);
      assert.equal(requestsTo(run, "/results").length, 5);
      assert.equal(run.code, 75, run.stderr);
      assert.equal(run.stdout, "");
      assert.match(run.stderr, /error: could not read the window/);
    });
  }

  it("a message without end is cut", async () => {
    const run = await runWith({ results: fail(400, "bad.request", "x".repeat(50_000)) }, oneDay);
    assert.equal(run.code, 2);
    assert.ok(run.stderr.length < 2000, `${run.stderr.length} characters`);
  });

  const asked: readonly (readonly [what: string, bad: Handler])[] = [
    ["retry-after", fail(429, "too.many.requests", "slow down", { "retry-after": "1" })],
    ["the limiter's header", fail(429, "too.many.requests", "slow down", { "inin-ratelimit-reset": "1" })],
    ["its text", fail(429, "too.many.requests.retry.after", "Retry the request in [1] seconds")],
    [
      "retry-after as a date, by the service's own clock",
      fail(429, "too.many.requests", "slow down", {
        date: "Sun, 01 Mar 2020 10:00:00 GMT",
        "retry-after": "Sun, 01 Mar 2020 10:00:01 GMT",
      }),
    ],
    ["retry-after of a 503", fail(503, "service.unavailable", "later", { "retry-after": "1" })],
  ];
  for (const [what, bad] of asked) {
    it(`not before the service wants it, by ${what}`, async () => {
      const times: number[] = [];
      const timed: Handler = (request, response) => {
        times.push(performance.now());
        (times.length === 1 ? bad : onePage)(request, response);
      };
      const run = await runWith({ results: timed }, oneDay);
      assert.equal(run.code, 0, run.stderr);
      assert.ok((times[1] ?? 0) - (times[0] ?? 0) >= 990, String(times));
    });
  }

  it("not even asked before, where an answer says that the limit is reached", async () => {
    const times: number[] = [];
    const timed: Handler = (request, response) => {
      times.push(performance.now());
      const headers = { "inin-ratelimit-count": "180", "inin-ratelimit-allowed": "180", "inin-ratelimit-reset": "1" };
      for (const [name, value] of Object.entries(times.length === 1 ? headers : {})) response.setHeader(name, value);
      pagesOf(events(2))(request, response);
    };
    const run = await runWith({ results: timed }, [...oneDay, "--page-size", "1"]);
    assert.deepEqual([run.code, rawTexts(run.stdout)], [0, events(2)], run.stderr);
    assert.ok((times[1] ?? 0) - (times[0] ?? 0) >= 990, String(times));
  });

  it("not before the longest wait that any request was told, also one that waits already for a shorter", async () => {
    const times: number[] = [];
    const slow = (seconds: string) => fail(429, "too.many.requests", "slow down", { "retry-after": seconds });
    const first = [
      { after: 0, answer: slow("2") },
      { after: 500, answer: json({ entities: [], cursor: "c" }) },
      { after: 1000, answer: slow("4") },
    ];
    const waiting: (() => void)[] = [];
    const results: Handler = (request, response) => {
      const { after, answer } = first[times.length] ?? { after: 0, answer: pagesOf([]) };
      times.push(performance.now());
      waiting.push(() => setTimeout(() => answer(request, response), after));
      if (times.length >= first.length) for (const give of waiting.splice(0)) give();
    };
    const submit: Handler = (request, response) =>
      json({ id: String(request.body["interval"]).replace("/", "~"), state: "Succeeded" })(request, response);
    const threeWindows = ["--since", "2026-03-01", "--until", "2026-03-19", "--concurrency", "3"];
    const run = await runWith({ submit, results }, threeWindows);
    assert.deepEqual([run.code, times.length], [0, 6], run.stderr);
    assert.ok((times[3] ?? 0) - (times[2] ?? 0) >= 4_900, String(times));
  });

  it("not at all where the service wants to be left alone for long", async () => {
    const bad = fail(429, "too.many.requests", "slow down", { "retry-after": "3600" });
    const run = await runWith({ results: bad }, oneDay);
    assert.deepEqual([run.code, requestsTo(run, "/results").length], [75, 1]);
    assert.match(run.stderr, /run again in 3600 s/);
  });

  it("also after a silence of --timeout", async () => {
    let turn = 0;
    const silent: Handler = (request, response) => {
      turn += 1;
      if (turn > 1) onePage(request, response);
    };
    const run = await runWith({ results: silent }, [...oneDay, "--timeout", "1"]);
    assert.deepEqual([run.code, rawTexts(run.stdout)], [0, [event("1")]], run.stderr);
    const never = await runWith({ results: () => undefined }, [...oneDay, "--timeout", "1", "--max-attempts", "1"]);
    assert.equal(never.code, 75);
    assert.match(never.stderr, /no answer for 1 s/);
  });
});

describe("what does not pass ends at once", { concurrency: 4 }, () => {
  const final: readonly (readonly [status: number, code: string, exit: number, hint: RegExp])[] = [
    [400, "bad.request", 2, /refuses what was asked/],
    [400, "invalid.value", 2, /refuses/],
    [413, "request.entity.too.large", 2, /refuses/],
    [415, "unsupported.media.type", 2, /refuses/],
    [403, "missing.permissions", 4, /audits:audit:view/],
    [403, "not.authorized", 4, /audits:audit:view/],
    [401, "ip.not.authorized", 4, /administrator/],
    [501, "not.implemented", 75, /run again/],
    [505, "version.not.supported", 75, /run again/],
  ];
  for (const [status, code, exit, hint] of final) {
    it(`${status} ${code} with ${exit}`, async () => {
      const bad = fail(status, code, "You are missing the following permission(s): audits:audit:view");
      const run = await runWith({ submit: bad }, [...oneDay, "-f", "json"]);
      assert.equal(run.code, exit, run.stderr);
      assert.equal(requestsTo(run, "/query").length, 1);
      assert.equal(run.stdout, "");
      assert.match(
        run.stderr,
        new RegExp(`${code}: You are missing .*audits:audit:view .HTTP ${status}, context ctx-1, correlation corr-1`),
      );
      assert.match(run.stderr, hint);
    });
  }

  for (const [where, path] of [
    ["login", "/oauth/token"],
    ["submit", "/query"],
    ["results", "/results"],
  ] as const) {
    it(`a redirect at ${where}`, async () => {
      const run = await runWith({ [where]: moved }, oneDay);
      assert.deepEqual([run.code, requestsTo(run, path).length], [75, 1], run.stderr);
      assert.match(run.stderr, /HTTP 301, a redirect\n {2}next: check the/);
    });
  }

  it("a missing permission for all windows, not for each", async () => {
    const submit = fail(403, "missing.permissions", "no");
    const run = await runWith({ submit }, ["--since", "2026-01-01", "--until", "2026-03-01", "--concurrency", "1"]);
    assert.equal(run.code, 4);
    assert.equal(requestsTo(run, "/query").length, 1);
    assert.equal(run.stderr.match(/error:/g)?.length, 1);
  });

  it("a service that is not there, with 75 and the network to check", async () => {
    const gone = await startServer(() => undefined);
    await gone.close();
    const { port } = new URL(gone.url);
    const { code, stdout, stderr } = await runWith({}, [...oneDay, "--max-attempts", "1"], {
      GENESYSCLOUD_GATEWAY_PORT: port,
    });
    assert.deepEqual([code, stdout], [75, ""]);
    assert.match(stderr, /could not log in to Genesys Cloud: could not reach 127\.0\.0\.1:\d+: ECONNREFUSED/);
    assert.match(stderr, /check the network/);
  });
});

describe("a signal", { concurrency: 4 }, () => {
  for (const [where, handlers] of Object.entries({
    "while a query runs": { status: state("Running") },
    "while the service is waited for": { results: fail(429, "too.many.requests", "", { "retry-after": "200" }) },
    "while an answer is waited for": { results: () => undefined },
  })) {
    it(`ends the run at once ${where}`, async () => {
      let asked = 0;
      const server = await startServer((request, response) => {
        asked += 1;
        handlerOf(request, handlers)(request, response);
      });
      try {
        const child = startCli(["genesys", ...oneDay], { env: environmentOf(server.url) });
        const ended = finish(child);
        while (asked < 3) await new Promise((resolve) => void setTimeout(resolve, 20));
        await new Promise((resolve) => void setTimeout(resolve, 400));
        const started = Date.now();
        child.kill("SIGINT");
        const { code } = await ended;
        assert.equal(code, 130);
        assert.ok(Date.now() - started < 1500);
      } finally {
        await server.close();
      }
    });
  }
});
