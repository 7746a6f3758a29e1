import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linesOf } from "../../support/invocation.ts";
import { awsError } from "../../support/http.ts";
import { edit, type Handler, inTurn, one, pagesOf, runWith } from "./service.ts";

function refusal(status: number, name: string, members: object = {}): Handler {
  return (_, response) => awsError(response, status, name, members);
}

/** What the service answers, what the program ends with, and whether it tries again first. */
const expected: readonly (readonly [status: number, name: string, exit: number, retried: boolean])[] = [
  [400, "ValidationException", 2, false],
  [400, "SecurityIncidentResponseNotActiveException", 78, false],
  [402, "ServiceQuotaExceededException", 75, true],
  [403, "AccessDeniedException", 4, false],
  [403, "ExpiredTokenException", 4, false],
  [403, "UnrecognizedClientException", 4, false],
  [403, "InvalidSignatureException", 4, false],
  [404, "ResourceNotFoundException", 3, false],
  [409, "ConflictException", 75, true],
  [423, "InvalidTokenException", 75, true],
  [429, "ThrottlingException", 75, true],
  [500, "InternalServerException", 75, true],
  [503, "ServiceUnavailable", 75, true],
  // As a gateway or another service of AWS would say it: the name counts.
  [400, "ThrottlingException", 75, true],
  [400, "AccessDeniedException", 4, false],
  [400, "ServiceQuotaExceededException", 75, true],
  [403, "SecurityIncidentResponseNotActiveException", 78, false],
  [403, "RequestExpired", 4, false],
  [307, "TemporaryRedirect", 75, false],
];

describe("errors of the service", () => {
  for (const [status, name, exit, retried] of expected) {
    it(`${status} ${name} ends with ${exit}, in two lines${retried ? ", after all tries" : ""}`, async () => {
      const { code, stdout, stderr, received } = await runWith({ edits: refusal(status, name) }, [
        ...one,
        "--max-attempts",
        "2",
      ]);
      assert.equal(code, exit, stderr);
      assert.equal(stdout, "");
      assert.match(stderr, new RegExp(`^error: could not read case 1234567890: ${name}: made ${name}\n`));
      assert.ok(linesOf(stderr).length <= 2, stderr);
      assert.equal(received.length, retried ? 2 : 1);
    });

    if (retried) {
      it(`${status} ${name} that passes is nothing to speak of`, async () => {
        const handler = inTurn(refusal(status, name), pagesOf([edit(1)]));
        const { code, raw, stderr } = await runWith({ edits: handler }, one);
        assert.deepEqual([code, raw], [0, [edit(1)]], stderr);
        assert.equal(linesOf(stderr).length, 1);
      });
    }
  }

  it("are told with what they name: the field, the resource, the quota", async () => {
    const refusals: readonly (readonly [Handler, RegExp])[] = [
      [
        refusal(400, "ValidationException", { reason: "OTHER", fieldList: [{ name: "caseId", message: "is odd" }] }),
        /made ValidationException, caseId: is odd\n/,
      ],
      [
        refusal(402, "ServiceQuotaExceededException", { resourceId: "r-1", resourceType: "case", quotaCode: "L-4711" }),
        /made ServiceQuotaExceededException, resource type case, resource r-1, quota L-4711\n {2}next: .*quota/,
      ],
    ];
    for (const [edits, said] of refusals)
      assert.match((await runWith({ edits }, [...one, "--max-attempts", "1"])).stderr, said);
  });

  it("of a message that is no text, or endless, are told in a line", async () => {
    for (const message of [{ a: 1 }, 5, ["a"], "x".repeat(100_000)]) {
      const refused = refusal(400, "ValidationException", { message });
      const edits: Handler = (request, response) =>
        (request.path.includes("1234567890") ? refused : pagesOf([edit(1)]))(request, response);
      const { code, raw, stderr } = await runWith({ edits }, [...one, "--case-id", "2345678901", "--debug"]);
      assert.deepEqual([code, raw.length], [6, 1], stderr);
      assert.match(stderr, /error: could not read case 1234567890: ValidationException/);
      assert.ok(linesOf(stderr).every((line) => line.length < 1000));
    }
  });

  it("a region without membership ends the whole run, and says which region to give", async () => {
    const refused = refusal(400, "SecurityIncidentResponseNotActiveException");
    for (const parameters of [["--all"], [...one, "--case-id", "2345678901", "--concurrency", "1"]]) {
      const { code, stderr, received } = await runWith({ edits: refused, list: refused }, parameters);
      assert.deepEqual([code, received.length], [78, 1], stderr);
      assert.match(stderr, /\n {2}next: .*the membership was activated.*--region/);
    }
  });

  it("that list the cases end the run with their own code and the permission", async () => {
    const { code, stderr } = await runWith({ list: refusal(403, "AccessDeniedException") }, ["--all"]);
    assert.equal(code, 4);
    assert.match(stderr, /could not list the cases: AccessDenied[^\n]*\n {2}next: .*security-ir:ListCases/);
  });

  it("a port where nobody listens ends with 75", async () => {
    const { code, stderr } = await runWith({}, [...one, "--max-attempts", "2", "--endpoint-url", "http://127.0.0.1:1"]);
    assert.equal(code, 75);
    assert.match(stderr, /ECONNREFUSED/);
  });

  it("a proxy's page instead of the service's error is told as such", async () => {
    const edits: Handler = (_, response) => void response.writeHead(502).end("<html>Bad gateway</html>");
    const { code, stderr } = await runWith({ edits }, [...one, "--max-attempts", "2"]);
    assert.equal(code, 75);
    assert.match(stderr, /HTTP 502, and not from the service/);
  });

  it("a silent server, and one silent in the middle, is given up after --timeout", async () => {
    const silent: Handler = () => undefined;
    const stalled: Handler = (_, response) => void response.write(`{"items":[`);
    for (const edits of [silent, stalled]) {
      const started = Date.now();
      const { code, stderr } = await runWith({ edits }, [...one, "--timeout", "1", "--max-attempts", "1"]);
      assert.equal(code, 75, stderr);
      assert.ok(Date.now() - started < 4000);
    }
  });
});

