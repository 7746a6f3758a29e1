import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { finish, runCli, startCli } from "../support/cli.ts";
import { type Invocation, linesOf } from "../support/invocation.ts";
import { awsError, startServer } from "../support/http.ts";
import {
  type CommandName,
  commandNames,
  commands,
  environmentOf,
  type Mischief,
  runWith,
  serve,
} from "./aws-service.ts";

/** Every wait by chance is as long as `chance` says, of its bound. */
function chance(value: number): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--import=data:text/javascript,Math.random=()=>${value}` };
}

/** Without waits, for what is only counted. */
const unpaced = { ...chance(0), AWS_RETRY_MODE: "standard" };

function answer(status: number, body = "", headers: Readonly<Record<string, string>> = {}) {
  return (response: ServerResponse) => void response.writeHead(status, headers).end(body);
}

/** Writes to the connection past Node's HTTP, and then cuts it. */
function raw(text: string, end: "close" | "reset" = "close") {
  return ({ socket }: ServerResponse) => {
    if (end === "close") socket?.end(text);
    else socket?.write(text, () => void setTimeout(() => socket.resetAndDestroy(), 20));
  };
}

const begun = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";
const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

const passing: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "402 of a quota": answer(402, "{}", { "x-amzn-errortype": "ServiceQuotaExceededException" }),
  "408": answer(408),
  "409": answer(409, "{}", { "x-amzn-errortype": "ConflictException" }),
  "425": answer(425, "{}"),
  "429 of HTML": answer(429, "<html>"),
  "429 of half a JSON": answer(429, `{"mess`),
  "500 that says it refuses": answer(500, "{}", { "x-amzn-errortype": "AccessDeniedException" }),
  "502 of HTML": answer(502, "<html>"),
  "503 of half a JSON": answer(503, `{"mess`),
  "507": answer(507),
  "520": answer(520),
  "529 of HTML": answer(529, "<html>"),
  "529 that says it is our mistake": answer(529, "{}", { "x-amzn-errortype": "ValidationException" }),
  "200 of HTML": answer(200, "<html>"),
  "200 of half a JSON": answer(200, `{"items":[{"`),
  "200 without a body": answer(200),
  "204": answer(204),
  "a connection that is closed": raw(""),
  "a connection that is reset": raw("", "reset"),
  "a reset within the headers": raw("HTTP/1.1 200 OK\r\nContent-", "reset"),
  "a body that breaks off": raw(begun),
  "a body that is reset": raw(begun, "reset"),
  "a chunk that breaks off": raw(`${chunked}20\r\n{"`),
  "a chunk of nonsense": raw(`${chunked}2\r\n{"\r\nzz\r\n`),
  "a refusal that breaks off": raw(begun.replace("200", "403")),
  "no HTTP": raw("hello\r\n\r\n"),
  "a header of nonsense": raw("HTTP/1.1 200 OK\r\nb\u0000d: x\r\n\r\n"),
};

const lasting: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "301": answer(301, "", { location: "/elsewhere" }),
  "307": answer(307),
  "400": answer(400, "{}", { "x-amzn-errortype": "ValidationException" }),
  "403 of HTML": answer(403, "<html>"),
  "413": answer(413),
  "422": answer(422, "{}"),
  "501": answer(501),
  "505": answer(505),
};

describe("every slice has another misfortune", { concurrency: 3 }, () => {
  for (const name of commandNames) {
    it(`of ${name}, and each is tried again and read`, async () => {
      const faults = Object.values(passing);
      const run = await runWith(
        name,
        faults.length,
        (slice, turn, response) => {
          if (turn > 0) return false;
          faults[slice]?.(response);
          return true;
        },
        { env: unpaced },
      );
      const named = Object.fromEntries(Object.keys(passing).map((what, slice) => [what, run.tries[slice]]));
      assert.deepEqual(named, Object.fromEntries(Object.keys(passing).map((what) => [what, 2])), run.stderr);
      assert.deepEqual(
        run.texts,
        faults.map((_, slice) => commands[name].event(slice)),
      );
      assert.equal(run.code, 0, run.stderr);
    });
  }

  for (const name of ["cases", "incidents"] as const) {
    it(`of ${name} that does not pass, and none is tried again`, async () => {
      const faults = Object.values(lasting);
      const run = await runWith(name, faults.length, (slice, _, response) => {
        faults[slice]?.(response);
        return true;
      });
      const named = Object.fromEntries(Object.keys(lasting).map((what, slice) => [what, run.tries[slice]]));
      assert.deepEqual(named, Object.fromEntries(Object.keys(lasting).map((what) => [what, 1])), run.stderr);
    });
  }
});

