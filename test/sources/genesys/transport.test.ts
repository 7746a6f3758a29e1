import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { after, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import type { Log } from "../../../src/core/source-definition.ts";
import { createConnections } from "../../../src/sources/connections.ts";
import { RequestFailure } from "../../../src/sources/genesys/failure.ts";
import { createSend } from "../../../src/sources/genesys/transport.ts";

const connections = createConnections(2_000);
const closing: (() => void)[] = [() => connections.close()];
after(() => {
  for (const close of closing) close();
});

/** What a request comes to, and what the log says of it. */
async function ask(answer: RequestListener, headers: Readonly<Record<string, string>> = {}) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const lines: string[] = [];
  const log = { debug: (line: string) => void lines.push(line) } as Partial<Log> as Log;
  const url = `http://127.0.0.1:${port}/api/v2/audits?token=secret-query`;
  const result = createSend(connections, log)({ method: "GET", url, headers }, undefined);
  return { lines, result };
}

describe("an answer of Genesys Cloud", () => {
  const text = "é".repeat(100_000);

  for (const encoding of ["gzip", "x-gzip", "GZIP"]) {
    it(`is unpacked where it is packed as ${encoding}, which is what was asked for`, async () => {
      const { result } = await ask(({ headers }, response) => {
        assert.equal(headers["accept-encoding"], "gzip");
        response.setHeader("content-encoding", encoding);
        response.end(gzipSync(text));
      });
      assert.equal(Buffer.from((await result).bytes).toString(), text);
    });
  }

  for (const encoding of [undefined, "identity"]) {
    it(`is as it came where its encoding is ${encoding ?? "not named"}`, async () => {
      const { result, lines } = await ask((_, response) => {
        if (encoding !== undefined) response.setHeader("content-encoding", encoding);
        response.end(text);
      });
      assert.equal(Buffer.from((await result).bytes).toString(), text);
      assert.match(lines.join("\n"), /^GET \/api\/v2\/audits → 200, \d+ ms$/);
    });
  }

  it("may be empty under any encoding", async () => {
    const { result } = await ask((_, response) => response.writeHead(204, { "content-encoding": "gzip" }).end());
    assert.equal((await result).bytes.length, 0);
  });

  const unusable: Readonly<Record<string, RequestListener>> = {
    "is cut short within its packing": (_, response) => {
      response.setHeader("content-encoding", "gzip");
      response.end(gzipSync(text).subarray(0, 100));
    },
    "is not packed as it says": (_, response) => {
      response.setHeader("content-encoding", "gzip");
      response.end(text);
    },
    "is packed in a way that was not asked for": (_, response) => {
      response.setHeader("content-encoding", "br");
      response.end("x");
    },
    "breaks off": (_, response) => {
      response.writeHead(200, { "content-length": "10" });
      response.write("half", () => response.destroy());
    },
  };
  for (const [what, answer] of Object.entries(unusable)) {
    it(`that ${what} is none, and may come another time`, async () => {
      const { result } = await ask(answer);
      await assert.rejects(result, (error) => error instanceof RequestFailure && error.status === undefined);
    });
  }

  it("that cannot be asked for names neither header nor query", async () => {
    const { result, lines } = await ask((_, response) => response.end(), { Authorization: "Bearer secret\nheader" });
    await assert.rejects(result, (error) => {
      assert.ok(error instanceof RequestFailure);
      assert.doesNotMatch(`${error.message}\n${lines.join("\n")}`, /secret/);
      return /ERR_INVALID_CHAR/.test(error.message);
    });
  });
});