describe("the configuration of AWS", () => {
  it("a profile that does not exist ends with 4 and its name", async () => {
    const { code, stderr, received } = await runWith({}, [...one, "--profile", "nope"]);
    assert.deepEqual([code, received.length], [4, 0]);
    assert.match(stderr, /^error: there is no profile "nope" in the AWS configuration\n {2}next: /);
  });

  it("no credentials end with 4", async () => {
    const env = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };
    const { code, stderr } = await runWith({}, one, { env });
    assert.equal(code, 4, stderr);
    assert.match(stderr, /AWS_PROFILE/);
  });

  it("no region ends with 78, and AWS_DEFAULT_REGION is one", async () => {
    const { code, stderr } = await runWith({}, one, { env: { AWS_REGION: "" } });
    assert.equal(code, 78, stderr);
    assert.match(stderr, /--region/);
    const env = { AWS_REGION: "", AWS_DEFAULT_REGION: "ap-south-2" };
    const { received } = await runWith({}, one, { env });
    assert.match(received[0]?.headers.authorization ?? "", /\/ap-south-2\/security-ir\//);
  });

  it("AWS_ENDPOINT_URL_SECURITY_IR goes before AWS_ENDPOINT_URL", async () => {
    const nowhere = "http://127.0.0.1:1";
    const last = ["--max-attempts", "1"];
    const led = await runWith({}, [...one, ...last], { env: { AWS_ENDPOINT_URL_SECURITY_IR: nowhere } });
    assert.deepEqual([led.code, led.received.length], [75, 0]);
    assert.match(led.stderr, /ECONNREFUSED 127\.0\.0\.1:1/);
  });

  it("AWS_MAX_ATTEMPTS counts where --max-attempts does not", async () => {
    const edits = refusal(500, "InternalServerException");
    const { code, received } = await runWith({ edits }, one, { env: { AWS_MAX_ATTEMPTS: "3" } });
    assert.deepEqual([code, received.length], [75, 3]);
  });
});