describe("tries", { concurrency: 4 }, () => {
  const down: Mischief = (_, __, response) => {
    awsError(response, 503, "ServiceUnavailable");
    return true;
  };

  it("are as many as asked for, be it a hundred", async () => {
    const { code, tries, stderr } = await runWith("cases", 1, down, {
      parameters: ["--max-attempts", "100"],
      env: chance(0),
    });
    assert.deepEqual([code, tries, linesOf(stderr).length], [75, [100], 2], stderr);
  });

  it("of one request are not at the cost of another, in however long a run", async () => {
    // Of each case two of three requests fail: the SDK's own bucket is empty after 36 of them.
    const mischief: Mischief = (_, turn, response) => {
      if (turn === 2) return false;
      awsError(response, 500, "InternalServerException");
      return true;
    };
    const run = await runWith("cases", 150, mischief, { parameters: ["--concurrency", "10"] });
    assert.deepEqual([run.code, run.texts.length], [0, 150], run.stderr);
  });

  it("are also those of a login that fetches credentials", async () => {
    const directory = mkdtempSync(join(tmpdir(), "audit-export-retries-"));
    after(() => rmSync(directory, { recursive: true }));
    const file = join(directory, "token");
    writeFileSync(file, "made-up");
    let logins = 0;
    const server = await startServer((_, response) => {
      logins += 1;
      if (logins < 6) return void response.writeHead(503).end();
      response.end("<AssumeRoleWithWebIdentityResponse/>");
    });
    try {
      const role = { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/audit" };
      const env = {
        ...environmentOf(server.url),
        ...role,
        ...chance(0),
        AWS_ACCESS_KEY_ID: "",
        AWS_SECRET_ACCESS_KEY: "",
      };
      await runCli(commands.cases.parameters(1), { env });
      assert.equal(logins, 6);
    } finally {
      await server.close();
    }
  });

  it("are those of the profile where nothing else says how many", async () => {
    const directory = mkdtempSync(join(tmpdir(), "audit-export-retries-"));
    after(() => rmSync(directory, { recursive: true }));
    const config = join(directory, "config");
    writeFileSync(config, "[default]\nmax_attempts = 2\n[profile three]\nmax_attempts = 3\n");
    for (const [parameters, env, expected] of [
      [[], {}, 2],
      [["--profile", "three"], {}, 3],
      [[], { AWS_MAX_ATTEMPTS: "4" }, 4],
      [["--max-attempts", "5"], { AWS_MAX_ATTEMPTS: "4" }, 5],
    ] as const) {
      const all = { ...chance(0), AWS_CONFIG_FILE: config, ...env };
      // A profile's credentials would be asked for, so the token is what lets codecatalyst in.
      assert.deepEqual((await runWith("codecatalyst", 1, down, { parameters, env: all })).tries, [expected]);
    }
  });
});

it("a quota of 2 requests a second loses no case of --all", async () => {
  const ids = Array.from({ length: 40 }, (_, index) => `${index}`);
  let tokens = 10;
  let last = performance.now();
  let refused = 0;
  const server = await startServer((request, response) => {
    const now = performance.now();
    tokens = Math.min(10, tokens + ((now - last) / 1000) * 2);
    last = now;
    if (tokens < 1) {
      refused += 1;
      awsError(response, 429, "ThrottlingException");
      return;
    }
    tokens -= 1;
    const slice = commands.cases.sliceOf(request);
    const cases = ids.map((caseId) => ({ caseId }));
    if (slice === undefined) response.end(JSON.stringify({ cases, totalCount: cases.length }));
    else response.end(`{"auditEvents":[${commands.cases.event(slice)}]}`);
  });
  try {
    const run = await runCli(["cases", "--all", "--domain-id", "d"], { env: environmentOf(server.url) });
    assert.deepEqual([run.code, linesOf(run.stdout).length], [0, 40], run.stderr);
    assert.ok(refused > 0);
  } finally {
    await server.close();
  }
});

describe("a wait", { concurrency: 4 }, () => {
  const throttled = (response: ServerResponse, headers: Readonly<Record<string, string>> = {}) =>
    answer(429, "{}", { "x-amzn-errortype": "ThrottlingException", ...headers })(response);
  const waits: readonly (readonly [what: string, name: CommandName, env: Invocation["env"], retryAfter: string])[] = [
    ["between two tries", "cases", { ...chance(0.999), AWS_RETRY_MODE: "standard" }, "0"],
    ["for its turn", "incidents", { ...chance(0), AWS_RETRY_MODE: "adaptive" }, "0"],
    ["for Retry-After", "incidents", chance(0), "60"],
  ];
  for (const [what, name, env, retryAfter] of waits) {
    it(`${what} is ended by a signal`, async () => {
      const tries: number[] = [];
      const server = await serve(name, tries, (_, __, response) => {
        throttled(response, { "retry-after": retryAfter });
        return true;
      });
      try {
        const child = startCli([...commands[name].parameters(1)], { env: { ...environmentOf(server.url), ...env } });
        child.stdin.end();
        const ended = finish(child);
        // The sixth wait between two tries is one of 1.4 s, and that for the first turn one of 2 s.
        const refusals = what === "between two tries" ? 6 : 1;
        while ((tries[0] ?? 0) < refusals) await new Promise((resolve) => void setTimeout(resolve, 20));
        await new Promise((resolve) => void setTimeout(resolve, 200));
        const started = performance.now();
        child.kill("SIGINT");
        assert.equal((await ended).code, 130);
        assert.ok(performance.now() - started < 1000, "it slept on");
        assert.equal(tries[0], refusals);
      } finally {
        await server.close();
      }
    });
  }

  it("keeps no run that has failed otherwise", async () => {
    let failed = Number.POSITIVE_INFINITY;
    const run = await runWith(
      "cases",
      2,
      (slice, turn, response) => {
        if (slice === 0) throttled(response);
        // While the other one waits for its seventh try.
        else if (turn === 0)
          setTimeout(() => {
            awsError(response, 404, "ResourceNotFoundException", { resourceType: "Domain" });
            failed = performance.now();
          }, 2000);
        return true;
      },
      { env: { ...chance(0.999), AWS_RETRY_MODE: "standard" }, parameters: ["--concurrency", "2"] },
    );
    assert.equal(run.code, 3, run.stderr);
    const tries = run.tries[0] ?? 0;
    assert.ok(tries >= 4 && tries <= 6, `${tries} tries`);
    assert.ok(performance.now() - failed < 1000, "a timer kept it");
  });
});

describe("a certificate that is not trusted", { concurrency: 4 }, () => {
  // What Node gives for it, given where a name is looked up: a certificate cannot be made here.
  const refusing = `import dns from "node:dns"; let asked = 0; dns.lookup = (name, _, callback) => { asked += 1;
    console.error("asked", asked); callback(Object.assign(new Error("self-signed"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" })); };`;
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(refusing)}`;
  const genesys = {
    GENESYSCLOUD_OAUTHCLIENT_ID: "a",
    GENESYSCLOUD_OAUTHCLIENT_SECRET: "b",
    GENESYSCLOUD_REGION: "eu-central-1",
  };
  for (const [what, parameters] of Object.entries({
    cases: [...commands.cases.parameters(2), "--concurrency", "1"],
    codecatalyst: commands.codecatalyst.parameters(1),
    genesys: ["genesys", "services"],
  })) {
    it(`ends ${what} with 78 at once, and says what to do`, async () => {
      const env = { ...environmentOf("https://service.example"), ...genesys, NODE_OPTIONS };
      const { code, stderr } = await runCli(parameters, { env });
      assert.equal(code, 78, stderr);
      assert.match(stderr, /^error: .*SELF_SIGNED_CERT.*\n {2}next: .*NODE_EXTRA_CA_CERTS/m);
      assert.doesNotMatch(stderr, /asked 2/);
    });
  }
});
