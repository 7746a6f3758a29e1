import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { describe, it } from "node:test";
import { finish, runCli, startCli } from "../../support/cli.ts";
import { linesOf } from "../../support/invocation.ts";
import { awsError, startServer } from "../../support/http.ts";
import { answering, held, inTurn, json, micros, oneWindow, runWith, token } from "./service.ts";

const one = held("1", micros("2026-11-01T10:00:00Z"));

describe("errors of the service", { concurrency: 4 }, () => {
  const expected: readonly (readonly [status: number, name: string, exit: number, tries: number])[] = [
    [400, "ValidationException", 2, 1],
    [401, "UnauthorizedException", 4, 1],
    [403, "AccessDeniedException", 4, 1],
    [403, "ExpiredTokenException", 4, 1],
    [404, "ResourceNotFoundException", 3, 1],
    [402, "ServiceQuotaExceededException", 75, 2],
    [409, "ConflictException", 75, 2],
    [429, "ThrottlingException", 75, 2],
    [500, "InternalServerException", 75, 2],
    [503, "ServiceUnavailable", 75, 2],
  ];
  for (const [status, name, exit, tries] of expected) {
    it(`${status} ${name} ends with ${exit} after ${tries} tries, in two lines`, async () => {
      const events = (_: unknown, response: ServerResponse) => awsError(response, status, name);
      const { code, stdout, stderr, asked } = await runWith({ events }, [...oneWindow, "--max-attempts", "2"]);
      assert.equal(code, exit, stderr);
      assert.equal(stdout, "");
      assert.match(
        stderr,
        new RegExp(`^error: could not read the window \\S+ of space ExampleCorp: ${name}: made ${name}\n`),
      );
      assert.ok(linesOf(stderr).length <= 2, stderr);
      assert.equal(asked.length, tries);
    });
  }

  for (const [status, name, exit, next] of [
    [403, "AccessDeniedException", 4, /Space administrator.*`aws sso login`.*AWS_BEARER_TOKEN_CODECATALYST/],
    [401, "UnauthorizedException", 4, /`aws sso login`.*AWS_BEARER_TOKEN_CODECATALYST/],
    [404, "ResourceNotFoundException", 3, /--space/],
  ] as const) {
    it(`${name} holds for all windows: the run ends at once, and says what to do`, async () => {
      const events = (_: unknown, response: ServerResponse) => awsError(response, status, name);
      const parameters = [
        "--space",
        "ExampleCorp",
        "--since",
        "2026-10-01",
        "--until",
        "2026-11-01",
        "--concurrency",
        "1",
      ];
      const { code, stderr, asked } = await runWith({ events }, parameters);
      assert.equal(code, exit, stderr);
      assert.match(stderr, next);
      assert.equal(linesOf(stderr).filter((line) => line.startsWith("error:")).length, 1);
      assert.ok(asked.length <= 2);
    });
  }

  it("a throttled request is tried twenty times, unless told otherwise", async () => {
    const throttled = (_: unknown, response: ServerResponse) => awsError(response, 503, "ServiceUnavailable");
    const events = inTurn(throttled, throttled, throttled, throttled, answering([one]));
    const run = await runWith({ events }, oneWindow);
    assert.deepEqual([run.code, run.asked.length], [0, 5]);
    assert.equal(run.asked[0]?.headers["amz-sdk-request"], "attempt=1; max=20");
    for (const [parameters, env] of [
      [["--max-attempts", "3"], {}],
      [[], { AWS_MAX_ATTEMPTS: "3" }],
    ] as const) {
      assert.equal((await runWith({ events: throttled }, [...oneWindow, ...parameters], env)).asked.length, 3);
    }
  });

  it("Retry-After is waited for", async () => {
    const throttled = (_: unknown, response: ServerResponse) => {
      response.setHeader("retry-after", "2");
      awsError(response, 429, "ThrottlingException");
    };
    const started = performance.now();
    const { code } = await runWith({ events: inTurn(throttled, answering([one])) }, oneWindow);
    assert.equal(code, 0);
    assert.ok(performance.now() - started > 2000);
  });

  it("a proxy's page instead of the service's error is tried again and told as such", async () => {
    const events = (_: unknown, response: ServerResponse) => {
      response.writeHead(502);
      response.end("<html>Bad gateway</html>");
    };
    const { code, stderr, asked } = await runWith({ events }, [...oneWindow, "--max-attempts", "2"]);
    assert.deepEqual([code, asked.length], [75, 2]);
    assert.match(stderr, /HTTP 502, and not from the service/);
  });

  for (const [status, exit] of [
    [403, 4],
    [404, 3],
  ] as const) {
    it(`a proxy's page of ${status} is not taken for a matter of the login or the space`, async () => {
      const events = (_: unknown, response: ServerResponse) => {
        response.writeHead(status);
        response.end("<html>Forbidden</html>");
      };
      const { code, stderr } = await runWith({ events }, oneWindow);
      assert.equal(code, exit, stderr);
      assert.match(stderr, /not from the service\n {2}next: this was no answer of the service: check the proxy/);
    });
  }

  it("an answer without a word is told by its status", async () => {
    const events = (_: unknown, response: ServerResponse) => {
      response.writeHead(401);
      response.end();
    };
    const { code, stderr } = await runWith({ events }, oneWindow);
    assert.equal(code, 4);
    assert.match(stderr, /: HTTP 401, without a word of why\n {2}next: .*`aws sso login`/);
  });
});

