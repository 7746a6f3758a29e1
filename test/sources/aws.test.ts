import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { runCli } from "../support/cli.ts";
import type { Result } from "../support/invocation.ts";
import { awsEnvironment, type Received, startServer } from "../support/http.ts";

const directory = mkdtempSync(join(tmpdir(), "audit-export-aws-"));
after(() => rmSync(directory, { recursive: true }));

/** A file of the AWS configuration. */
function configFile(name: string, text: string): string {
  const file = join(directory, name);
  writeFileSync(file, text);
  return file;
}

const commands = {
  cases: ["cases", "--domain-id", "dom-1", "--case-id", "case-1"],
  incidents: ["incidents", "--case-id", "1234567890"],
  codecatalyst: ["codecatalyst", "--space", "ExampleCorp"],
} as const;

const once = ["--max-attempts", "1"];

/** Runs a command with a server that is configured as the endpoint of all services, and refuses everything. */
async function runRefused(
  command: keyof typeof commands,
  env: Readonly<Record<string, string>>,
  ...parameters: readonly string[]
): Promise<Result & { readonly received: readonly Received[] }> {
  const server = await startServer(({ headers }, response) => {
    response.writeHead(400, { "x-amzn-errortype": "ValidationException" });
    response.end(JSON.stringify({ message: `you sent ${String(headers["x-amz-security-token"])}, and why?` }));
  });
  try {
    const base = { ...awsEnvironment(server.url), AWS_BEARER_TOKEN_CODECATALYST: "made-up-token-4711" };
    const result = await runCli([...commands[command], ...once, ...parameters], { env: { ...base, ...env } });
    return { ...result, received: server.received };
  } finally {
    await server.close();
  }
}

