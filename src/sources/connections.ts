import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as requestPlainly } from "node:http";
import type { Agent as TlsAgent } from "node:https";
import { getBuiltinModule } from "node:process";
import { type Proxy, type ProxyFor, refusedBy, watchProxy } from "./proxies.ts";

/** A request, with nothing left to be put together. */
export interface WireRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | string | undefined;
  /** With the query. */
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The whole body. */
  readonly bytes: Uint8Array;
}

/** Connections that are kept for the requests to come. */
export interface Connections {
  /**
   * Sends one request once, and follows no redirect.
   *
   * @throws TimeoutError where no connection comes about or the server falls silent; Error with the `code` of Node where
   *   the connection or the answer breaks; the signal's reason
   */
  send(request: WireRequest, signal?: AbortSignal): Promise<WireAnswer>;
  /** Ends them, and with them every request that is under way. */
  close(): void;
}

/** A server that said nothing for too long. The SDK of AWS takes an error of this name for one that may pass. */
export class TimeoutError extends Error {
  readonly code = "ETIMEDOUT";
  override readonly name = "TimeoutError";
}

/** A connection for each slice that is read at the same time: the most that --concurrency takes. */
const maxSockets = 256;

/** Milliseconds that a connection may take to come about, where a silent server is given longer. */
const longestConnect = 5_000;

/**
 * Requests by Node's own client, whole bodies in and out: what the handlers of the SDKs do beyond that, streams above all,
 * costs more than all else that is done with a small page (measured).
 *
 * @param timeout milliseconds of silence after which a server is given up
 * @param proxyFor which servers are reached by way of a proxy
 */
export function createConnections(timeout: number, proxyFor?: ProxyFor): Connections {
  const settings = { keepAlive: true, maxSockets, timeout };
  const connectTimeout = Math.min(longestConnect, timeout);
  let agent: Agent | undefined;
  let tlsAgent: TlsAgent | undefined;

  function open(request: WireRequest, proxy: Proxy | undefined) {
    const { protocol, hostname, port, path, method, headers } = request;
    const isTls = protocol === "https:";
    const options = {
      // By the protocol its agent tells which of the connections that it keeps can be used again.
      ...(proxy === undefined ? {} : { timeout, protocol }),
      // As a URL writes an address of IPv6.
      host: hostname.startsWith("[") ? hostname.slice(1, -1) : hostname,
      path,
      method,
      headers,
      ...(port === undefined || port === "" ? {} : { port }),
    };
    if (!isTls) return requestPlainly({ ...options, agent: proxy?.agent ?? (agent ??= new Agent(settings)) });
    // Loaded only here: a third of what Node takes to load for requests.
    const tls = getBuiltinModule("node:https");
    return tls.request({ ...options, agent: proxy?.agent ?? (tlsAgent ??= new tls.Agent(settings)) });
  }

  function send(request: WireRequest, signal?: AbortSignal): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const proxy = proxyFor?.(urlOf(request));
      const outgoing = open(request, proxy);
      let isWhole = false;
      const abort = (): void => stop(signal?.reason);
      // At once: an answer that is stopped may seem to come to its end, without what was still to be read.
      function stop(reason: Error): void {
        reject(reason);
        outgoing.destroy();
      }
      signal?.addEventListener("abort", abort);
      if (proxy !== undefined) watchProxy(outgoing, proxy, connectTimeout, stop);
      outgoing.once("socket", (socket) => {
        if (!socket.connecting) return;
        const timer = setTimeout(
          () => stop(new TimeoutError(`no connection within ${connectTimeout / 1000} s`)),
          connectTimeout,
        );
        for (const event of ["connect", "close"]) socket.once(event, () => clearTimeout(timer));
      });
      outgoing.once("timeout", () => stop(new TimeoutError(`no answer for ${timeout / 1000} s`)));
      outgoing.on("error", reject);
      outgoing.once("response", (incoming) => {
        incoming.on("error", reject);
        if (proxy !== undefined && incoming.statusCode === 407) stop(refusedBy(proxy, 407));
        collect(incoming, (bytes) => {
          isWhole = true;
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, bytes });
        });
      });
      // The last of all. An error that nobody needs would cost more than the rest of what a request takes.
      outgoing.once("close", () => {
        signal?.removeEventListener("abort", abort);
        if (!isWhole) reject(brokenOff());
      });
      const { body } = request;
      // As text, byte for byte: Node puts that behind the head, and sends both in one piece.
      if (body instanceof Uint8Array) outgoing.end(bufferOf(body).toString("latin1"), "latin1");
      else outgoing.end(body);
    });
  }

  return {
    send,
    close() {
      agent?.destroy();
      tlsAgent?.destroy();
    },
  };
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function urlOf({ protocol, hostname, port, path }: WireRequest): string {
  return `${protocol}//${hostname}${port === undefined || port === "" ? "" : `:${port}`}${path}`;
}

/** By events: iterating over a stream costs as much as all else that is done with a small page. */
function collect(incoming: IncomingMessage, done: (bytes: Uint8Array) => void): void {
  const chunks: Uint8Array[] = [];
  incoming.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  incoming.once("end", () => {
    if (!incoming.complete) return;
    const [only] = chunks;
    done(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
  });
}

function brokenOff(): Error {
  return Object.assign(new Error("the connection broke"), { code: "ECONNRESET" });
}
