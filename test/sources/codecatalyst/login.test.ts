import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { runCli } from "../../support/cli.ts";
import type { Result } from "../../support/invocation.ts";
import { startServer } from "../../support/http.ts";
import { event, oneWindow, runWith as runWithAny } from "./service.ts";

/** The SDK keeps what it knows of logins for a process: each run has one of its own. */
const runWith: typeof runWithAny = (handlers, parameters, env) => runWithAny(handlers, parameters, env, runCli);

const homes: string[] = [];
after(() => {
  for (const home of homes) rmSync(home, { recursive: true });
});

const config = `
[default]
region = eu-central-1
[profile plain]
region = us-west-2
[profile half]
sso_session = nowhere
[profile short]
sso_session = short
[sso-session short]
sso_start_url = https://view.awsapps.com/start
[profile codecatalyst]
region = us-west-2
sso_session = codecatalyst
[sso-session codecatalyst]
sso_region = us-east-1
sso_start_url = https://view.awsapps.com/start
sso_registration_scopes = codecatalyst:read_write
`;

const accessToken = "access-token-of-the-cache";
const refreshToken = "refresh-token-of-the-cache";

/** A home with an AWS configuration and, where given, the cached session of a login. */
function homeWith(session?: object | null): string {
  const home = mkdtempSync(join(tmpdir(), "audit-export-home-"));
  homes.push(home);
  mkdirSync(join(home, ".aws/sso/cache"), { recursive: true });
  writeFileSync(join(home, ".aws/config"), config);
  // Of what the configuration allows, only this file may have quotes in the name of a profile.
  writeFileSync(join(home, ".aws/credentials"), "[it's mine]\naws_account_id = 111122223333\n");
  if (session !== undefined) writeFileSync(cacheFile(home), JSON.stringify(session));
  return home;
}

function cacheFile(home: string): string {
  return join(home, ".aws/sso/cache", `${createHash("sha1").update("codecatalyst").digest("hex")}.json`);
}

function session(minutes: number, members: object = {}): object {
  return { accessToken, expiresAt: new Date(Date.now() + minutes * 60_000).toISOString(), ...members };
}

const refreshable = {
  clientId: "client-id",
  clientSecret: "client-secret-of-the-cache",
  registrationExpiresAt: "2030-01-01T00:00:00Z",
  refreshToken,
};

/** An environment in which only the home says who one is. */
function homeEnvironment(home: string): Readonly<Record<string, string>> {
  const files = {
    AWS_CONFIG_FILE: join(home, ".aws/config"),
    AWS_SHARED_CREDENTIALS_FILE: join(home, ".aws/credentials"),
  };
  return { HOME: home, ...files, AWS_BEARER_TOKEN_CODECATALYST: "" };
}

const profile = ["--profile", "codecatalyst"];

describe("the token", { concurrency: 4 }, () => {
  it("is that of the profile's sso_session", async () => {
    const env = homeEnvironment(homeWith(session(60)));
    for (const [parameters, more] of [
      [profile, {}],
      [[], { AWS_PROFILE: "codecatalyst" }],
    ] as const) {
      const { code, stderr, asked } = await runWith({}, [...oneWindow, ...parameters], { ...env, ...more });
      assert.equal(code, 0, stderr);
      assert.equal(asked[0]?.headers.authorization, `Bearer ${accessToken}`);
    }
  });

  it("of the environment goes first, as in the AWS CLI, without what surrounds it", async () => {
    const env = { ...homeEnvironment(homeWith(session(60))), AWS_BEARER_TOKEN_CODECATALYST: " of-the-environment\n" };
    const { code, asked } = await runWith({}, [...oneWindow, ...profile], env);
    assert.equal(code, 0);
    assert.equal(asked[0]?.headers.authorization, "Bearer of-the-environment");
  });

  it("of the environment that can be none ends with 4, and is not shown", async () => {
    const broken = "first-half\nsecond-half";
    const { code, stderr, received } = await runWith({}, oneWindow, { AWS_BEARER_TOKEN_CODECATALYST: broken });
    assert.deepEqual([code, received.length], [4, 0], stderr);
    assert.match(stderr, /AWS_BEARER_TOKEN_CODECATALYST/);
    assert.doesNotMatch(stderr, /half/);
  });

  it("that is about to expire is refreshed once for all windows, and the cache has the new one", async () => {
    const home = homeWith(session(2, refreshable));
    const oidc = await startServer((_, response) =>
      response.end(
        JSON.stringify({
          accessToken: "renewed-token",
          expiresIn: 3600,
          refreshToken: "renewed-refresh",
          tokenType: "Bearer",
        }),
      ),
    );
    try {
      const env = { ...homeEnvironment(home), AWS_ENDPOINT_URL_SSO_OIDC: oidc.url };
      const days = ["--space", "ExampleCorp", "--since", "2026-10-01", "--until", "2026-11-01", ...profile];
      const { code, stderr, asked } = await runWith({}, [...days, "--debug"], env);
      assert.equal(code, 0, stderr);
      assert.equal(asked.length, 37);
      assert.ok(asked.every(({ headers }) => headers.authorization === "Bearer renewed-token"));
      assert.deepEqual(
        oidc.received.map(({ path, body }) => [path, body["grantType"], body["refreshToken"]]),
        [["/token", "refresh_token", refreshToken]],
      );
      const cached: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(cacheFile(home), "utf8"));
      assert.deepEqual([cached["accessToken"], cached["refreshToken"]], ["renewed-token", "renewed-refresh"]);
      assert.doesNotMatch(stderr, /renewed|of-the-cache/);
    } finally {
      await oidc.close();
    }
  });

  it("that has expired is refreshed too, also when all windows ask for it at once", async () => {
    const oidc = await startServer((_, response) =>
      response.end(
        JSON.stringify({ accessToken: "renewed-token", expiresIn: 3600, refreshToken: "r", tokenType: "Bearer" }),
      ),
    );
    try {
      const env = { ...homeEnvironment(homeWith(session(-60, refreshable))), AWS_ENDPOINT_URL_SSO_OIDC: oidc.url };
      const days = ["--space", "ExampleCorp", "--since", "2026-10-01", "--until", "2026-11-01", ...profile];
      const { code, stderr } = await runWith({}, days, env);
      assert.equal(code, 0, stderr);
      assert.equal(oidc.received.length, 1);
    } finally {
      await oidc.close();
    }
  });
});

