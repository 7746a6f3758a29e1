import assert from "node:assert/strict";
import { Readable } from "node:stream";
import {
  ConnectCasesClient,
  ConnectCasesServiceException,
  ListDomainsCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from "@aws-sdk/client-connectcases";
import { HttpRequest, HttpResponse } from "@smithy/core/protocols";
import type { FinalizeRequestMiddleware } from "@smithy/types";
import type { Sandbox } from "../../src/sandbox/server.ts";

// On Node 20 the SDK writes a warning about its future, which is no part of any test.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** The real client of the service, talking to the sandbox; one attempt, so that every error is seen as it came. */
export function clientOf(
  sandbox: Sandbox,
  changed: {
    readonly secretAccessKey?: string;
    readonly accessKeyId?: string;
    readonly systemClockOffset?: number;
  } = {},
): ConnectCasesClient {
  const { environment } = sandbox;
  const { systemClockOffset = 0, ...credentials } = changed;
  return new ConnectCasesClient({
    endpoint: environment["AWS_ENDPOINT_URL_CONNECTCASES"] ?? "",
    region: environment["AWS_REGION"] ?? "",
    credentials: {
      accessKeyId: environment["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
      ...credentials,
    },
    systemClockOffset,
    maxAttempts: 1,
  });
}

/** Changes each request of the client; what is changed before signing is signed as changed. */
export function tamper(
  client: ConnectCasesClient,
  when: "before" | "after",
  change: (request: HttpRequest) => void,
): ConnectCasesClient {
  const middleware: FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => (parameters) => {
    assert.ok(HttpRequest.isInstance(parameters.request));
    change(parameters.request);
    return next(parameters);
  };
  client.middlewareStack.addRelativeTo(middleware, { relation: when, toMiddleware: "httpSigningMiddleware" });
  return client;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Keeps the bodies of the client's responses as they came over the wire. */
export function wireAnswers(client: ConnectCasesClient): readonly WireAnswer[] {
  const answers: WireAnswer[] = [];
  client.middlewareStack.add(
    (next) => async (parameters) => {
      const result = await next(parameters);
      assert.ok(HttpResponse.isInstance(result.response));
      const { response } = result;
      assert.ok(response.body instanceof Readable);
      const body = Buffer.concat(await response.body.toArray());
      answers.push({ status: response.statusCode, headers: response.headers, text: body.toString() });
      response.body = Readable.from([body]);
      return result;
    },
    { step: "deserialize", priority: "low" },
  );
  return answers;
}

export interface WireRequest {
  readonly method?: string;
  readonly path: string;
  readonly query?: Record<string, string | string[]>;
  readonly body?: string | Uint8Array;
}

/** Sends what no typed command can say, signed by the real client. */
export async function sendRaw(sandbox: Sandbox, wanted: WireRequest): Promise<WireAnswer> {
  const client = tamper(clientOf(sandbox), "before", (request) => {
    request.method = wanted.method ?? "POST";
    request.path = wanted.path;
    request.query = wanted.query ?? {};
    if (wanted.body !== undefined) {
      request.body = wanted.body;
      request.headers["content-type"] = "application/json";
      request.headers["content-length"] = String(Buffer.byteLength(wanted.body));
    }
  });
  const answers = wireAnswers(client);
  try {
    await client.send(new ListDomainsCommand({}));
  } catch (error) {
    assert.ok(error instanceof Error);
    assert.equal(answers.length, 1, `the request failed on its way: ${error.message}`);
  } finally {
    client.destroy();
  }
  const [answer] = answers;
  assert.ok(answer !== undefined);
  return answer;
}

/** The service's error that a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<ConnectCasesServiceException> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof ConnectCasesServiceException, String(error));
    return error;
  }
  return assert.fail("The call succeeded.");
}

/** Checks that a call fails with exactly this error. */
export async function assertFails(
  call: Promise<unknown>,
  status: number,
  name: string,
  message: string,
): Promise<void> {
  const failure = await failureOf(call);
  assert.deepEqual(
    { status: failure.$metadata.httpStatusCode, name: failure.name, message: failure.message },
    { status, name, message },
  );
}

/** All items of all pages. */
export async function itemsOf<Page, T>(
  pages: AsyncIterable<Page>,
  select: (page: Page) => readonly T[] | undefined,
): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const page of pages) {
    items.push(...(select(page) ?? assert.fail("A page came without its list.")));
  }
  return items;
}

export function domainIdOf(sandbox: Sandbox): string {
  return sandbox.environment["AUDIT_EXPORT_DOMAIN_ID"] ?? assert.fail("The environment names no domain.");
}
