import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  CodeCatalystClient,
  CodeCatalystServiceException,
  ListEventLogsCommand,
  type ListEventLogsCommandInput,
  ListSpacesCommand,
  paginateListEventLogs,
  paginateListSpaces,
  VerifySessionCommand,
} from "@aws-sdk/client-codecatalyst";
import {
  codeCatalystDataWith,
  oddEvent,
  spaceEvent,
  spaceEvents,
  spaceWith,
} from "../../src/sandbox/codecatalyst/build.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";

const spaceName = "ExampleCorp";
const wholeDay = { startTime: new Date("2026-11-01T00:00:00Z"), endTime: new Date("2026-11-02T00:00:00Z") };
const midnight = "2026-11-01T00:00:00.000000+00:00";

/** The real client of the service; one attempt, so that every error is seen as it came. */
function clientOf({ environment }: Sandbox, token = environment["AWS_BEARER_TOKEN_CODECATALYST"] ?? "") {
  const endpoint = environment["AWS_ENDPOINT_URL_CODECATALYST"] ?? "";
  return new CodeCatalystClient({ endpoint, region: "us-west-2", token: { token }, maxAttempts: 1 });
}

const odd = [
  '{"id":"big","eventTime":"yesterday","n":12345678901234567890.10}',
  '{"id":"twice","id":"twice", "x" : [1e400,null]}',
  '{"\\u0069d":"\\ud800 \\/ \u2028 é"}',
  "null",
  '"a text"',
].map((text, index) => oddEvent(text, `2026-10-20T00:00:0${index}Z`));

const data = codeCatalystDataWith(
  spaceWith({
    name: spaceName,
    displayName: "Example Corp.",
    events: [
      spaceEvent({ id: "end", eventTime: "2026-11-02T00:00:00.000000+00:00" }),
      ...spaceEvents(600, Date.UTC(2026, 10, 1, 1)),
      spaceEvent({ id: "second", eventTime: midnight, eventName: "deleteProject" }),
      spaceEvent({ id: "first", eventTime: midnight }),
      spaceEvent({ id: "before", eventTime: "2026-10-31T23:59:59.999999+00:00" }),
      ...odd.toReversed(),
    ],
  }),
  ...Array.from({ length: 44 }, (_, index) => spaceWith({ name: `space-${index}` })),
);

let sandbox: Sandbox;
let client: CodeCatalystClient;
before(async () => {
  sandbox = await startSandbox({ codecatalyst: data });
  client = clientOf(sandbox);
});
after(async () => {
  client.destroy();
  await sandbox.close();
});

function list(input: Partial<ListEventLogsCommandInput> = {}) {
  return client.send(new ListEventLogsCommand({ spaceName, ...wholeDay, ...input }));
}

/** What no typed client can say. */
async function post(path: string, body: string, headers: Readonly<Record<string, string>> = {}) {
  const authorization = `Bearer ${sandbox.environment["AWS_BEARER_TOKEN_CODECATALYST"]}`;
  const response = await fetch(sandbox.url + path, { method: "POST", body, headers: { authorization, ...headers } });
  return { status: response.status, type: response.headers.get("x-amzn-errortype"), text: await response.text() };
}

async function failureOf(call: Promise<unknown>): Promise<CodeCatalystServiceException> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof CodeCatalystServiceException, String(error));
    return error;
  }
  return assert.fail("The call succeeded.");
}

