import type { IncomingHttpHeaders } from "node:http";
import { stopwatch } from "../../core/clock.ts";
import { ExportError, systemCode } from "../../core/errors.ts";
import type { Log } from "../../core/source-definition.ts";
import { type Connections, TimeoutError } from "../connections.ts";
import { isUntrusted, untrustedHint } from "../passing.ts";
import { nonsense, RequestFailure } from "./failure.ts";

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What the log calls it, where the address is a secret itself. */
  readonly name?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Unpacked. */
  readonly bytes: Uint8Array;
}

export type Send = (request: HttpRequest, signal: AbortSignal | undefined) => Promise<HttpAnswer>;

/**
 * Requests that say of what went wrong neither the headers nor the query of what was sent.
 *
 * @throws RequestFailure
 */
export function createSend(connections: Connections, log: Log): Send {
  return async ({ method, url, headers, body, name }, signal) => {
    const { protocol, hostname, port, pathname, search } = new URL(url);
    const what = name ?? `${method} ${pathname}`;
    const started = stopwatch();
    try {
      const answer = await connections.send(
        {
          protocol,
          hostname,
          port,
          path: pathname + search,
          method,
          headers: { ...headers, "Accept-Encoding": "gzip" },
          body,
        },
        signal,
      );
      log.debug(`${what} → ${answer.status}, ${Math.round(stopwatch() - started)} ms`);
      return { ...answer, bytes: await unpacked(answer.bytes, answer.headers["content-encoding"]) };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof RequestFailure || error instanceof ExportError) throw error;
      const reason = reasonOf(error);
      log.debug(`${what} failed: ${reason}`);
      const remedy = isUntrusted(reason) ? untrustedHint : undefined;
      throw new RequestFailure(`could not reach ${hostname}${port === "" ? "" : `:${port}`}: ${reason}`, {
        code: systemCode(error) ?? "ECONNRESET",
        ...(remedy === undefined ? {} : { remedy }),
      });
    }
  };
}

/** In the thread of Node's own that unpacks, and loaded only where something is packed. */
async function unpacked(bytes: Uint8Array, encoding = "identity"): Promise<Uint8Array> {
  if (encoding === "identity" || bytes.length === 0) return bytes;
  if (!/^(?:x-)?gzip$/i.test(encoding)) throw nonsense("packed in a way that was not asked for");
  const { gunzip } = await import("node:zlib");
  return new Promise((resolve, reject) =>
    gunzip(bytes, (error, unzipped) => {
      if (error === null) resolve(unzipped);
      else reject(nonsense("its answer cannot be unpacked"));
    }),
  );
}

/** The code alone, or our own words: the text of an error of Node may quote what was sent. */
function reasonOf(error: unknown): string {
  return error instanceof TimeoutError ? error.message : (systemCode(error) ?? "the connection broke");
}