describe("without a token", { concurrency: 4 }, () => {
  const login = /next: log in with `aws sso login --profile codecatalyst`, or set AWS_BEARER_TOKEN_CODECATALYST\n/;
  const anyLogin =
    /next: give the default profile \(or name another with --profile\) an sso_session with `aws configure sso`, then `aws sso login`; or set AWS_BEARER_TOKEN_CODECATALYST\n/;
  /** What to do about a profile with which there is nothing to log in to. */
  const anySession = (option: string) =>
    `next: give the profile an sso_session with \`aws configure sso ${option}\`, then \`aws sso login ${option}\`; or set AWS_BEARER_TOKEN_CODECATALYST\n`;
  const failing: readonly (readonly [
    what: string,
    home: () => string,
    parameters: readonly string[],
    said: RegExp,
    next: RegExp | string,
  ])[] = [
    ["a session that has expired", () => homeWith(session(-60)), profile, /TokenProviderError/, login],
    ["no session in the cache", () => homeWith(), profile, /was not found or is invalid/, login],
    ["a session without a token", () => homeWith({ expiresAt: "2030-01-01T00:00:00Z" }), profile, /accessToken/, login],
    ["a cache that holds null", () => homeWith(null), profile, /the cached token of the login cannot be read/, login],
    [
      "a token that is empty",
      () => homeWith(session(60, { accessToken: "" })),
      profile,
      /the cached token of the login is empty/,
      login,
    ],
    ...["first-of-the-cache\nsecond", "of-the-cache-é", null, 4711].map(
      (broken) =>
        [
          `a token that is ${JSON.stringify(broken)}`,
          () => homeWith(session(60, { accessToken: broken })),
          profile,
          /the cached token of the login holds characters that no token has/,
          login,
        ] as const,
    ),
    [
      "a profile without sso_session",
      () => homeWith(),
      ["--profile", "plain"],
      /sso_session|providers/,
      anySession("--profile plain"),
    ],
    [
      "an sso_session that is not there",
      () => homeWith(),
      ["--profile", "half"],
      /nowhere/,
      anySession("--profile half"),
    ],
    [
      "an sso_session that is not whole",
      () => homeWith(),
      ["--profile", "short"],
      /sso_region/,
      anySession("--profile short"),
    ],
    [
      "a profile of an odd name",
      () => homeWith(),
      ["--profile", "it's mine"],
      /sso_session|providers/,
      anySession(String.raw`--profile 'it'\''s mine'`),
    ],
    ["the default profile alone", () => homeWith(), [], /sso_session|providers/, anyLogin],
  ];
  it("a session that cannot be renewed any more: 4, and the command that renews it", async () => {
    const refusal = { error: "invalid_grant", error_description: "Invalid refresh token provided" };
    const { code, stderr, asked } = await renewing((response) => {
      response.writeHead(400, { "x-amzn-errortype": "InvalidGrantException" }).end(JSON.stringify(refusal));
    });
    assert.deepEqual([code, asked], [4, 1], stderr);
    assert.match(stderr, /Token is expired/);
    assert.match(stderr, login);
  });

  const passing: readonly (readonly [what: string, misbehave: (response: ServerResponse) => unknown, said: RegExp])[] =
    [
      ["is silent", () => undefined, /ETIMEDOUT/],
      ["breaks off", (response) => response.destroy(), /ECONNRESET/],
      ["is out of order", (response) => response.writeHead(503).end("<html>"), /HTTP 503/],
      ["has had enough", (response) => response.writeHead(429).end("{}"), /HTTP 429/],
    ];
  for (const [what, misbehave, said] of passing) {
    it(`because the service of the login ${what}: 75, for the login itself may be good`, async () => {
      const { code, stderr, asked } = await renewing(misbehave);
      assert.deepEqual([code, asked], [75, 2], stderr);
      assert.match(stderr, /^error: the login could not be renewed: /);
      assert.match(stderr, said);
      assert.equal(stderr.split("\n").length, 3, stderr);
      assert.doesNotMatch(stderr, /of-the-cache/);
    });
  }

  /** A session that has expired, and what its renewal meets; gives how often that was asked for. */
  async function renewing(misbehave: (response: ServerResponse) => unknown): Promise<Result & { asked: number }> {
    const oidc = await startServer((_, response) => void misbehave(response));
    try {
      const env = { ...homeEnvironment(homeWith(session(-60, refreshable))), AWS_ENDPOINT_URL_SSO_OIDC: oidc.url };
      const result = await runWith({}, [...oneWindow, ...profile, "--timeout", "1", "--max-attempts", "2"], env);
      assert.equal(result.received.length, 0);
      return { ...result, asked: oidc.received.length };
    } finally {
      await oidc.close();
    }
  }

  for (const [what, home, parameters, said, next] of failing) {
    it(`${what}: 4 at once, and what to do about it`, async () => {
      const env = homeEnvironment(home());
      const { code, stdout, stderr, received } = await runWith({}, [...oneWindow, ...parameters], env);
      assert.deepEqual([code, stdout, received.length], [4, "", 0], stderr);
      assert.match(stderr, /^error: (?:could not read the window|the cached token) /);
      assert.match(stderr, said);
      if (typeof next === "string") assert.ok(stderr.includes(next), stderr);
      else assert.match(stderr, next);
      assert.equal(stderr.split("\n").length, 3, stderr);
      assert.doesNotMatch(stderr, /of-the-cache/);
    });
  }

  it("nothing at all: the same", async () => {
    const env = { AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null" };
    const { code, stderr } = await runCli(["codecatalyst"], { env });
    assert.equal(code, 4, stderr);
    assert.match(stderr, anyLogin);
  });

  it("a profile that does not exist: 4 and its name, before anything is sent", async () => {
    for (const [parameters, env] of [
      [["--profile", "nope"], {}],
      [[], { AWS_PROFILE: "nope" }],
    ] as const) {
      const { code, stderr, received } = await runWith({}, [...oneWindow, ...parameters], env);
      assert.deepEqual([code, received.length], [4, 0]);
      assert.match(stderr, /^error: there is no profile "nope" in the AWS configuration\n {2}next: /);
    }
  });
});

describe("no message shows the token", { concurrency: 4 }, () => {
  for (const level of ["--verbose", "--debug"]) {
    it(`with ${level}, whatever happens`, async () => {
      const secret = "a-token-that-nobody-may-see";
      // Longer than what is shown of a service's message.
      const token = `${secret}-${"0".repeat(800)}`;
      const cache = homeEnvironment(homeWith({ ...session(60), accessToken: token }));
      const answers = [
        `{"items":[${event("1")}]}`,
        // A service that sends it back.
        `{"items":${JSON.stringify(token)}}`,
        `{"message":"${token} is no token"}`,
        `{"message":"this is no token: ${token}"}`,
      ];
      for (const env of [{ AWS_BEARER_TOKEN_CODECATALYST: token }, { ...cache, AWS_PROFILE: "codecatalyst" }]) {
        for (const answer of answers) {
          const status = answer.includes("message") ? 403 : 200;
          const events = (_: unknown, response: ServerResponse) => response.writeHead(status).end(answer);
          const { stderr } = await runWith({ events }, [...oneWindow, level, "--max-attempts", "1"], env);
          assert.notEqual(stderr, "");
          assert.ok(!stderr.includes(secret), stderr);
        }
      }
    });
  }
});
