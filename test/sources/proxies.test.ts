import assert from "node:assert/strict";
import { createServer, request as send, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { after, before, beforeEach, describe, it } from "node:test";
import { runCli } from "../support/cli.ts";
import { awsEnvironment, startServer, type TestServer } from "../support/http.ts";
import { event, pagesOf } from "./cases/service.ts";

/** A proxy of HTTP: it passes on what is asked for by its whole address, and answers CONNECT as a test wants it. */
let proxy: Server;
let address: string;
let asked: string[];
let connect: string;
let credentials: string | undefined;
let service: TestServer;
/** Those that CONNECT has opened the server does not count among its connections. */
const tunnels = new Set<Duplex>();

before(async () => {
  service = await startServer((request, response) => {
    if (request.path.endsWith("/audit-history")) pagesOf([event("e-1")])(request, response);
    else response.end('{"fields":[]}');
  });
  proxy = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (credentials !== undefined && incoming.headers["proxy-authorization"] !== credentials) {
      outgoing.writeHead(407).end();
      return;
    }
    const headers = { ...incoming.headers };
    delete headers["proxy-authorization"];
    const onwards = send(incoming.url ?? "", { method: incoming.method ?? "GET", headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onwards);
  });
  proxy.on("connect", (incoming, socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    socket.on("error", () => undefined);
    tunnels.add(socket);
    if (connect !== "") socket.end(`HTTP/1.1 ${connect}\r\nContent-Length: 0\r\n\r\n`);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});

beforeEach(() => {
  asked = [];
  connect = "";
  credentials = undefined;
});

after(async () => {
  for (const tunnel of tunnels) tunnel.destroy();
  proxy.closeAllConnections();
  proxy.close();
  await service.close();
});

const one = ["--domain-id", "d", "--case-id", "c", "--max-attempts", "2"];

/** The service has a name that only the proxy could know; what the proxy is asked for is its address. */
function run(env: Readonly<Record<string, string>>, ...options: readonly string[]) {
  return runCli(["cases", ...one, ...options], { env: { ...awsEnvironment(service.url), NO_PROXY: "", ...env } });
}

describe("a proxy", () => {
  it("that HTTP_PROXY names is used, with its credentials", async () => {
    credentials = `Basic ${Buffer.from("someone:p@ssword-4711").toString("base64")}`;
    const { code, stdout, stderr } = await run({ HTTP_PROXY: `http://someone:p%40ssword-4711@${address}` }, "--debug");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /"id":"e-1"/);
    assert.ok(asked.length >= 1 && asked.every((line) => line.startsWith(`POST ${service.url}/`)), asked.join("\n"));
    assert.match(stderr, new RegExp(`proxy ${address}, by HTTP_PROXY`));
    assert.doesNotMatch(stderr, /4711/);
  });

  it("is not used for what NO_PROXY names", async () => {
    const { code } = await run({ HTTP_PROXY: `http://${address}`, NO_PROXY: "localhost,127.0.0.1" });
    assert.equal(code, 0);
    assert.deepEqual(asked, []);
  });

  it("that asks for credentials ends the run with 4, and says whose fault it is", async () => {
    credentials = "Basic other";
    const { code, stderr } = await run({ HTTP_PROXY: `http://someone:wrong-4711@${address}` });
    assert.equal(code, 4);
    assert.match(stderr, new RegExp(`the proxy ${address} asks for credentials, or refuses them`));
    assert.doesNotMatch(stderr, /4711/);
  });

  const refusals: readonly (readonly [string, number, RegExp])[] = [
    ["407 Proxy Authentication Required", 4, /asks for credentials/],
    ["403 Forbidden", 78, /does not connect to the service: it answers 403/],
    ["502 Bad Gateway", 75, /answers 502/],
  ];
  for (const [status, expected, message] of refusals) {
    it(`that answers CONNECT with ${status} ends the run with ${expected}`, async () => {
      connect = status;
      const { code, stderr } = await run({
        HTTPS_PROXY: `http://${address}`,
        AWS_ENDPOINT_URL: "https://cases.example.invalid",
      });
      assert.equal(code, expected, stderr);
      assert.match(stderr, message);
      assert.deepEqual([...new Set(asked)], ["CONNECT cases.example.invalid:443"]);
    });
  }

  it("that says nothing is given up", async () => {
    const endpoint = { HTTPS_PROXY: `http://${address}`, AWS_ENDPOINT_URL: "https://cases.example.invalid" };
    const { code, stderr } = await run(endpoint, "--timeout", "1", "--max-attempts", "1");
    assert.equal(code, 75);
    assert.match(stderr, /no connection by way of the proxy/);
  });

  it("is used for Genesys too", async () => {
    connect = "403 Forbidden";
    const { code, stderr } = await runCli(["genesys", "--since", "1h", "--max-attempts", "1"], {
      env: {
        GENESYSCLOUD_OAUTHCLIENT_ID: "id",
        GENESYSCLOUD_OAUTHCLIENT_SECRET: "made-up-secret",
        GENESYSCLOUD_REGION: "mypurecloud.de",
        ALL_PROXY: address,
      },
    });
    assert.equal(code, 78, stderr);
    assert.deepEqual([...new Set(asked)], ["CONNECT login.mypurecloud.de:443"]);
  });

  for (const wrong of ["socks5://127.0.0.1:1080", "http://", "http://x:%@y"]) {
    it(`cannot be ${wrong}`, async () => {
      const { code, stderr } = await run({ HTTPS_PROXY: wrong });
      assert.equal(code, 78);
      assert.match(stderr, /^error: HTTPS_PROXY is no address of an HTTP proxy\n/);
    });
  }
});
