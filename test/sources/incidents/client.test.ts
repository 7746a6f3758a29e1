import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  AccessDeniedException,
  ConflictException,
  GetCaseCommand,
  InternalServerException,
  InvalidTokenException,
  ListCaseEditsCommand,
  ListCasesCommand,
  ResourceNotFoundException,
  SecurityIncidentResponseNotActiveException,
  SecurityIRClient,
  SecurityIRServiceException,
  ServiceQuotaExceededException,
  ThrottlingException,
  ValidationException,
} from "../../../src/sources/incidents/client/index.ts";
import { resolveEndpoint } from "../../../src/sources/incidents/client/endpoint.ts";
import { type Received, startServer } from "../../support/http.ts";
import type { Handler } from "./service.ts";

// On Node 20 the SDK writes a warning about its future, which is no part of any test.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

async function withClient<T>(
  handler: Handler,
  use: (client: SecurityIRClient) => Promise<T>,
  maxAttempts = 1,
): Promise<{ readonly result: T; readonly received: readonly Received[] }> {
  const server = await startServer(handler);
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new SecurityIRClient({ endpoint: server.url, region: "eu-west-1", credentials, maxAttempts });
  try {
    return { result: await use(client), received: server.received };
  } finally {
    client.destroy();
    await server.close();
  }
}

/** What a call fails with when the service answers so. */
async function failure(
  status: number,
  body: object,
  headers: Readonly<Record<string, string>>,
  maxAttempts = 1,
): Promise<{ readonly error: SecurityIRServiceException; readonly tries: number }> {
  const { result, received } = await withClient(
    (_, response) => void response.writeHead(status, headers).end(JSON.stringify(body)),
    (client) =>
      client.send(new ListCaseEditsCommand({ caseId: "1234567890" })).then(
        () => assert.fail("the call succeeded"),
        (error: unknown) => error,
      ),
    maxAttempts,
  );
  assert.ok(result instanceof SecurityIRServiceException, String(result));
  return { error: result, tries: received.length };
}

const message = "made for a test";
const resource = { resourceId: "1234567890", resourceType: "case" };
const quota = { serviceCode: "security-ir", quotaCode: "L-1234" };
const classes = {
  AccessDeniedException: [AccessDeniedException, 403, {}, undefined],
  ConflictException: [ConflictException, 409, resource, undefined],
  InternalServerException: [InternalServerException, 500, {}, {}],
  InvalidTokenException: [InvalidTokenException, 423, {}, {}],
  ResourceNotFoundException: [ResourceNotFoundException, 404, {}, undefined],
  SecurityIncidentResponseNotActiveException: [SecurityIncidentResponseNotActiveException, 400, {}, undefined],
  ServiceQuotaExceededException: [ServiceQuotaExceededException, 402, { ...resource, ...quota }, undefined],
  ThrottlingException: [ThrottlingException, 429, quota, { throttling: true }],
  ValidationException: [
    ValidationException,
    400,
    { reason: "FIELD_VALIDATION_FAILED", fieldList: [{ name: "maxResults", message: "too large" }] },
    undefined,
  ],
} as const;

describe("the errors of the client", () => {
  for (const [name, [errorClass, status, members, retryable]] of Object.entries(classes)) {
    it(`${status} ${name} has its class, its fields and what is said of retrying`, async () => {
      for (const headers of [{ "x-amzn-errortype": `${name}:http://example/` }, {}]) {
        const body = { message, ...members, ...("x-amzn-errortype" in headers ? {} : { __type: `com.x#${name}` }) };
        const { error } = await failure(status, body, headers);
        assert.ok(error instanceof errorClass);
        assert.deepEqual([error.name, error.message, error.$metadata.httpStatusCode], [name, message, status]);
        assert.equal(error.$fault, status === 500 ? "server" : "client");
        assert.deepEqual(error.$retryable, retryable);
        for (const [member, value] of Object.entries(members)) {
          assert.deepEqual((error as unknown as Readonly<Record<string, unknown>>)[member], value, member);
        }
      }
    });

    it(`${name} is ${retryable === undefined ? "not " : ""}tried again`, async () => {
      const { error, tries } = await failure(status, { message }, { "x-amzn-errortype": name }, 2);
      assert.equal(tries, retryable === undefined ? 1 : 2);
      assert.equal(error.$metadata.attempts, tries);
    });
  }

  it("say after how many seconds to come again", async () => {
    for (const [status, name] of [
      [429, "ThrottlingException"],
      [500, "InternalServerException"],
    ] as const) {
      const { error } = await failure(status, { message }, { "x-amzn-errortype": name, "Retry-After": "60" });
      assert.ok(error instanceof ThrottlingException || error instanceof InternalServerException);
      assert.equal(error.retryAfterSeconds, 60);
    }
  });

  it("that the model does not name are of the base class, under the name they came with", async () => {
    const { error } = await failure(418, { message }, { "x-amzn-errortype": "TeapotException" });
    assert.deepEqual(
      [error.name, error.message, error.constructor],
      ["TeapotException", message, SecurityIRServiceException],
    );
  });
});

