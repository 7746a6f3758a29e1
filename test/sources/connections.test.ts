import assert from "node:assert/strict";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { after, describe, it } from "node:test";
import { type Connections, createConnections, type WireRequest } from "../../src/sources/connections.ts";

const closing: (() => void)[] = [];
after(() => {
  for (const close of closing) close();
});

async function listen(server: Server, host = "127.0.0.1"): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** A server that answers as the bytes say, whatever it is asked. */
function raw(answer: (socket: Socket) => void): Promise<number> {
  return listen(
    createServer((socket) => {
      closing.push(() => socket.destroy());
      socket.on("error", () => undefined);
      socket.once("data", () => answer(socket));
    }),
  );
}

function http(answer: RequestListener, host?: string): Promise<number> {
  const server = createHttpServer(answer);
  closing.push(() => server.closeAllConnections());
  return listen(server, host);
}

function connect(timeout = 5_000): Connections {
  const connections = createConnections(timeout);
  closing.push(() => connections.close());
  return connections;
}

function get(port: number, hostname = "127.0.0.1"): WireRequest {
  return { protocol: "http:", hostname, port, path: "/?q=1", method: "GET", headers: {} };
}

describe("an answer", () => {
  it("comes whole, with its status and headers, and what was sent arrived as it was", async () => {
    const body = "é".repeat(300_000);
    const port = await http((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        response.writeHead(404, { "x-asked": `${request.method} ${request.url} ${request.headers["x-sent"]}` });
        response.end(Buffer.concat(chunks));
      });
    });
    for (const sent of [body, Buffer.from(body)]) {
      const request = { ...get(port), method: "POST", headers: { "X-Sent": "1" }, body: sent };
      const { status, headers, bytes } = await connect().send(request);
      assert.deepEqual([status, headers["x-asked"]], [404, "POST /?q=1 1"]);
      assert.equal(Buffer.from(bytes).toString(), body);
    }
  });

  it("that redirects is not followed", async () => {
    const port = await http((_, response) => response.writeHead(302, { location: "/elsewhere" }).end());
    assert.equal((await connect().send(get(port))).status, 302);
  });

  it("comes over a connection that is kept", async () => {
    const sockets = new Set<unknown>();
    const port = await http((request, response) => {
      sockets.add(request.socket);
      response.end("x");
    });
    const connections = connect();
    for (let count = 0; count < 5; count++) await connections.send(get(port));
    assert.equal(sockets.size, 1);
  });

  it("comes from an address of IPv6, as a URL writes one", async (t) => {
    const port = await http((_, response) => response.end("six"), "::1").catch(() => undefined);
    if (port === undefined) return t.skip("this machine has no IPv6");
    const { bytes } = await connect().send(get(port, "[::1]"));
    return assert.equal(Buffer.from(bytes).toString(), "six");
  });

  const head = "HTTP/1.1 200 OK\r\n";
  const broken: Readonly<Record<string, (socket: Socket) => void>> = {
    "before its first byte": (socket) => socket.end(),
    "by a reset": (socket) => socket.resetAndDestroy(),
    "within its headers": (socket) => socket.end(head),
    "within its body": (socket) => socket.end(`${head}content-length: 100\r\n\r\nhalf of it`),
    "within its chunks": (socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`),
    "by changing the protocol": (socket) =>
      socket.write("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
  };
  for (const [where, answer] of Object.entries(broken)) {
    it(`that breaks off ${where} is none`, async () => {
      const port = await raw(answer);
      await assert.rejects(connect().send(get(port)), { code: "ECONNRESET" });
    });
  }

  it("that is no HTTP is none", async () => {
    const port = await raw((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"));
    await assert.rejects(connect().send(get(port)), { code: /^HPE_/ });
  });

  it("from nobody is none", async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => void server.close(resolve));
    await assert.rejects(connect().send(get(port)), { code: "ECONNREFUSED" });
  });
});

describe("a silent server is given up", () => {
  const silent: Readonly<Record<string, (socket: Socket) => void>> = {
    "before its answer": () => undefined,
    "within its answer": (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of it"),
  };
  for (const [where, answer] of Object.entries(silent)) {
    it(where, async () => {
      const port = await raw(answer);
      const started = performance.now();
      await assert.rejects(connect(300).send(get(port)), { name: "TimeoutError", message: "no answer for 0.3 s" });
      assert.ok(performance.now() - started < 3_000);
    });
  }

  it("but not one that says something now and then", async () => {
    const port = await raw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n");
      let left = 6;
      const timer = setInterval(() => {
        socket.write("x");
        left -= 1;
        if (left === 0) clearInterval(timer);
      }, 150);
    });
    const { bytes } = await connect(600).send(get(port));
    assert.equal(Buffer.from(bytes).toString(), "xxxxxx");
  });

  it("that takes no connection", async () => {
    // An address of documentation (RFC 5737): nothing answers there, or the machine says at once that it has no way to it.
    const started = performance.now();
    await assert.rejects(connect(300).send(get(80, "192.0.2.1")));
    assert.ok(performance.now() - started < 3_000);
  });
});

describe("a signal", () => {
  const halves: Readonly<Record<string, (socket: Socket) => void>> = {
    "before the answer": () => undefined,
    "within the answer": (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of it"),
  };
  for (const [where, answer] of Object.entries(halves)) {
    it(`ends a request ${where}, with its reason`, async () => {
      const port = await raw(answer);
      const abort = new AbortController();
      const sent = connect().send(get(port), abort.signal);
      setTimeout(() => abort.abort(new Error("enough")), 100);
      await assert.rejects(sent, /enough/);
    });
  }

  it("that was given before lets none begin", async () => {
    let asked = 0;
    const port = await http((_, response) => {
      asked += 1;
      response.end();
    });
    await assert.rejects(connect().send(get(port), AbortSignal.abort(new Error("enough"))), /enough/);
    assert.equal(asked, 0);
  });
});

it("closing ends what is under way", async () => {
  const port = await raw(() => undefined);
  const connections = connect();
  const sent = connections.send(get(port));
  setTimeout(() => connections.close(), 100);
  await assert.rejects(sent, { code: "ECONNRESET" });
});

it("a header that cannot be sent is refused without its text", async () => {
  const port = await http((_, response) => response.end());
  const request = { ...get(port), headers: { authorization: "Bearer a\nb" } };
  await assert.rejects(connect().send(request), { code: "ERR_INVALID_CHAR" });
});
