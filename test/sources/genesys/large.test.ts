import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { download } from "../../../src/sources/genesys/download.ts";
import { linesOf, rawTextOf } from "../../support/invocation.ts";
import type { Received } from "../../support/http.ts";
import { event, events, fail, type Handler, inTurn, json, oneDay, pagesOf, requestsTo, runWith } from "./service.ts";

function rawTexts(stdout: string): readonly string[] {
  return linesOf(stdout).map(rawTextOf);
}

const tooLarge = fail(400, "response.entity.too.large", "The response is over the size limit. Reduce pageSize");

/** Events in pages, of which none may have more than so many. */
function limited(texts: readonly string[], most: number): Handler {
  return (request, response) =>
    (Number(request.query.get("pageSize")) > most ? tooLarge : pagesOf(texts))(request, response);
}

/** A 302 that names a file of this server in its body. */
function redirect(path: string, members: object = {}, inHeader = false): Handler {
  return ({ headers }, response) => {
    const url = `http://${headers.host}${path}?X-Amz-Signature=presigned-secret`;
    response.statusCode = 302;
    if (inHeader) response.setHeader("location", url);
    response.end(JSON.stringify({ id: "x", pageSize: 1, ...(inHeader ? {} : { downloadUrl: url }), ...members }));
  };
}

/** The answer to whoever allows a redirect, and to others. */
function byRedirect(allowed: Handler, others: Handler): Handler {
  return (request, response) => (request.query.get("allowRedirect") === "true" ? allowed : others)(request, response);
}

/** As a file has it: AuditTopicAuditLogMessage. */
const inFile = JSON.stringify({
  id: "big",
  userId: "u-1",
  username: { id: "u-1", name: "ada" },
  userDisplay: "Ada Whitcombe",
  clientId: { id: "" },
  eventTime: "2026-03-02T10:00:00Z",
  level: "USER",
  action: "Upload",
  entityType: "ContactList",
});