describe("the operations of the client", () => {
  const answer: Handler = ({ path }, response) => {
    const edit = { eventTimestamp: 1793527200.123, principal: "p", action: "a", message: "m" };
    const item = {
      caseId: "1234567890",
      caseStatus: "Closed",
      createdDate: 1.7935272e9,
      lastUpdatedDate: 1793527200.5,
    };
    if (path === "/v1/list-cases") response.end(JSON.stringify({ items: [item], total: 1, nextToken: "n" }));
    else if (path.endsWith("/get-case")) response.end(JSON.stringify({ title: "t", createdDate: 1793527200 }));
    else response.end(JSON.stringify({ items: [edit], total: 7 }));
  };

  it("have the methods, the paths and the types of the model", async () => {
    const { result, received } = await withClient(answer, async (client) => ({
      listed: await client.send(new ListCasesCommand({ maxResults: 5, nextToken: "x" })),
      edits: await client.send(new ListCaseEditsCommand({ caseId: "1234567890" })),
      found: await client.send(new GetCaseCommand({ caseId: "1234567890" })),
    }));
    const when = new Date("2026-11-01T10:00:00.000Z");
    assert.deepEqual(
      [result.listed.items?.[0]?.createdDate, result.listed.total, result.listed.nextToken],
      [when, 1, "n"],
    );
    assert.deepEqual(result.listed.items?.[0]?.lastUpdatedDate, new Date("2026-11-01T10:00:00.500Z"));
    assert.deepEqual(result.edits.items?.[0]?.eventTimestamp, new Date("2026-11-01T10:00:00.123Z"));
    assert.deepEqual([result.edits.total, result.found.title, result.found.createdDate], [7, "t", when]);
    assert.deepEqual(
      received.map(({ method, path, body }) => [method, path, body]),
      [
        ["POST", "/v1/list-cases", { maxResults: 5, nextToken: "x" }],
        ["POST", "/v1/cases/1234567890/list-case-edits", {}],
        ["GET", "/v1/cases/1234567890/get-case", {}],
      ],
    );
    for (const { headers } of received) assert.match(headers.authorization ?? "", /\/eu-west-1\/security-ir\//);
  });
});

describe("the endpoint", () => {
  const endpoints: readonly (readonly [Parameters<typeof resolveEndpoint>[0], string])[] = [
    [{ Region: "eu-central-1" }, "https://security-ir.eu-central-1.api.aws/"],
    [{ Region: "us-east-1", UseFIPS: true }, "https://security-ir-fips.us-east-1.api.aws/"],
    [{ Region: "eu-nowhere-9" }, "https://security-ir.eu-nowhere-9.api.aws/"],
    [{ Region: "cn-north-1" }, "https://security-ir.cn-north-1.api.amazonwebservices.com.cn/"],
    [{ Endpoint: "http://127.0.0.1:4566", Region: "eu-central-1" }, "http://127.0.0.1:4566/"],
  ];
  for (const [parameters, url] of endpoints) {
    it(url, () => assert.equal(String(resolveEndpoint(parameters).url), url));
  }

  it("is refused without a region, and of one's own together with FIPS", () => {
    assert.throws(() => resolveEndpoint({}), /Missing Region/);
    assert.throws(() => resolveEndpoint({ Endpoint: "http://127.0.0.1", UseFIPS: true }), /FIPS and custom endpoint/);
  });
});
