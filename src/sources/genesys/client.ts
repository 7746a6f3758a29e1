import type platformClient from "purecloud-platform-client-v2";
import type { Log, SourceContext } from "../../core/source-definition.ts";
import { decodeText } from "./answers.ts";
import { nonsense, RequestFailure, toFailure } from "./failure.ts";
import type { Settings } from "./settings.ts";
import type { HttpAnswer, Send } from "./transport.ts";

export type Sdk = typeof platformClient;
type SdkClient = Sdk["ApiClient"];

/**
 * Starts a call of the SDK that ends with the signal. Its methods have no parameter to hand one through, but they give their
 * request to the transport before they return.
 */
export type Started = <Result>(signal: AbortSignal, call: () => Promise<Result>) => Promise<Result>;

/** A client of our own beside the SDK's: nothing of its configuration file, its logger, its storage or its HTTP library. */
export function createClient(
  sdk: Sdk,
  settings: Settings,
  send: Send,
  { version, log }: SourceContext,
): { readonly client: SdkClient; readonly started: Started } {
  const client = new (sdk.ApiClient.constructor as new () => SdkClient)();
  for (const { config } of [sdk.ApiClient, client]) {
    // Both have begun to watch the file: a change to it would overwrite what is set below.
    config.live_reload_config = false;
    config.setConfigPath("");
    config.logger.log_level = "none";
    config.logger.log_to_console = false;
    config.logger.setLogger();
  }
  if (settings.host !== undefined) client.setEnvironment(settings.host);
  if (settings.gateway !== undefined) client.setGateway(settings.gateway);
  client.setReturnExtendedResponses(true);
  client.setGenesysAppHeader("audit-export");

  let current: AbortSignal | undefined;
  const started: Started = (signal, call) => {
    current = signal;
    try {
      return call();
    } finally {
      current = undefined;
    }
  };

  class Transport extends sdk.AbstractHttpClient {
    /** What is thrown has no member `response`, so the SDK hands it on as it is and logs nothing. */
    override async request(options: SdkRequest): Promise<object> {
      const signal = current;
      const url = new URL(options.url);
      for (const [name, value] of Object.entries(options.params ?? {})) {
        for (const text of [value].flat()) url.searchParams.append(name, String(text));
      }
      const { data } = options;
      const isForm = typeof data === "string";
      concealAuthorization(options.headers, log);
      const headers: Record<string, string> = {
        ...options.headers,
        "User-Agent": `audit-export/${version}`,
        ...(isForm ? { "Content-Type": "application/x-www-form-urlencoded" } : {}),
      };
      if (data === undefined) delete headers["Content-Type"];
      const body = data === undefined ? {} : { body: isForm ? data : JSON.stringify(data) };
      const answer = await send({ method: options.method, url: url.href, headers, ...body }, signal);
      return toSdkAnswer(answer, isForm, url.pathname.endsWith("/results"));
    }

    override enableHooks(): void {
      // There are none.
    }
  }

  client.setHttpClient(new Transport());
  return { client, started };
}

/** A service may say in an error what it was sent; the log does not know it from the environment. */
function concealAuthorization(headers: SdkRequest["headers"], log: Log): void {
  const [, credentials = ""] = headers?.["Authorization"]?.split(" ") ?? [];
  log.conceal(credentials);
}

interface SdkRequest {
  readonly url: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
}

/**
 * The body is handed through as it came, in the place of a text, since events are cut out of it; only of a login the SDK
 * itself wants to read it.
 */
function toSdkAnswer({ status, headers, bytes }: HttpAnswer, isLogin: boolean, mayRedirect: boolean): object {
  if (status >= 400) throw toFailure(status, headers, new TextDecoder().decode(bytes));
  if (status >= 300 && !(status === 302 && mayRedirect))
    throw new RequestFailure(`HTTP ${status}, a redirect`, { status });
  return { status, statusText: "", headers, text: bytes, data: isLogin ? readToken(bytes) : undefined };
}

function readToken(bytes: Uint8Array): object {
  let answer: unknown;
  try {
    answer = JSON.parse(decodeText(bytes));
  } catch {
    // Falls through: what is no JSON is no token.
  }
  const { access_token: token } = (answer ?? {}) as { readonly access_token?: unknown };
  if (typeof answer !== "object" || answer === null || typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
    throw nonsense("gives no token");
  }
  return answer;
}

/**
 * Behind a gateway the SDK asks for `/oauth/token`, below a path where one is set. A gateway that tells login and API apart
 * by paths, as the SDK's setting path_params_login provides for, does not know that one: there `/login` is tried.
 *
 * @returns when the token ends, in milliseconds
 */
export async function logIn(client: SdkClient, ask: () => Promise<Login>): Promise<number> {
  try {
    return (await ask()).tokenExpiryTime;
  } catch (error) {
    const { gateway } = client.config;
    const isLost = error instanceof RequestFailure && (error.status === 404 || error.status === 405);
    if (!isLost || gateway === undefined || gateway.path_params_login) throw error;
    client.setGateway({ ...gateway, path_params_login: "/login" });
    return (await ask()).tokenExpiryTime;
  }
}

interface Login {
  readonly tokenExpiryTime: number;
}
