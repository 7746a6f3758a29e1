import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import sdk from "purecloud-platform-client-v2";
import { auditMessage, auditMessages, genesysDataWith } from "../../src/sandbox/genesys/build.ts";
import { toFileMessage } from "../../src/sandbox/genesys/file.ts";
import { wellKnownQueries } from "../../src/sandbox/genesys/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { answerOf, clientOf, logIn, refusalOf } from "./genesys-support.ts";

const giant = auditMessage({
  id: "giant",
  eventDate: "2026-03-01T00:00:00Z",
  user: { id: "user-1" },
  client: { id: "" },
  context: { x: "y".repeat(700 * 1024) },
});
const texts = [
  `{ "id": "odd", "eventDate":"2026-02-01T00:00:00.123456Z","n":12345678901234567890.10,"n":1e400, "user":{"id":"user-1"}}`,
  giant,
  ...auditMessages(30),
  auditMessage({ id: "act-1", eventDate: "2026-03-02T11:00:00Z", initiatingAction: { transactionId: "t" } }),
  auditMessage({
    id: "act-2",
    eventDate: "2026-03-02T11:00:00Z",
    initiatingAction: { transactionId: "t" },
    serviceName: "Billing",
  }),
];
const whole = { interval: "2026-03-02T00:00:00Z/2026-03-03T00:00:00Z" };

let sandbox: Sandbox;
let api: InstanceType<typeof sdk.AuditApi>;
before(async () => {
  sandbox = await startSandbox({ genesys: genesysDataWith(texts) });
  const client = clientOf(sandbox);
  await logIn(client, sandbox);
  api = new sdk.AuditApi(client);
});
after(() => sandbox.close());

type Query = Parameters<typeof api.postAuditsQuery>[0];

async function submit(query: Query): Promise<string> {
  const { status, body } = await answerOf(api.postAuditsQuery(query));
  assert.deepEqual([status, body["state"]], [202, "Queued"]);
  const id = String(body["id"]);
  const seen = [
    await answerOf(api.getAuditsQueryTransactionId(id)),
    await answerOf(api.getAuditsQueryTransactionId(id)),
  ];
  assert.deepEqual(
    seen.map((answer) => [answer.status, answer.body["state"]]),
    [
      [202, "Running"],
      [200, "Succeeded"],
    ],
  );
  return id;
}

function idsOf(body: Readonly<Record<string, unknown>>): readonly string[] {
  return (body["entities"] as readonly { readonly id: string }[]).map(({ id }) => id);
}

