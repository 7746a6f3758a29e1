import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linesOf } from "../../support/invocation.ts";
import { pagings } from "../../support/pagings.ts";
import { answering, event, held, inTurn, json, micros, oneWindow, runWith, token } from "./service.ts";

const ten = micros("2026-11-01T10:00:00Z");

function heldEvents(count: number) {
  return Array.from({ length: count }, (_, index) => held(`e-${index + 1}`, ten + index * 1_000_001));
}

describe("the events of a window", () => {
  for (const [count, size] of [...pagings(250), [250, 250], [251, 250]] as const) {
    it(`${count} of them, ${size} a page: each once, as the service orders them, untouched`, async () => {
      const all = heldEvents(count);
      const { code, stderr, texts, asked } = await runWith({ events: answering(all) }, [
        ...oneWindow,
        "--page-size",
        String(size),
      ]);
      assert.equal(code, 0, stderr);
      assert.deepEqual(texts, all.map(({ text }) => text).toReversed());
      const pages = Math.max(1, Math.ceil(count / size));
      if (pages <= 5) assert.equal(asked.length, pages);
      // A window of more pages may be cut, and read in parts: see core/window-parts.ts.
      else assert.ok(asked.length >= pages && asked.length < 2 * pages + 12, `${asked.length} requests`);
    });
  }

  it("are read in parts at the same time where they are many: the same bytes, however many at once", async () => {
    const all = heldEvents(1500);
    const outputs: string[] = [];
    const most: number[] = [];
    for (const concurrency of ["1", "8"]) {
      let waiting = 0;
      let mostWaiting = 0;
      const answer = answering(all);
      const { code, stderr, stdout, texts } = await runWith(
        {
          events(request, response) {
            waiting += 1;
            mostWaiting = Math.max(mostWaiting, waiting);
            setTimeout(() => {
              waiting -= 1;
              answer(request, response);
            }, 10);
          },
        },
        [...oneWindow, "--page-size", "20", "--concurrency", concurrency],
      );
      assert.equal(code, 0, stderr);
      assert.deepEqual(texts, all.map(({ text }) => text).toReversed());
      outputs.push(stdout);
      most.push(mostWaiting);
    }
    assert.equal(outputs[0], outputs[1]);
    assert.deepEqual(most, [1, 8]);
  });

  it("are asked for 250 at a time, with the token, and with no empty page token", async () => {
    const { received } = await runWith({ events: answering(heldEvents(300)) }, oneWindow);
    assert.deepEqual(
      received.map(({ method, path, body, headers }) => ({ method, path, body, authorization: headers.authorization })),
      [{}, { nextToken: "250" }].map((further) => ({
        method: "POST",
        path: "/v1/spaces/ExampleCorp/eventLogs",
        body: { startTime: "2026-11-01T08:59:59Z", endTime: "2026-11-01T11:00:01Z", maxResults: 250, ...further },
        authorization: `Bearer ${token}`,
      })),
    );
  });

  it("come with everything that this version does not know", async () => {
    const texts = [
      `{"id":"1","eventName":"foldSpace","eventTime":"2026-11-01T10:00:00.123456789+00:00","userIdentity":{"userType":"ROBOT","principalId":"r","serial":7},"brandNew":{"a":[1,null]}}`,
      `{"id":"2","eventName":"a","eventTime":"2026-11-01T12:00:00+02:00","n":12345678901234567890.10,"x":1e400,"b":-0,"c":1.0}`,
      `{ "id" : "3", "eventName":"a","eventTime":"2026-11-01T10:00:00Z","id":"3" }`,
      `{"id":"4","eventName":"a","eventTime":"2026-11-01T10:00:00.1Z","text":"\\u0041\\ud800\\/"}`,
      `{"id":"5","eventName":"a","eventTime":"2026-11-01T10:00:00Z","userIdentity":null,"projectInformation":null,"errorCode":null}`,
    ];
    const events = json(`{"items":[${texts.join(",")}],"total":5}`);
    const run = await runWith({ events }, oneWindow);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(run.texts, texts);
    assert.doesNotMatch(run.stderr, /warning/);
    const raw = await runWith({ events }, [...oneWindow, "--schema", "raw"]);
    assert.equal(raw.stdout, texts.map((text) => `${text}\n`).join(""));
  });

  it("that are odd never cost the page, and are counted", async () => {
    const texts = [
      event("1"),
      event("2", { eventTime: "the day before" }),
      event("3", { eventTime: 1793527200 }),
      `{"eventName":"a","eventTime":"2026-11-01T10:00:00Z"}`,
      event("5", { userIdentity: 7, projectInformation: [], errorCode: 4 }),
      `"a text"`,
      `null`,
      `[1,2]`,
      event("9"),
    ];
    const run = await runWith({ events: json(`{"items":[${texts.join(",")}]}`) }, oneWindow);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(run.texts, texts);
    assert.match(run.stderr, /warning: some events have members .*eventTime \(5\)/);
    assert.match(run.stderr, /\(no id\) \(4\)/);
  });

  it("come from answers that are pretty-printed, one record a line", async () => {
    const body = JSON.stringify({ items: [JSON.parse(event("1")), JSON.parse(event("2"))], nextToken: null }, null, 2);
    assert.deepEqual((await runWith({ events: json(body) }, oneWindow)).texts, [event("1"), event("2")]);
  });

  it("end at a token that is null or empty, and not at an empty page", async () => {
    const pages = inTurn(
      json(`{"items":[],"nextToken":"a"}`),
      json(`{"items":[${event("1")}],"nextToken":"b"}`),
      json(`{"nextToken":"c","items":[]}`),
      json(`{"items":[${event("2")}],"nextToken":""}`),
    );
    const run = await runWith({ events: pages }, oneWindow);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(run.texts, [event("1"), event("2")]);
    assert.deepEqual(
      run.asked.map(({ body }) => body["nextToken"]),
      [undefined, "a", "b", "c"],
    );
    const single = await runWith({ events: json(`{"items":[${event("1")}],"nextToken":null}`) }, oneWindow);
    assert.deepEqual([single.code, single.asked.length], [0, 1]);
  });

  it("behind a token that comes again are an error, not an end", async () => {
    const run = await runWith({ events: json(`{"items":[${event("1")}],"nextToken":"again"}`) }, oneWindow);
    assert.equal(run.code, 75);
    assert.match(run.stderr, /same page token twice/);
    assert.deepEqual(run.texts, [event("1")]);
  });

  it("have payloads that stay the text they are, and can be named", async () => {
    const data = `{"name":"a \\"b\\"","n":12345678901234567890}`;
    const one = held("1", ten, "createProject", { requestPayload: { contentType: "application/json", data } });
    const { stdout } = await runWith({ events: answering([one]) }, [
      ...oneWindow,
      "--fields",
      "id,raw.requestPayload.data",
    ]);
    assert.deepEqual(JSON.parse(stdout), { id: "1", "raw.requestPayload.data": data });
    const csv = await runWith({ events: answering([one]) }, [
      ...oneWindow,
      "-f",
      "csv",
      "--fields",
      "raw.requestPayload.data",
    ]);
    assert.equal(linesOf(csv.stdout)[1], `"${data.replaceAll('"', '""')}"\r`);
  });

  const nonsense: Readonly<Record<string, string | Buffer>> = {
    "an empty body": "",
    "half a JSON": `{"items":[{"id"`,
    "a page of HTML": "<html><body>Sign in</body></html>",
    "a missing list": `{"nextToken":"t"}`,
    "a list that is null": `{"items":null}`,
    "a token that is no text": `{"items":[],"nextToken":7}`,
    "two tokens": `{"items":[],"nextToken":"a","nextToken":"b"}`,
    "broken UTF-8": Buffer.from(`{"items":["\u00ff"]}`, "latin1"),
  };
  it("come after all of that", async () => {
    const bad = Object.values(nonsense).map(
      (body) => (_: unknown, response: { end(body: string | Buffer): void }) => void response.end(body),
    );
    const run = await runWith({ events: inTurn(...bad, answering([held("1", ten)])) }, oneWindow);
    assert.deepEqual([run.code, run.texts], [0, [held("1", ten).text]], run.stderr);
  });
  for (const [what, body] of Object.entries(nonsense)) {
    it(`are asked for again after a 200 with ${what}`, async () => {
      const broken = (_: unknown, response: { end(body: string | Buffer): void }) => response.end(body);
      const never = await runWith({ events: broken }, [...oneWindow, "--max-attempts", "2"]);
      assert.equal(never.code, 75, never.stderr);
      assert.equal(never.asked.length, 2);
      assert.match(never.stderr, /could not read the window .*answer cannot be used: /);
    });
  }
});