describe("the network", { concurrency: 4 }, () => {
  for (const [url, cause] of [
    ["http://127.0.0.1:1", /ECONNREFUSED/],
    ["http://no-such-host.invalid", /ENOTFOUND|EAI_AGAIN/],
  ] as const) {
    it(`${url} is tried again and ends with 75`, async () => {
      const { code, stderr } = await runWith({}, [
        ...oneWindow,
        "--max-attempts",
        "2",
        "--debug",
        "--endpoint-url",
        url,
      ]);
      assert.equal(code, 75, stderr);
      assert.match(stderr, cause);
      assert.match(stderr, /attempt=2; max=2\) failed/);
    });
  }

  const silent: Readonly<Record<string, (request: unknown, response: ServerResponse) => void>> = {
    "a silent server": () => undefined,
    "a body that stalls": (_, response) => void response.write(`{"items":[`),
    "the body of an error that stalls": (_, response) => {
      response.writeHead(403);
      response.write(`{"message":`);
    },
  };
  for (const [what, handler] of Object.entries(silent)) {
    it(`${what} is given up after --timeout`, async () => {
      const started = Date.now();
      const parameters = [...oneWindow, "--timeout", "1", "--max-attempts", "1"];
      const { code, stderr } = await runWith({ events: handler }, parameters, {}, runCli);
      assert.equal(code, 75, stderr);
      assert.match(stderr, /TimeoutError|ECONNRESET|aborted/i);
      assert.ok(Date.now() - started < 4000);
    });

    it(`${what} is asked again`, async () => {
      const events = inTurn(handler, answering([one]));
      const { code, texts, stderr } = await runWith({ events }, [...oneWindow, "--timeout", "1"], {}, runCli);
      assert.equal(code, 0, stderr);
      assert.deepEqual(texts, [one.text]);
    });
  }

  it("a body that stalls is given up also after a timeout that is long: the client's own handler forgets it", async () => {
    // From 6 seconds on it begins to watch 3 seconds late, and no more once there is an answer.
    const events = (_: unknown, response: ServerResponse) => void response.write(`{"items":[`);
    const parameters = [...oneWindow, "--timeout", "6", "--max-attempts", "1"];
    const { code, stderr } = await runWith({ events }, parameters);
    assert.equal(code, 75, stderr);
    assert.match(stderr, /TimeoutError/);
  });

  it("Ctrl-C is heard while a retry waits", async () => {
    const server = await startServer((_, response) => {
      response.setHeader("retry-after", "20");
      awsError(response, 503, "ServiceUnavailable");
    });
    try {
      const env = {
        AWS_ENDPOINT_URL_CODECATALYST: server.url,
        AWS_BEARER_TOKEN_CODECATALYST: token,
        AWS_CONFIG_FILE: "/dev/null",
      };
      const child = startCli(["codecatalyst", ...oneWindow], { env });
      child.stdin.end();
      const done = finish(child);
      while (server.received.length === 0) await new Promise((resolve) => void setTimeout(resolve, 20));
      await new Promise((resolve) => void setTimeout(resolve, 300));
      const started = Date.now();
      child.kill("SIGINT");
      await new Promise((resolve) => void child.stderr.once("data", resolve));
      assert.ok(Date.now() - started < 1000, "it slept on");
      assert.equal((await done).code, 130);
      assert.ok(Date.now() - started < 2000, "something kept it");
    } finally {
      await server.close();
    }
  });
});

