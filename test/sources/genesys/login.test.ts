import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { runCli } from "../../support/cli.ts";
import { linesOf, rawTextOf } from "../../support/invocation.ts";
import { startServer } from "../../support/http.ts";
import { runHere } from "../../support/in-process.ts";
import {
  event,
  events,
  fail,
  type Handler,
  inTurn,
  json,
  oneDay,
  pagesOf,
  requestsTo,
  runWith,
  state,
  submitted,
} from "./service.ts";

const results = pagesOf([event("1")]);
const none = { GENESYSCLOUD_OAUTHCLIENT_ID: "", GENESYSCLOUD_OAUTHCLIENT_SECRET: "" };

/** A login that gives one token after the other. */
function tokens(expiresIn: unknown = 86_400): Handler {
  let number = 0;
  return (_, response) => {
    number += 1;
    response.end(
      JSON.stringify({ access_token: `token-number-${number}`, token_type: "bearer", expires_in: expiresIn }),
    );
  };
}

/** Lets nobody in but with this token. */
function only(token: string, inside: Handler): Handler {
  return (request, response) => {
    const isIn = request.headers.authorization === `Bearer ${token}`;
    (isIn ? inside : fail(401, "bad.credentials", "Invalid login credentials."))(request, response);
  };
}

/** Runs with files in a home of its own. */
async function inHome<Result>(
  files: Readonly<Record<string, string>>,
  run: (home: string) => Promise<Result>,
): Promise<Result> {
  const home = await mkdtemp(join(tmpdir(), "audit-export-home-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(home, path)), { recursive: true });
      await writeFile(join(home, path), text);
    }
    return await run(home);
  } finally {
    await rm(home, { recursive: true });
  }
}

/** The day on which a token ends is not hastened. */
const inRealTime: typeof runHere = (argv, invocation) => runHere(argv, { ...invocation, realTime: true });