describe("a page that is too large", () => {
  for (const most of [250, 100, 7, 1]) {
    it(`is asked for smaller, here ${most}, without loss`, async () => {
      const texts = events(137);
      const run = await runWith({ results: limited(texts, most) }, oneDay);
      assert.equal(run.code, 0, run.stderr);
      assert.deepEqual(rawTexts(run.stdout), texts);
    });
  }

  for (const packed of ["plain", "gzip", "content-encoding"]) {
    for (const inHeader of [false, true]) {
      it(`even alone is fetched as a file: ${packed}, its address in the ${inHeader ? "header" : "body"}`, async () => {
        const file: Handler = (_: Received, response: ServerResponse) => {
          if (packed === "content-encoding") response.setHeader("content-encoding", "gzip");
          response.end(packed === "plain" ? `[${inFile}]` : gzipSync(`[${inFile}]`));
        };
        const rest = json(`{"entities":[${event("after")}]}`);
        const results: Handler = (request, response) => {
          const first = byRedirect(redirect("/file/1", { cursor: "after" }, inHeader), tooLarge);
          (request.query.get("cursor") === "after" ? rest : first)(request, response);
        };
        const run = await runWith({ results, file }, [...oneDay, "--debug"]);
        assert.equal(run.code, 0, run.stderr);
        assert.deepEqual(rawTexts(run.stdout), [inFile, event("after")]);
        const [download] = requestsTo(run, "/file/1");
        assert.equal(download?.headers.authorization, undefined);
        assert.equal(download?.query.get("X-Amz-Signature"), "presigned-secret");
        assert.doesNotMatch(run.stderr, /presigned-secret|token-number-1|secret-of/);
        const sizes = requestsTo(run, "/results").map(({ query }) => query.get("pageSize"));
        assert.deepEqual(sizes.slice(0, 10), ["500", "250", "125", "62", "31", "15", "7", "3", "1", "1"]);
        // Afterwards the pages grow again.
        assert.equal(sizes[10], "2");
      });
    }
  }

  it("may come as a file unasked, with many pages in it", async () => {
    const texts = events(137);
    const run = await runWith({ results: redirect("/file/1"), file: json(`[ ${texts.join(" ,\n")} ]`) }, [
      ...oneDay,
      "--page-size",
      "25",
    ]);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), texts);
  });

  it("as a record says the same, though its members are called otherwise", async () => {
    const { stdout } = await runWith({ results: redirect("/file/1"), file: json(`[${inFile}]`) }, oneDay);
    const record = JSON.parse(stdout);
    assert.equal(record.time, "2026-03-02T10:00:00Z");
    assert.deepEqual(record.actor, { id: "u-1", name: "Ada Whitcombe", type: "user" });
  });

  it("whose address has expired may come as a page, whose cursor is then the one to go on with", async () => {
    const texts = [event("1"), event("2")];
    const asked: string[] = [];
    const results: Handler = ({ query, headers }, response) => {
      asked.push(query.get("cursor") ?? "");
      if (asked.length > 1) {
        response.end(
          query.get("cursor") === "c2" ? `{"entities":[${texts[1]}]}` : `{"entities":[${texts[0]}],"cursor":"c2"}`,
        );
        return;
      }
      response.statusCode = 302;
      response.end(JSON.stringify({ id: "x", downloadUrl: `http://${headers.host}/file/gone` }));
    };
    const run = await runWith({ results, file: json("gone", 403) }, oneDay);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), texts);
  });

  it("whose address has expired is asked for anew", async () => {
    const expired: Handler = (_, response) => {
      response.statusCode = 403;
      response.end("<Error><Code>AccessDenied</Code></Error>");
    };
    const run = await runWith({ results: redirect("/file/1"), file: inTurn(expired, json(`[${inFile}]`)) }, oneDay);
    assert.deepEqual([run.code, rawTexts(run.stdout)], [0, [inFile]], run.stderr);
    assert.equal(requestsTo(run, "/results").length, 2);
    const never = await runWith({ results: redirect("/file/1"), file: expired }, oneDay);
    assert.equal(never.code, 75, never.stderr);
    assert.equal(requestsTo(never, "/file/1").length, 3);
    assert.doesNotMatch(never.stderr, /presigned-secret/);
  });

  it("whose address has expired, and with it the cursor, is read with a new query", async () => {
    const first = `{"entities":[${event("1")}],"cursor":"c"}`;
    const refused = fail(400, "invalid.query.param.value", "the cursor has expired");
    const results = inTurn(json(first), redirect("/file/gone"), refused, pagesOf([event("1"), event("2")]));
    const run = await runWith({ results, file: json("gone", 403) }, oneDay);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), [event("1"), event("2")]);
  });

  const broken: Readonly<Record<string, string | Buffer>> = {
    "no array": `{"entities":[]}`,
    "half an array": `[${inFile},`,
    "broken gzip": Buffer.from([0x1f, 0x8b, 1, 2, 3]),
    nothing: "",
  };
  for (const [what, body] of Object.entries(broken)) {
    it(`as a file with ${what} is downloaded again, then an error`, async () => {
      const bad: Handler = (_, response) => void response.end(body);
      const file = inTurn(bad, json(`[${inFile}]`));
      const run = await runWith({ results: redirect("/file/1"), file }, oneDay);
      assert.deepEqual([run.code, rawTexts(run.stdout)], [0, [inFile]], run.stderr);
      const never = await runWith({ results: redirect("/file/1"), file: bad }, [...oneDay, "--max-attempts", "2"]);
      assert.equal(never.code, 75, never.stderr);
    });
  }

  it("is not fetched from where a redirect leads that names no file, nor by another protocol", async () => {
    for (const downloadUrl of ["ftp://127.0.0.1/x", "file:///etc/passwd", "not a url", 7]) {
      const results: Handler = (_, response) => {
        response.statusCode = 302;
        response.end(JSON.stringify({ downloadUrl }));
      };
      const { code, stdout, stderr } = await runWith({ results }, [...oneDay, "--max-attempts", "2"]);
      assert.deepEqual([code, stdout], [75, ""], stderr);
    }
  });

  it("is fetched without TLS only from a service that is spoken to so itself", async () => {
    const file = "https://bucket.example/file".replace("https", "http");
    const send = () => Promise.resolve({ status: 200, headers: {}, bytes: Buffer.from(`[${inFile}]`) });
    const never = () => assert.fail("was asked for");
    const calm = { signal: new AbortController().signal };
    await assert.rejects(download(file, never, calm, false), /not reached by https/);
    assert.equal((await download(file, send, calm, true)).length, 1);
    assert.equal((await download("https://bucket.example/file", send, calm, false)).length, 1);
  });

  it("is said to be without names, where they were asked for", async () => {
    const run = await runWith({ results: redirect("/file/1"), file: json(`[${inFile}]`) }, [
      ...oneDay,
      "--expand",
      "user",
    ]);
    assert.match(run.stderr, /--expand has no effect/);
  });
});