describe("the space", { concurrency: 4 }, () => {
  it("is found when there is one, also behind an empty page", async () => {
    const spaces = inTurn(
      json({ items: [], nextToken: "n" }),
      json({ items: [{ name: "only-one", regionName: "eu-west-1" }] }),
    );
    const { code, received, stderr } = await runWith({ spaces }, oneWindow.slice(2));
    assert.equal(code, 0, stderr);
    assert.deepEqual(
      received.map(({ path, body }) => [path, body["nextToken"]]),
      [
        ["/v1/spaces", undefined],
        ["/v1/spaces", "n"],
        ["/v1/spaces/only-one/eventLogs", undefined],
      ],
    );
  });

  it("must be named when there are several, and they are listed", async () => {
    const spaces = json({ items: [{ name: "east" }, { name: "west" }] });
    const { code, stderr, received } = await runWith({ spaces }, []);
    assert.deepEqual([code, received.length], [2, 1]);
    assert.match(stderr, /east, west\n {2}next: .*--space/);
  });

  it("that there is none of ends with 3", async () => {
    assert.equal((await runWith({ spaces: json({ items: [] }) }, [])).code, 3);
  });

  it("is not taken from an answer that cannot be read", async () => {
    for (const body of [`{}`, `{"items":null}`]) {
      const run = await runWith({ spaces: json(body) }, ["--max-attempts", "2"]);
      assert.deepEqual([run.code, run.received.length], [75, 2], run.stderr);
    }
    for (const body of [`{"items":[null]}`, `{"items":[{"displayName":"x"}]}`]) {
      assert.equal((await runWith({ spaces: json(body) }, [])).code, 75);
    }
    const again = json(`{"items":[{"name":"ExampleCorp"}],"nextToken":"again"}`);
    assert.equal((await runWith({ spaces: again }, [])).code, 75);
  });

  for (const name of ["ab", "a".repeat(64), "a b", "-ab", "ab-", "a--b", "a/../b", "ä-space", ""]) {
    it(`cannot be called ${JSON.stringify(name.slice(0, 9))}: 2, and nothing is sent`, async () => {
      const { code, stderr, received } = await runWith({}, ["--space", name]);
      assert.deepEqual([code, received.length], [2, 0], stderr);
      assert.match(stderr, /--space/);
    });
  }

  for (const name of ["abc", "a".repeat(63), "A1-b_2.c3"]) {
    it(`can be called ${name.slice(0, 9)}`, async () => {
      const { code, asked } = await runWith({}, [...oneWindow, "--space", name]);
      assert.equal(code, 0);
      assert.equal(asked[0]?.path, `/v1/spaces/${name}/eventLogs`);
    });
  }

  it("has no region to ask for, and --region changes nothing", async () => {
    for (const env of [{}, { AWS_REGION: "" }, { AWS_REGION: "eu-central-1" }]) {
      assert.equal((await runWith({}, oneWindow, env)).code, 0);
    }
    assert.equal((await runWith({}, [...oneWindow, "--region", "eu-central-1"])).code, 0);
  });
});