describe("a token", { concurrency: 4 }, () => {
  it("that dies on the way is renewed, once for each death", async () => {
    const texts = events(6);
    const page = pagesOf(texts);
    const run = await runWith(
      {
        login: tokens(),
        results: inTurn(page, only("token-number-2", page), page, only("token-number-3", page), page, page, page, page),
      },
      [...oneDay, "--page-size", "1"],
    );
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(linesOf(run.stdout).map(rawTextOf), texts);
    assert.equal(requestsTo(run, "/oauth/token").length, 3);
  });

  it("that is good for one request alone, with two windows read at once, is renewed as often as it must", async () => {
    let current = "";
    let isSpent = true;
    let number = 0;
    const login: Handler = (_, response) => {
      number += 1;
      current = `token-${number}`;
      isSpent = false;
      response.end(JSON.stringify({ access_token: current, token_type: "bearer", expires_in: 86_400 }));
    };
    const once =
      (inside: Handler): Handler =>
      (request, response) => {
        const isIn = !isSpent && request.headers.authorization === `Bearer ${current}`;
        if (isIn) isSpent = true;
        (isIn ? inside : fail(401, "bad.credentials", "no"))(request, response);
      };
    const run = await runWith(
      { login, submit: once(submitted), status: once(state("Succeeded")), results: once(pagesOf([])) },
      ["--since", "2026-03-01", "--until", "2026-03-13"],
    );
    assert.equal(run.code, 0, run.stderr);
  });

  it("that is refused though it is fresh ends the run with 4", async () => {
    const run = await runWith({ login: tokens(), submit: only("another", results) }, oneDay);
    assert.equal(run.code, 4, run.stderr);
    assert.equal(requestsTo(run, "/oauth/token").length, 2);
    assert.equal(requestsTo(run, "/query").length, 2);
    assert.match(run.stderr, /a token just fetched is refused/);
  });

  it("that one request alone is refused with ends the run with 4, and not with a login for each that others make", async () => {
    const submit: Handler = ({ body }, response) => {
      const isFirst = String(body["interval"]).startsWith("2026-02-28");
      response.end(JSON.stringify({ id: isFirst ? "refused" : "long", state: "Succeeded" }));
    };
    const mixed: Handler = (request, response) => {
      const next = Number(request.query.get("cursor") ?? 0) + 1;
      if (request.path.includes("refused")) fail(401, "bad.credentials", "no")(request, response);
      else json({ entities: [], ...(next < 500 ? { cursor: String(next) } : {}) })(request, response);
    };
    const twoWindows = ["--since", "2026-03-01", "--until", "2026-03-13", "--max-attempts", "3"];
    const run = await runWith({ login: tokens(), submit, results: mixed }, twoWindows);
    assert.equal(run.code, 4, run.stderr);
    const logins = requestsTo(run, "/oauth/token").length;
    assert.ok(logins <= 4, `${logins} logins`);
  });

  it("is fetched by one login, however many windows are read, and renewed by one", async () => {
    const wide = ["--since", "2026-01-01", "--until", "2026-03-01", "--concurrency", "10"];
    const run = await runWith({ login: tokens(), status: only("token-number-2", state("Succeeded")) }, wide);
    assert.equal(run.code, 0, run.stderr);
    assert.equal(requestsTo(run, "/query").length, 10);
    assert.equal(requestsTo(run, "/oauth/token").length, 2);
  });

  for (const [expiresIn, logins] of [
    [86_400, 1],
    [300, 1],
    [2, 2],
    [undefined, 1],
    ["soon", 1],
  ] as const) {
    it(`of ${expiresIn} seconds is fetched ${logins === 1 ? "once" : "again before it ends"}`, async () => {
      const pages = inTurn(json(`{"entities":[],"cursor":"a"}`), json(`{"entities":[],"cursor":"b"}`), results);
      const slow: Handler = (request, response) => void setTimeout(() => pages(request, response), 600);
      const run = await runWith(
        { login: tokens(expiresIn), results: slow },
        oneDay,
        {},
        logins === 2 ? inRealTime : runHere,
      );
      assert.equal(run.code, 0, run.stderr);
      assert.equal(requestsTo(run, "/oauth/token").length, logins);
    });
  }

  it("of the environment is used as it is, goes first, and ends the run with 4 when it dies", async () => {
    const env = { GENESYSCLOUD_ACCESS_TOKEN: "static-token" };
    const run = await runWith({ results: only("static-token", results) }, oneDay, env);
    assert.equal(run.code, 0, run.stderr);
    assert.equal(requestsTo(run, "/oauth/token").length, 0);
    const dead = await runWith({ results: only("another", results) }, oneDay, env);
    assert.equal(dead.code, 4);
    assert.match(dead.stderr, /the access token has expired or is of another region, and cannot be renewed/);
    assert.equal(requestsTo(dead, "/results").length, 1);
    const broken = await runWith({}, oneDay, { GENESYSCLOUD_ACCESS_TOKEN: "broken\nsecret-token" });
    assert.deepEqual([broken.code, broken.received.length], [4, 0]);
    assert.doesNotMatch(broken.stderr, /secret-token/);
  });
});