describe("the login of the sandbox", () => {
  it("refuses a wrong secret, another grant and another kind of body", async () => {
    const { GENESYSCLOUD_OAUTHCLIENT_ID: id = "", GENESYSCLOUD_OAUTHCLIENT_SECRET: secret = "" } = sandbox.environment;
    const right = `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
    const form = "application/x-www-form-urlencoded";
    for (const [authorization, type, body, status, error] of [
      ["Basic eDp5", form, "grant_type=client_credentials", 401, "invalid_client"],
      [right, form, "grant_type=password", 400, "unsupported_grant_type"],
      [right, "application/json", "{}", 400, "invalid_request"],
      [right, form, "grant_type=client_credentials", 200, undefined],
    ] as const) {
      const headers = { authorization, "content-type": type };
      for (const path of ["/oauth/token", "/login/oauth/token"]) {
        const answer = await fetch(`${sandbox.url}${path}`, { method: "POST", headers, body });
        const said = (await answer.json()) as { readonly error?: string };
        assert.deepEqual([answer.status, said.error], [status, error]);
      }
    }
  });

  it("is what every operation asks for", async () => {
    const nobody = clientOf(sandbox);
    const { status, body } = await refusalOf(new sdk.AuditApi(nobody).getAuditsQueryServicemapping());
    assert.deepEqual([status, body["code"]], [401, "authentication.required"]);
    nobody.setAccessToken("made up");
    const refused = await refusalOf(new sdk.AuditApi(nobody).postAuditsQuery(whole));
    assert.deepEqual([refused.status, refused.body["code"]], [401, "bad.credentials"]);
    assert.match(String(refused.body["contextId"]), /^[0-9a-f-]{36}$/);
  });
});

describe("an asynchronous query", () => {
  it("comes about by being asked after, and has no results before", async () => {
    const { body } = await answerOf(api.postAuditsQuery(whole));
    const early = await refusalOf(api.getAuditsQueryTransactionIdResults(String(body["id"])));
    assert.equal(early.status, 400);
    const id = await submit(whole);
    const { body: page } = await answerOf(api.getAuditsQueryTransactionIdResults(id));
    assert.equal(idsOf(page).length, 25);
  });

  it("has an empty page in the chain of its cursors, and each event once", async () => {
    const id = await submit(whole);
    for (const pageSize of [1, 7, 31]) {
      const found: string[] = [];
      const sizes: number[] = [];
      let cursor: string | undefined;
      do {
        const asked = { pageSize, ...(cursor === undefined ? {} : { cursor }) };
        const { body } = await answerOf(api.getAuditsQueryTransactionIdResults(id, asked));
        found.push(...idsOf(body));
        sizes.push(idsOf(body).length);
        cursor = body["cursor"] as string | undefined;
      } while (cursor !== undefined);
      assert.equal(sizes[1], 0);
      assert.deepEqual(
        found,
        texts.slice(2).map((text) => JSON.parse(text).id),
      );
    }
  });

  it("finds by service and filters, in the order asked for", async () => {
    for (const [query, ids] of [
      [{ serviceName: "Billing" }, ["act-2"]],
      [
        {
          filters: [
            { property: "EntityType", value: "Role" },
            { property: "Action", value: "Update" },
          ],
        },
        undefined,
      ],
      [{ filters: [{ property: "UserId", value: "user-1" }] }, []],
      [{ filters: [{ property: "ClientId", value: "x" }] }, []],
      [{ serviceName: "PeoplePermissions", sort: [{ name: "Timestamp", sortOrder: "descending" }] }, undefined],
    ] as const) {
      const id = await submit({ ...whole, ...query } as unknown as Query);
      const { body } = await answerOf(api.getAuditsQueryTransactionIdResults(id, { pageSize: 500 }));
      if (ids !== undefined) assert.deepEqual(idsOf(body), ids);
      else assert.ok(idsOf(body).length > 30);
      if ("sort" in query) assert.equal(idsOf(body)[0], "act-1");
    }
  });

  it("gives the bytes of each event, and the name of its user when that is asked for", async () => {
    const id = await submit({ interval: "2026-02-01T00:00:00Z/2026-02-02T00:00:00Z" });
    const { GENESYSCLOUD_OAUTHCLIENT_ID: name = "", GENESYSCLOUD_OAUTHCLIENT_SECRET: secret = "" } =
      sandbox.environment;
    const client = clientOf(sandbox);
    const { accessToken } = await client.loginClientCredentialsGrant(name, secret);
    const headers = { authorization: `Bearer ${accessToken}` };
    const url = `${sandbox.url}/api/v2/audits/query/${id}/results`;
    const answer = await (await fetch(url, { headers })).text();
    assert.equal(answer, `{"id":"${id}","pageSize":25,"entities":[${texts[0]}]}`);
    const expanded = await (await fetch(`${url}?expand=user`, { headers })).text();
    assert.ok(expanded.includes(`"n":1e400, "user":{"id":"user-1","name":"Ada Whitcombe"}`));
  });

  it("has a page that is too large for an answer: smaller, or a file, which takes no token", async () => {
    const id = await submit({ interval: "2026-02-28T00:00:00Z/2026-03-03T00:00:00Z" });
    const refused = await refusalOf(api.getAuditsQueryTransactionIdResults(id, { pageSize: 2 }));
    assert.deepEqual([refused.status, refused.body["code"]], [400, "response.entity.too.large"]);
    const redirect = await refusalOf(api.getAuditsQueryTransactionIdResults(id, { pageSize: 2, allowRedirect: true }));
    assert.equal(redirect.status, 302);
    assert.equal(typeof redirect.body["cursor"], "string");
    const url = String(redirect.body["downloadUrl"]);
    assert.equal((await fetch(url, { headers: { authorization: "Bearer x" } })).status, 400);
    assert.equal(await (await fetch(url)).text(), `[${[giant, texts[2] ?? ""].map(toFileMessage).join(",")}]`);
    const [first] = JSON.parse(await (await fetch(url)).text());
    assert.deepEqual([first.eventTime, first.userId, first.eventDate], ["2026-03-01T00:00:00Z", "user-1", undefined]);
  });

  it("of before the start is there, finished and failed", async () => {
    for (const [id, state] of [
      [wellKnownQueries.finished, "Succeeded"],
      [wellKnownQueries.failed, "Failed"],
    ] as const) {
      assert.equal((await answerOf(api.getAuditsQueryTransactionId(id))).body["state"], state);
    }
  });

  const malformed: readonly (readonly [object, RegExp])[] = [
    [{}, /interval/],
    [{ interval: "today" }, /start\/end/],
    [{ interval: "2026-03-02T00:00:00Z/2026-03-01T00:00:00Z" }, /does not end after its start/],
    [{ interval: "2026-03-01T00:00:00Z/2026-04-02T00:00:00Z" }, /does not exceed 31 days/],
    [{ ...whole, serviceName: "Nothing" }, /no service/],
    [{ ...whole, filters: [{ property: "userId", value: "x" }] }, /enum value set/],
    [{ ...whole, filters: [{ property: "UserId" }] }, /must not be null/],
    [{ ...whole, filters: [{ property: "Action", value: "x" }] }, /EntityType filter is required/],
    [{ ...whole, sort: [{ name: "timestamp", sortOrder: "ascending" }] }, /enum value set/],
    [{ ...whole, sort: [{ name: "Timestamp", sortOrder: "asc" }] }, /enum value set/],
  ];
  for (const [query, message] of malformed) {
    it(`is refused as ${JSON.stringify(query)}`, async () => {
      const { status, body } = await refusalOf(api.postAuditsQuery(query as Query));
      assert.equal(status, 400);
      assert.match(String(body["message"]), message);
    });
  }

  it("is refused a page of none or of over 500, a made-up cursor, another's cursor and an unknown id", async () => {
    const id = await submit(whole);
    for (const options of [{ pageSize: 501 }, { pageSize: 0 }, { cursor: "made-up" }, { expand: ["client"] }]) {
      assert.equal((await refusalOf(api.getAuditsQueryTransactionIdResults(id, options))).status, 400);
    }
    const { body } = await answerOf(api.getAuditsQueryTransactionIdResults(id));
    const other = await submit(whole);
    const cursor = String(body["cursor"]);
    assert.equal((await refusalOf(api.getAuditsQueryTransactionIdResults(other, { cursor }))).status, 400);
    for (const unknown of ["no such", "../x", "é"]) {
      const { status, body: said } = await refusalOf(api.getAuditsQueryTransactionId(unknown));
      assert.deepEqual([status, said["code"]], [404, "not.found"]);
      assert.equal((await refusalOf(api.getAuditsQueryTransactionIdResults(unknown))).status, 404);
    }
  });
});

describe("realtime", () => {
  type Realtime = Parameters<typeof api.postAuditsQueryRealtime>[0];

  it("has pages by number, of some services, of fourteen days", async () => {
    const interval = "2026-02-01T00:00:00Z/2026-03-03T00:00:00Z";
    const { body } = await answerOf(api.postAuditsQueryRealtime({ interval, pageNumber: 2, pageSize: 20 } as Realtime));
    // Without the old one, and without the one of Billing, which realtime does not know.
    assert.deepEqual([body["total"], body["pageCount"], body["pageNumber"], body["pageSize"]], [32, 2, 2, 20]);
    assert.equal(idsOf(body).length, 12);
  });

  it("refuses page 0, a page of over 500, and a service that it does not know", async () => {
    for (const members of [{ pageNumber: 0 }, { pageSize: 501 }, { serviceName: "Billing" }]) {
      assert.equal((await refusalOf(api.postAuditsQueryRealtime({ ...whole, ...members } as Realtime))).status, 400);
    }
  });

  it("relates the audits of an act", async () => {
    const { body } = await answerOf(api.postAuditsQueryRealtimeRelated({ auditId: "act-2" }));
    assert.deepEqual(idsOf(body), ["act-1", "act-2"]);
    assert.equal((await refusalOf(api.postAuditsQueryRealtimeRelated({ auditId: "gone" }))).status, 404);
  });

  it("maps its services, which are not all", async () => {
    const all = (await answerOf(api.getAuditsQueryServicemapping())).body["services"] as unknown[];
    const some = (await answerOf(api.getAuditsQueryRealtimeServicemapping())).body["services"] as unknown[];
    assert.ok(some.length > 2 && all.length > some.length);
  });
});
