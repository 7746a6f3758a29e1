import { buildQueryString, HttpResponse } from "@smithy/core/protocols";
import type { HttpHandlerOptions, HttpRequest } from "@smithy/types";
import type { Connections } from "./connections.ts";

/** What the clients of the SDK send their requests by. */
export interface AwsHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ readonly response: HttpResponse }>;
  destroy(): void;
  /** For extensions of a client, of which there are none here. */
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): object;
}

/** These connections in the place of the SDK's own handler. */
export function toHandler(connections: Connections): AwsHandler {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle({ protocol, hostname, port, path, query, method, headers, body }, { abortSignal } = {}) {
      const {
        status,
        headers: received,
        bytes,
      } = await connections.send(
        { protocol, hostname, port, path: pathOf(path, query), method, headers, body },
        abortSignal as AbortSignal | undefined,
      );
      return {
        response: new HttpResponse({ statusCode: status, headers: received as Record<string, string>, body: bytes }),
      };
    },
    destroy: () => connections.close(),
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function pathOf(path: string, query: HttpRequest["query"]): string {
  const text = query === undefined ? "" : buildQueryString(query);
  return text === "" ? path : `${path}?${text}`;
}