describe("a login", { concurrency: 4 }, () => {
  for (const status of [400, 401, 403]) {
    it(`refused with ${status} ends the run with 4, without a second try`, async () => {
      const login = json({ error: "invalid_client", description: "client not found" }, status);
      const run = await runWith({ login }, oneDay);
      assert.equal(run.code, 4);
      assert.equal(run.received.length, 1);
      assert.match(run.stderr, /refused the client credentials: invalid_client: client not found/);
      assert.match(run.stderr, /GENESYSCLOUD_OAUTHCLIENT_ID and _SECRET/);
    });
  }

  for (const [status, handler] of Object.entries({ 409: fail(409, "conflict", ""), 425: fail(425, "too.early", "") })) {
    it(`answered with ${status} is tried as often as all else, and is no refusal`, async () => {
      const run = await runWith({ login: handler }, [...oneDay, "--max-attempts", "3"]);
      assert.deepEqual([run.code, run.received.length], [75, 3], run.stderr);
    });
  }

  for (const body of ["", "{}", "<html>", `{"access_token":7}`, `{"access_token":"a\\nb"}`, "null"]) {
    it(`answered with ${JSON.stringify(body)} is tried again`, async () => {
      const run = await runWith({ login: inTurn(json(body), tokens()), results }, oneDay);
      assert.equal(run.code, 0, run.stderr);
      assert.equal((await runWith({ login: json(body) }, [...oneDay, "--max-attempts", "2"])).code, 75);
    });
  }

  it("is found below /login where a gateway has it there", async () => {
    const server = await startServer((request, response) => {
      if (request.path === "/login/oauth/token") tokens()(request, response);
      else if (request.path.endsWith("/servicemapping"))
        only("token-number-1", json({ services: [] }))(request, response);
      else fail(404, "not.found", "no")(request, response);
    });
    const { port } = new URL(server.url);
    const env = {
      GENESYSCLOUD_OAUTHCLIENT_ID: "a",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "b",
      GENESYSCLOUD_GATEWAY_HOST: "127.0.0.1",
      GENESYSCLOUD_GATEWAY_PORT: port,
      GENESYSCLOUD_GATEWAY_PROTOCOL: "http",
    };
    try {
      assert.equal((await runCli(["genesys", "services"], { env })).code, 0);
      const paths = { GENESYSCLOUD_GATEWAY_PATH_NAME: "login", GENESYSCLOUD_GATEWAY_PATH_VALUE: "login" };
      assert.equal((await runCli(["genesys", "services"], { env: { ...env, ...paths } })).code, 0);
      assert.equal(server.received.filter(({ path }) => path === "/oauth/token").length, 1);
    } finally {
      await server.close();
    }
  });
});

describe("no secret is shown, whatever fails and however much is asked for", { concurrency: 4 }, () => {
  const secrets = /secret-of-client-1|token-number|c2VjcmV0|Basic |Bearer /;
  const bad: Readonly<Record<string, Handler>> = {
    "a refusal": fail(403, "missing.permissions", "no"),
    "a refusal that says what it was sent": (request, response) =>
      fail(403, "missing.permissions", `not with ${request.headers.authorization?.split(" ")[1]}`)(request, response),
    "a dead token": fail(401, "bad.credentials", "no"),
    "a broken connection": (_, response) => void response.destroy(),
    "a server's error": fail(500, "internal.server.error", "oops"),
    nonsense: json("<html>"),
  };
  for (const [what, handler] of Object.entries(bad)) {
    for (const where of ["login", "submit", "results"]) {
      it(`${what} at ${where}`, async () => {
        // From a profile: what the environment holds, the log takes out of every message anyway.
        const profile = `[DEFAULT]\nclient_credentials = "client-1"\nclient_secret = "secret-of-client-1"\n`;
        await inHome({ ".gc/config.toml": profile }, async (home) => {
          const parameters = [...oneDay, "--debug", "--genesys-profile", "DEFAULT", "--max-attempts", "2"];
          const run = await runWith({ [where]: handler }, parameters, { ...none, HOME: home });
          assert.notEqual(run.code, 0);
          assert.match(run.stderr, /debug: /);
          assert.doesNotMatch(run.stdout + run.stderr, secrets);
        });
      });
    }
  }
});

describe("the SDK's own configuration file", { concurrency: 4 }, () => {
  const files: Readonly<Record<string, string>> = {
    malformed: "{{{ neither the one nor the other",
    "that logs to stdout": "[logging]\nlog_level = trace\nlog_to_console = true\nlog_response_body = true\n",
    "that leads elsewhere":
      "[general]\nhost = elsewhere.example\n[gateway]\nhost = elsewhere.example\nprotocol = http\n",
    "of JSON": JSON.stringify({ logging: { log_level: "trace", log_to_console: true } }),
  };
  for (const [what, text] of Object.entries(files)) {
    it(`${what} changes nothing`, async () => {
      await inHome({ ".genesyscloudjavascript/config": text }, async (home) => {
        // The SDK reads it when it is loaded, once a process.
        const run = await runWith({ results }, oneDay, { HOME: home }, runCli);
        assert.equal(run.code, 0, run.stderr);
        assert.deepEqual(linesOf(run.stdout).map(rawTextOf), [event("1")]);
        assert.match(run.stderr, /^1 event of 1 window in 1 page, [\d.]+ s\n$/);
      });
    });
  }
});
