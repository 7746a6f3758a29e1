import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { setTimeout } from "node:timers/promises";
import {
  BatchGetFieldCommand,
  type ConnectCasesClient,
  GetCaseAuditEventsCommand,
  GetCaseCommand,
  GetDomainCommand,
  ListFieldOptionsCommand,
  ListFieldsCommand,
  ResourceNotFoundException,
  SearchCasesCommand,
  ValidationException,
} from "@aws-sdk/client-connectcases";
import { caseWith, casesDataWith } from "../../src/sandbox/cases/build.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { clientOf, failureOf, sendRaw } from "./support.ts";

const lines: string[] = [];
let sandbox: Sandbox;
let client: ConnectCasesClient;
before(async () => {
  sandbox = await startSandbox({
    cases: casesDataWith(caseWith({ caseId: "case-1" })),
    log: (line) => lines.push(line),
  });
  client = clientOf(sandbox);
});
after(async () => {
  client.destroy();
  await sandbox.close();
});

const known = { domainId: "domain-1", caseId: "case-1" };
const fields = [{ id: "gone" }];

describe("what is not there", () => {
  const rows: readonly (readonly [name: string, type: string, call: () => Promise<unknown>])[] = [
    ["GetDomain", "Domain", () => client.send(new GetDomainCommand({ domainId: "gone" }))],
    ["ListFields", "Domain", () => client.send(new ListFieldsCommand({ domainId: "gone" }))],
    ["BatchGetField", "Domain", () => client.send(new BatchGetFieldCommand({ domainId: "gone", fields }))],
    ["SearchCases", "Domain", () => client.send(new SearchCasesCommand({ domainId: "gone" }))],
    ["GetCase", "Domain", () => client.send(new GetCaseCommand({ ...known, domainId: "gone", fields }))],
    ["GetCase", "Case", () => client.send(new GetCaseCommand({ ...known, caseId: "gone", fields }))],
    ["GetCase", "Field", () => client.send(new GetCaseCommand({ ...known, fields }))],
    ["GetCaseAuditEvents", "Domain", () => client.send(new GetCaseAuditEventsCommand({ ...known, domainId: "gone" }))],
    ["GetCaseAuditEvents", "Case", () => client.send(new GetCaseAuditEventsCommand({ ...known, caseId: "gone" }))],
    ["SearchCases", "Field", () => client.send(new SearchCasesCommand({ ...known, fields }))],
    [
      "ListFieldOptions",
      "Field",
      () => client.send(new ListFieldOptionsCommand({ domainId: "domain-1", fieldId: "gone" })),
    ],
  ];
  for (const [name, resourceType, call] of rows) {
    it(`${name}: ${resourceType}`, async () => {
      const failure = await failureOf(call());
      assert.ok(failure instanceof ResourceNotFoundException);
      assert.equal(failure.$metadata.httpStatusCode, 404);
      assert.equal(failure.resourceId, "gone");
      assert.equal(failure.resourceType, resourceType);
      assert.equal(failure.message, `${resourceType} not found: gone`);
      assert.match(failure.$metadata.requestId ?? "", /^[0-9a-f-]{36}$/);
    });
  }

  it("a case is looked for in its own domain only, under its exact id", async () => {
    for (const caseId of ["CASE-1", "case-1 ", "case%2D1", "case-1/", "../case-1", "__proto__", "日本"]) {
      const failure = await failureOf(client.send(new GetCaseAuditEventsCommand({ ...known, caseId })));
      assert.ok(failure instanceof ResourceNotFoundException, caseId);
      assert.equal(failure.resourceId, caseId);
    }
  });
});

describe("what the service does not do", () => {
  it("options of a field that has none are a ValidationException", async () => {
    const call = client.send(new ListFieldOptionsCommand({ domainId: "domain-1", fieldId: "title" }));
    assert.ok((await failureOf(call)) instanceof ValidationException);
  });

  it("an unknown path is an UnknownOperationException, 404", async () => {
    for (const path of ["/", "/domains", "/domains-list/", "/domains/a/cases/b/audit-history/c", "/v1/cases"]) {
      const answer = await sendRaw(sandbox, { path });
      assert.equal(answer.status, 404, path);
      assert.equal(answer.headers["x-amzn-errortype"], "UnknownOperationException");
    }
  });

  it("a wrong method is refused, 405, with the right one named", async () => {
    for (const method of ["GET", "PUT", "DELETE"]) {
      const answer = await sendRaw(sandbox, { method, path: "/domains-list" });
      assert.equal(answer.status, 405, method);
      assert.equal(answer.headers["x-amzn-errortype"], "UnknownOperationException");
      assert.equal(answer.headers["allow"], "POST");
    }
  });

  it("a body of over one MiB is refused, 413", async () => {
    const answer = await sendRaw(sandbox, { path: "/domains-list", body: `{"x":"${"x".repeat(1024 * 1024)}"}` });
    assert.equal(answer.status, 413);
    assert.equal(answer.headers["x-amzn-errortype"], "RequestEntityTooLargeException");
  });

  it("a filter nested beyond all reason does not end the sandbox", async () => {
    const depth = 100_000;
    const body = `{"filter":${'{"not":'.repeat(depth)}{}${"}".repeat(depth)}}`;
    const answer = await sendRaw(sandbox, { path: "/domains/domain-1/cases-search", body });
    assert.ok(answer.status >= 400);
    await client.send(new GetDomainCommand({ domainId: "domain-1" }));
  });

  it("a caller that hangs up in the middle of a request does not end the sandbox", async () => {
    await new Promise<void>((resolve) => {
      const call = request(`${sandbox.url}/domains-list`, { method: "POST", headers: { "content-length": "100" } });
      call.on("error", () => resolve());
      call.write("{", () => call.destroy(new Error("hung up")));
    });
    await client.send(new GetDomainCommand({ domainId: "domain-1" }));
  });
});