describe("ListEventLogs", () => {
  for (const pageSize of [1, 99, 250]) {
    it(`gives every event of the window once, the newest first, ${pageSize} a page, both ends included`, async () => {
      const ids: string[] = [];
      for await (const page of paginateListEventLogs({ client, pageSize }, { spaceName, ...wholeDay })) {
        assert.ok((page.items?.length ?? 0) <= pageSize);
        ids.push(...(page.items ?? []).map(({ id }) => id ?? ""));
      }
      const plain = Array.from({ length: 600 }, (_, index) => `event-${600 - index}`);
      assert.deepEqual(ids, ["end", ...plain, "second", "first"]);
    });
  }

  it("gives those of one name", async () => {
    assert.deepEqual(
      (await list({ eventName: "deleteProject" })).items?.map(({ id }) => id),
      ["second"],
    );
    assert.deepEqual((await list({ eventName: "deleteproject" })).items, []);
  });

  it("sends the events' own texts", async () => {
    const { text } = await post(
      `/v1/spaces/${spaceName}/eventLogs`,
      `{"startTime":"2026-10-20T00:00:00Z","endTime":"2026-10-20T02:00:04+02:00"}`,
    );
    assert.equal(
      text,
      `{"items":[${odd
        .toReversed()
        .map((event) => event.text)
        .join(",")}]}`,
    );
  });

  it("takes a token for the very listing it came from, and for no other", async () => {
    const { nextToken } = await list({ maxResults: 10 });
    assert.ok(nextToken !== undefined && nextToken.length <= 10_000);
    assert.equal((await list({ maxResults: 10, nextToken })).items?.length, 10);
    for (const other of [
      { maxResults: 11 },
      { eventName: "createProject" },
      { endTime: new Date("2026-11-01T12:00:00Z") },
      { nextToken: `${nextToken}x` },
    ]) {
      const failure = await failureOf(list({ maxResults: 10, nextToken, ...other }));
      assert.deepEqual(
        [failure.name, failure.message],
        ["ValidationException", "The nextToken is not valid for this request."],
      );
    }
  });

  const refused: readonly (readonly [said: string, input: Partial<ListEventLogsCommandInput>])[] = [
    [
      "'spaceName' failed to satisfy constraint: Member must have length greater than or equal to 3",
      { spaceName: "ab" },
    ],
    [
      "'spaceName' failed to satisfy constraint: Member must have length less than or equal to 63",
      { spaceName: "a".repeat(64) },
    ],
    [
      "'spaceName' failed to satisfy constraint: Member must satisfy regular expression pattern",
      { spaceName: "a b c" },
    ],
    ["'spaceName' failed to satisfy constraint: Member must satisfy regular expression pattern", { spaceName: "abc-" }],
    [
      "'maxResults' failed to satisfy constraint: Member must have value less than or equal to 250",
      { maxResults: 251 },
    ],
    ["'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1", { maxResults: 0 }],
    ["'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1", { nextToken: "" }],
    [
      "'nextToken' failed to satisfy constraint: Member must have length less than or equal to 10000",
      { nextToken: "x".repeat(10_001) },
    ],
    ["'startTime' failed to satisfy constraint: Member must not be null", { startTime: undefined }],
    ["'endTime' failed to satisfy constraint: Member must not be null", { endTime: undefined }],
    ["startTime must not be after endTime.", { startTime: new Date("2026-11-02T00:00:00.001Z") }],
  ];
  for (const [said, input] of refused) {
    it(`refuses: ${said}`, async () => {
      const failure = await failureOf(list(input));
      assert.deepEqual([failure.name, failure.$metadata.httpStatusCode], ["ValidationException", 400]);
      assert.ok(failure.message.includes(said), failure.message);
    });
  }

  for (const time of [`1793491200`, `"yesterday"`, `"2026-11-01"`, `"2026-11-01T00:00:00"`, `{}`]) {
    it(`refuses the time ${time}`, async () => {
      const body = `{"startTime":${time},"endTime":"2026-11-02T00:00:00Z"}`;
      const { status, type } = await post(`/v1/spaces/${spaceName}/eventLogs`, body);
      assert.deepEqual([status, type], [400, "SerializationException"]);
    });
  }

  it("takes the longest span of a moment, and a name of three characters", async () => {
    const { startTime } = wholeDay;
    assert.equal((await list({ startTime, endTime: startTime })).items?.length, 2);
    assert.equal((await failureOf(list({ spaceName: "abc" }))).name, "ResourceNotFoundException");
  });

  it("says of a space that is not there what the service's errors say: a message alone", async () => {
    const body = `{"startTime":"2026-11-01T00:00:00Z","endTime":"2026-11-01T00:00:00Z"}`;
    assert.deepEqual(await post("/v1/spaces/nowhere/eventLogs", body), {
      status: 404,
      type: "ResourceNotFoundException",
      text: '{"message":"There is no space nowhere."}',
    });
  });
});

describe("ListSpaces and VerifySession", () => {
  it("give each space once over several pages", async () => {
    const names: string[] = [];
    let pages = 0;
    for await (const page of paginateListSpaces({ client }, {})) {
      pages += 1;
      names.push(...(page.items ?? []).map(({ name }) => name ?? ""));
    }
    assert.deepEqual(
      names,
      data.spaces.map(({ name }) => name),
    );
    assert.equal(pages, 3);
    const [first] = (await client.send(new ListSpacesCommand({}))).items ?? [];
    assert.deepEqual(first, { name: spaceName, regionName: "us-west-2", displayName: "Example Corp." });
  });

  it("say whose login it is", async () => {
    assert.equal((await client.send(new VerifySessionCommand({}))).identity, data.identity);
  });
});

describe("the token", () => {
  it("is another for each start", async () => {
    const other = await startSandbox();
    await other.close();
    const [one, two] = [sandbox, other].map(({ environment }) => environment["AWS_BEARER_TOKEN_CODECATALYST"]);
    assert.match(one ?? "", /^[\w-]{40}$/);
    assert.notEqual(one, two);
  });

  it("is asked for by every operation", async () => {
    const stranger = clientOf(sandbox, "somebody-elses");
    for (const call of [
      stranger.send(new ListEventLogsCommand({ spaceName, ...wholeDay })),
      stranger.send(new ListSpacesCommand({})),
      stranger.send(new VerifySessionCommand({})),
    ]) {
      const failure = await failureOf(call);
      assert.deepEqual([failure.name, failure.$metadata.httpStatusCode], ["AccessDeniedException", 403]);
    }
    stranger.destroy();
    const token = sandbox.environment["AWS_BEARER_TOKEN_CODECATALYST"] ?? "";
    for (const authorization of [
      "",
      "Bearer",
      `Basic ${token}`,
      `Bearer ${token} x`,
      token,
      `Bearer ${token.slice(1)}`,
    ]) {
      const { status, text } = await post("/v1/spaces", "{}", { authorization });
      assert.equal(status, 403, authorization);
      assert.ok(!text.includes(token));
    }
    assert.equal((await post("/v1/spaces", "{}", { authorization: `bearer  ${token}` })).status, 200);
  });

  it("is asked for before anything else is said", async () => {
    assert.equal((await post("/v1/spaces/nowhere/eventLogs", "{}", { authorization: "Bearer x" })).status, 403);
  });
});