describe("an endpoint that is none", { concurrency: 4 }, () => {
  const malformed: readonly (readonly [command: keyof typeof commands, variable: string, value: string])[] = [
    ["cases", "AWS_ENDPOINT_URL_CONNECTCASES", "localhost:4566"],
    ["cases", "AWS_ENDPOINT_URL", "http://"],
    ["incidents", "AWS_ENDPOINT_URL_SECURITY_IR", "ftp://someone:hunter22@127.0.0.1"],
    ["incidents", "AWS_ENDPOINT_URL", "localhost:4566"],
    ["codecatalyst", "AWS_ENDPOINT_URL_CODECATALYST", "junk"],
    ["codecatalyst", "AWS_ENDPOINT_URL", "localhost:4566"],
  ];
  for (const [command, variable, value] of malformed) {
    it(`${variable}=${value}: ${command} ends with 78, names it, and sends nothing`, async () => {
      const { code, stderr, received } = await runRefused(command, { [variable]: value }, "--debug");
      assert.deepEqual([code, received.length], [78, 0], stderr);
      assert.match(stderr, new RegExp(`^error: ${variable} is not a URL\n {2}next: write it like http:`, "m"));
      assert.doesNotMatch(stderr, /hunter22/);
    });
  }

  it("in the profile ends with 78 too", async () => {
    const config = configFile("junk", "[default]\nendpoint_url = junk\n");
    const { code, stderr } = await runRefused("codecatalyst", { AWS_ENDPOINT_URL: "", AWS_CONFIG_FILE: config });
    assert.equal(code, 78, stderr);
    assert.match(stderr, /^error: the profile's endpoint_url is not a URL\n/);
  });

  it("does not matter where another goes before it", async () => {
    const empty = await runRefused("codecatalyst", { AWS_ENDPOINT_URL_CODECATALYST: "" });
    assert.ok(empty.received.length > 0, empty.stderr);
    const junk = { AWS_ENDPOINT_URL_CODECATALYST: "junk" };
    const given = await runRefused("codecatalyst", junk, "--endpoint-url", "http://127.0.0.1:1");
    assert.equal(given.code, 75, given.stderr);
    const own = await runRefused("cases", { ...junk, AWS_ENDPOINT_URL_SECURITY_IR: "junk" });
    assert.equal(own.received.length, 1, own.stderr);
  });
});

describe("configured endpoints that are to be ignored", { concurrency: 4 }, () => {
  /** Lets no name be looked up, and says which was to be. */
  const noNames = `import dns from "node:dns"; dns.lookup = (name, _, callback) =>
    callback(Object.assign(new Error("asked for " + name), { code: "ENOTFOUND" }));`;
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(noNames)}`;
  const hosts = {
    cases: "cases.eu-central-1.amazonaws.com",
    incidents: "security-ir.eu-central-1.api.aws",
    codecatalyst: "codecatalyst.global.api.aws",
  } as const;
  const config = configFile("ignoring", "[default]\nignore_configured_endpoint_urls = true\n");
  const ways: readonly (readonly [command: keyof typeof commands, env: Readonly<Record<string, string>>])[] = [
    ["cases", { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "True" }],
    ["incidents", { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true", AWS_ENDPOINT_URL_SECURITY_IR: "junk" }],
    ["codecatalyst", { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }],
    ["codecatalyst", { AWS_CONFIG_FILE: config }],
  ];
  for (const [command, env] of ways) {
    it(`by ${Object.keys(env)[0]} get nothing of ${command}: its own endpoint is asked`, async () => {
      const { code, stderr, received } = await runRefused(command, { ...env, NODE_OPTIONS });
      assert.deepEqual([code, received.length], [75, 0], stderr);
      assert.ok(stderr.includes(`asked for ${hosts[command]}\n`), stderr);
    });
  }

  it("are the configured ones: --endpoint-url stays, and so do they where the variable says false", async () => {
    const env = { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" };
    const given = await runRefused("codecatalyst", env, "--endpoint-url", "http://127.0.0.1:1");
    assert.match(given.stderr, /ECONNREFUSED/);
    const not = { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false", AWS_CONFIG_FILE: config };
    assert.ok((await runRefused("codecatalyst", not)).received.length > 0);
  });
});

describe("no message shows what a credential_process gave", { concurrency: 4 }, () => {
  const sessionToken = "session-token-of-a-process";
  const given = { Version: 1, AccessKeyId: "AKIDPROCESS", SecretAccessKey: "made-up", SessionToken: sessionToken };
  const program = configFile("credentials.json", JSON.stringify(given));
  const config = configFile("process", `[profile process]\ncredential_process = cat ${program}\n`);
  const env = { AWS_CONFIG_FILE: config, AWS_PROFILE: "process", AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };
  for (const command of ["cases", "incidents"] as const) {
    it(`though the service of ${command} quotes it`, async () => {
      const { code, stderr, received } = await runRefused(command, env, "--debug");
      assert.equal(code, 2, stderr);
      assert.equal(received[0]?.headers["x-amz-security-token"], sessionToken);
      assert.match(stderr, /^error: .*you sent \*\*\*, and why\?\n/m);
      assert.ok(!stderr.includes(sessionToken), stderr);
    });
  }
});

describe("Retry-After", { concurrency: 6 }, () => {
  const answers = { cases: "auditEvents", incidents: "items", codecatalyst: "items" } as const;

  async function runThrottled(command: keyof typeof commands, retryAfter: () => string) {
    const times: number[] = [];
    const server = await startServer((_, response) => {
      times.push(Date.now());
      if (times.length === 1)
        response.writeHead(429, { "x-amzn-errortype": "ThrottlingException", "retry-after": retryAfter() });
      response.end(times.length === 1 ? "{}" : `{"${answers[command]}":[]}`);
    });
    try {
      const env = { ...awsEnvironment(server.url), AWS_BEARER_TOKEN_CODECATALYST: "made-up-token-4711" };
      const names = command === "cases" ? ["--no-field-names"] : [];
      // One window, so that the second request is the first one's second try.
      const window = command === "codecatalyst" ? ["--since", "2026-11-01", "--until", "2026-11-02"] : [];
      const result = await runCli([...commands[command], ...names, ...window], { env });
      return { ...result, times, received: server.received };
    } finally {
      await server.close();
    }
  }

  for (const command of ["cases", "incidents", "codecatalyst"] as const) {
    it(`of more than the SDK waits is heeded by ${command}, with a fresh signature`, async () => {
      const { code, stderr, times, received } = await runThrottled(command, () => "8");
      assert.deepEqual([code, times.length], [0, 2], stderr);
      assert.ok((times[1] ?? 0) - (times[0] ?? 0) >= 7_990, String(times));
      if (command === "codecatalyst") return;
      const signed = String(received[1]?.headers["x-amz-date"]).replace(
        /^(....)(..)(..T..)(..)(..Z)$/,
        "$1-$2-$3:$4:$5",
      );
      assert.ok(Math.abs(Date.parse(signed) - (times[1] ?? 0)) < 2_500, signed);
    });

    it(`of an hour is not waited for by ${command}: it ends at once with 75`, async () => {
      const { code, stderr, times } = await runThrottled(command, () => new Date(Date.now() + 3_600_000).toUTCString());
      assert.deepEqual([code, times.length], [75, 1], stderr);
      assert.match(stderr, /the service asks to be left alone for 3\d\d\d s\n {2}next: run again in 3\d\d\d s\n/);
    });
  }

  const twoCases = ["cases", "--domain-id", "d-1", "--no-field-names", "--case-id", "c-1", "--case-id", "c-2"];

  it("of an hour fails one slice, and the others are exported", async () => {
    const server = await startServer(({ path }, response) => {
      const isBusy = path.includes("c-1");
      if (isBusy) response.writeHead(429, { "x-amzn-errortype": "ThrottlingException", "retry-after": "3600" });
      response.end(isBusy ? "{}" : '{"auditEvents":[{"eventId":"e-1"}]}');
    });
    try {
      const { code, stdout, stderr } = await runCli(twoCases, { env: awsEnvironment(server.url) });
      assert.deepEqual([code, server.received.length], [6, 2], stderr);
      assert.match(stdout, /"id":"e-1"/);
      assert.match(stderr, /could not read case c-1: the service asks to be left alone for 3600 s/);
    } finally {
      await server.close();
    }
  });

  it("is heeded also by a request that already waits for a shorter one", async () => {
    const times: number[] = [];
    const answers = [
      { after: 0, retryAfter: "2", body: "{}" },
      { after: 500, body: '{"auditEvents":[],"nextToken":"t"}' },
      { after: 1000, retryAfter: "4", body: "{}" },
    ];
    const waiting: (() => void)[] = [];
    const server = await startServer((_, response) => {
      const answer = answers[times.length];
      times.push(performance.now());
      waiting.push(() => {
        if (answer?.retryAfter !== undefined) {
          response.writeHead(429, { "x-amzn-errortype": "ThrottlingException", "retry-after": answer.retryAfter });
        }
        setTimeout(() => response.end(answer?.body ?? '{"auditEvents":[]}'), answer?.after ?? 0);
      });
      if (times.length >= answers.length) for (const give of waiting.splice(0)) give();
    });
    try {
      const parameters = [...twoCases, "--case-id", "c-3", "--concurrency", "3"];
      const { code, stderr } = await runCli(parameters, { env: awsEnvironment(server.url) });
      assert.deepEqual([code, times.length], [0, 6], stderr);
      assert.ok((times[3] ?? 0) - (times[2] ?? 0) >= 4_900, String(times));
    } finally {
      await server.close();
    }
  });
});
