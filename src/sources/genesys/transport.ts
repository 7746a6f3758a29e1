import { AsyncLocalStorage } from "node:async_hooks";
import { systemCode } from "../../core/errors.ts";
import type { Log } from "../../core/source-definition.ts";
import { isUntrusted, untrustedHint } from "../passing.ts";
import { RequestFailure } from "./failure.ts";

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
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

export type Send = (request: HttpRequest, signal: AbortSignal | undefined) => Promise<HttpAnswer>;

/** The signal of the call that is being made: the SDK's methods have no parameter to hand one through. */
export const callSignal = new AsyncLocalStorage<AbortSignal>();

/**
 * Requests by Node's own fetch. It follows no redirect, gives up a server that has been silent for `timeout`
 * milliseconds, and says of what went wrong neither the headers nor the query of the request.
 */
export function createSend(timeout: number, log: Log): Send {
  return async (request, signal) => {
    signal?.throwIfAborted();
    const { host, pathname } = new URL(request.url);
    const name = request.name ?? `${request.method} ${pathname}`;
    const started = performance.now();
    const abort = new AbortController();
    const follow = (): void => abort.abort();
    signal?.addEventListener("abort", follow, { once: true });
    let silent = false;
    const silence = setTimeout(() => {
      silent = true;
      abort.abort();
    }, timeout);
    try {
      const { method, headers, body } = request;
      const response = await fetch(request.url, {
        method,
        headers,
        redirect: "manual",
        signal: abort.signal,
        ...(body === undefined ? {} : { body }),
      });
      const chunks: Uint8Array[] = [];
      for await (const chunk of response.body ?? []) {
        silence.refresh();
        chunks.push(chunk);
      }
      log.debug(`${name} → ${response.status}, ${Math.round(performance.now() - started)} ms`);
      return { status: response.status, headers: response.headers, bytes: Buffer.concat(chunks) };
    } catch (error) {
      signal?.throwIfAborted();
      const reason = silent ? `no answer for ${timeout / 1000} s` : reasonOf(error);
      log.debug(`${name} failed: ${reason}`);
      const remedy = remedyOf(reason);
      throw new RequestFailure(`could not reach ${host}: ${reason}`, remedy === undefined ? {} : { remedy });
    } finally {
      clearTimeout(silence);
      signal?.removeEventListener("abort", follow);
    }
  };
}

const badPort = "fetch speaks to no service on that port";

/** What to do, where no other try can succeed. */
function remedyOf(reason: string): string | undefined {
  if (reason === badPort) return "give the service another port";
  return isUntrusted(reason) ? untrustedHint : undefined;
}

/** The code alone: the text of an error of fetch may quote the header that it could not send. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  // Some ports, such as 1 and 6000, no fetch ever speaks to.
  if (cause instanceof Error && cause.message === "bad port") return badPort;
  return systemCode(cause) ?? systemCode(error) ?? "the connection broke";
}