describe("the server", () => {
  it("logs one line for a request, printable, without credentials", async () => {
    lines.length = 0;
    await client.send(new GetDomainCommand({ domainId: "domain-1" }));
    await failureOf(client.send(new GetDomainCommand({ domainId: "gone" })));
    assert.match(lines[0] ?? "", /^POST \/domains\/domain-1 GetDomain 200 \d+ ms$/);
    assert.match(lines[1] ?? "", /^POST \/domains\/gone GetDomain 404 ResourceNotFoundException \d+ ms$/);
    assert.equal(lines.length, 2);
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) {
      const secret = sandbox.environment[name] ?? "";
      assert.ok(secret.length > 15 && !lines.join("\n").includes(secret));
    }
  });

  it("listens on the loopback address, closes at once while a client keeps its connection, and twice", async () => {
    const other = await startSandbox({ cases: casesDataWith() });
    assert.match(other.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const keeping = clientOf(other);
    await keeping.send(new GetDomainCommand({ domainId: "domain-1" }));
    const started = performance.now();
    await other.close();
    await other.close();
    assert.ok(performance.now() - started < 500);
    await assert.rejects(keeping.send(new GetDomainCommand({ domainId: "domain-1" })), { code: /^ECONN/ });
    keeping.destroy();
  });

  it("closes at once while a request is on its way, and gives that no answer", async () => {
    const other = await startSandbox({ cases: casesDataWith() });
    const socket = connect(Number(new URL(other.url).port), "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk.toString()));
    socket.on("error", () => undefined);
    const closed = new Promise((resolve) => socket.on("close", resolve));
    socket.write("POST /domains-list HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{");
    await setTimeout(50);
    const started = performance.now();
    await other.close();
    await closed;
    assert.ok(performance.now() - started < 500);
    assert.equal(answer, "");
  });

  it("refuses a path that a terminal would obey before it comes into the log", async () => {
    lines.length = 0;
    const socket = connect(Number(new URL(sandbox.url).port), "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk.toString()));
    const ended = new Promise((resolve) => socket.on("close", resolve));
    socket.end(Buffer.from("POST /domains/\u009b31m HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", "latin1"));
    await ended;
    assert.match(answer, /^HTTP\/1\.1 400 /);
    assert.deepEqual(lines, []);
  });

  it("takes the port it is told, and fails when that is taken", async () => {
    const port = Number(new URL(sandbox.url).port);
    await assert.rejects(startSandbox({ port, cases: casesDataWith() }), { code: "EADDRINUSE" });
  });

  it("makes new credentials at each start", async () => {
    const other = await startSandbox({ cases: casesDataWith() });
    await other.close();
    for (const name of [
      "AWS_ACCESS_KEY_ID",
      "AWS_SECRET_ACCESS_KEY",
      "GENESYSCLOUD_OAUTHCLIENT_ID",
      "GENESYSCLOUD_OAUTHCLIENT_SECRET",
    ]) {
      assert.notEqual(other.environment[name], sandbox.environment[name]);
    }
  });

  it("gives all that a child needs to talk to it and to nothing else", () => {
    const {
      AWS_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY,
      AWS_BEARER_TOKEN_CODECATALYST,
      GENESYSCLOUD_OAUTHCLIENT_ID,
      GENESYSCLOUD_OAUTHCLIENT_SECRET,
      ...others
    } = sandbox.environment;
    assert.ok(AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY && AWS_BEARER_TOKEN_CODECATALYST);
    assert.ok(GENESYSCLOUD_OAUTHCLIENT_ID && GENESYSCLOUD_OAUTHCLIENT_SECRET);
    const nullDevice = process.platform === "win32" ? String.raw`\\.\nul` : "/dev/null";
    const expected = {
      AWS_ENDPOINT_URL_CONNECTCASES: sandbox.url,
      AWS_ENDPOINT_URL_SECURITY_IR: sandbox.url,
      AWS_ENDPOINT_URL_CODECATALYST: sandbox.url,
      AWS_REGION: "eu-central-1",
      AWS_DEFAULT_REGION: "eu-central-1",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: nullDevice,
      AWS_SHARED_CREDENTIALS_FILE: nullDevice,
      NO_PROXY: "127.0.0.1,localhost",
      no_proxy: "127.0.0.1,localhost",
      AUDIT_EXPORT_DOMAIN_ID: "domain-1",
      AUDIT_EXPORT_SPACE: "AlderFinch",
      GENESYSCLOUD_GATEWAY_HOST: "127.0.0.1",
      GENESYSCLOUD_GATEWAY_PORT: new URL(sandbox.url).port,
      GENESYSCLOUD_GATEWAY_PROTOCOL: "http",
    };
    // A service more has variables more, and they are no matter of the others.
    for (const [name, value] of Object.entries(expected)) assert.equal(others[name], value, name);
  });
});
