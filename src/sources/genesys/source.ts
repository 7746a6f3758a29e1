import type platformClient from "purecloud-platform-client-v2";
import { ExportError } from "../../core/errors.ts";
import type { Log, SourceContext } from "../../core/source-definition.ts";
import type { Source } from "../../core/types.ts";
import { createCall, type Answer } from "./caller.ts";
import { type AuditCalls, createCalls } from "./calls.ts";
import { decodeText, download } from "./download.ts";
import { nonsense, pauseAfter, RequestFailure, toFailure } from "./failure.ts";
import { createRelatedSource, createResultsSource, createServicesSource, createStatusSource } from "./lookups.ts";
import type { GenesysOptions } from "./options.ts";
import { createQuerySource, type Question } from "./query-source.ts";
import { createRealtimeSource } from "./realtime-source.ts";
import { createRetry } from "./retry.ts";
import { createSession } from "./session.ts";
import { readSettings, type Settings } from "./settings.ts";
import { callSignal, createSend, type HttpAnswer, type Send } from "./transport.ts";

type Sdk = typeof platformClient;
type SdkClient = Sdk["ApiClient"];

export async function openQuery(options: GenesysOptions, question: Question, context: SourceContext): Promise<Source> {
  return createQuerySource(await connect(options, context), question, context);
}

export async function openRealtime(
  options: GenesysOptions,
  question: Question,
  context: SourceContext,
): Promise<Source> {
  return createRealtimeSource(await connect(options, context), question, context);
}

export async function openRelated(
  options: GenesysOptions,
  asked: { readonly auditId: string; readonly trustorOrg: string | undefined; readonly expand: readonly string[] },
  context: SourceContext,
): Promise<Source> {
  return createRelatedSource(await connect(options, context), asked.auditId, asked.trustorOrg, asked.expand);
}

export async function openServices(
  options: GenesysOptions,
  realtime: boolean,
  context: SourceContext,
): Promise<Source> {
  return createServicesSource(await connect(options, context), realtime, context);
}

export async function openStatus(options: GenesysOptions, id: string, context: SourceContext): Promise<Source> {
  return createStatusSource(await connect(options, context), id);
}

export async function openResults(
  options: GenesysOptions,
  id: string,
  expand: readonly string[],
  context: SourceContext,
): Promise<Source> {
  return createResultsSource(await connect(options, context), id, expand, context);
}

/** The official SDK, made to speak through a transport of ours and to keep to itself otherwise. */
async function connect(options: GenesysOptions, context: SourceContext): Promise<AuditCalls> {
  const settings = await readSettings(options, context);
  const { credentials } = settings;
  // Those of a profile the log does not know from the environment.
  context.log.conceal(credentials.kind === "token" ? credentials.accessToken : credentials.clientSecret);
  const sdk = await loadSdk();
  const retry = createRetry(context);
  const request = createSend(context.timeout, context.log);
  const send: Send = async (...asked) => {
    const answer = await request(...asked);
    retry.holdBack(pauseAfter(answer.headers));
    return answer;
  };
  const client = createClient(sdk, settings, send, context);
  const session = createSession(
    credentials,
    {
      logIn: (clientId, clientSecret) => logIn(client, clientId, clientSecret),
      setAccessToken: (token) => client.setAccessToken(token),
    },
    (attempt) => retry.run(attempt, callSignal.getStore()),
    context.now,
  );
  const api = new sdk.AuditApi(client);
  const plainHttp = settings.gateway?.protocol === "http";
  return createCalls(
    createCall(session, retry, context.log),
    {
      postAuditsQuery: (query) => answered(api.postAuditsQuery(query)),
      getAuditsQueryTransactionId: (id) => answered(api.getAuditsQueryTransactionId(id)),
      getAuditsQueryTransactionIdResults: (id, { cursor, expand, ...others }) =>
        answered(
          api.getAuditsQueryTransactionIdResults(id, {
            ...others,
            ...expansion(expand),
            ...(cursor === undefined ? {} : { cursor }),
          }),
        ),
      postAuditsQueryRealtime: (query, expand) => answered(api.postAuditsQueryRealtime(query, expansion(expand))),
      postAuditsQueryRealtimeRelated: (query, expand) =>
        answered(api.postAuditsQueryRealtimeRelated(query, expansion(expand))),
      getAuditsQueryServicemapping: () => answered(api.getAuditsQueryServicemapping()),
      getAuditsQueryRealtimeServicemapping: () => answered(api.getAuditsQueryRealtimeServicemapping()),
    },
    (url) => download(url, send, callSignal.getStore(), plainHttp),
  );
}

/** Imported when it is needed only. Where it is not bundled it reads a file of its own on the way: see .tools/genesys-sdk.ts. */
async function loadSdk(): Promise<Sdk> {
  try {
    const { default: sdk } = await import("purecloud-platform-client-v2");
    return sdk;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ExportError("config", "~/.genesyscloudjavascript/config is malformed", {
      hint: "correct or remove it: the Genesys SDK reads it",
    });
  }
}

/** A client of our own beside the SDK's: nothing of its configuration file, its logger, its storage or its HTTP library. */
function createClient(sdk: Sdk, settings: Settings, send: Send, { version, log }: SourceContext): SdkClient {
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

  class Transport extends sdk.AbstractHttpClient {
    /** What is thrown has no member `response`, so the SDK hands it on as it is and logs nothing. */
    override async request(options: SdkRequest): Promise<object> {
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
      const answer = await send({ method: options.method, url: url.href, headers, ...body }, callSignal.getStore());
      return toSdkAnswer(answer, isForm, url.pathname.endsWith("/results"));
    }

    override enableHooks(): void {
      // There are none.
    }
  }

  client.setHttpClient(new Transport());
  return client;
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

/** The body as text, since events are cut out of it; only of a login the SDK itself wants to read it. */
function toSdkAnswer({ status, headers, bytes }: HttpAnswer, isLogin: boolean, mayRedirect: boolean): object {
  if (status >= 400) throw toFailure(status, headers, new TextDecoder().decode(bytes));
  if (status >= 300 && !(status === 302 && mayRedirect))
    throw new RequestFailure(`HTTP ${status}, a redirect`, { status });
  let text: string;
  try {
    text = decodeText(bytes);
  } catch {
    throw nonsense("its answer is not UTF-8");
  }
  return { status, statusText: "", headers, text, data: isLogin ? readToken(text) : undefined };
}

function readToken(text: string): object {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
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
 */
async function logIn(client: SdkClient, clientId: string, clientSecret: string): Promise<number> {
  try {
    const { tokenExpiryTime } = await client.loginClientCredentialsGrant(clientId, clientSecret);
    return tokenExpiryTime;
  } catch (error) {
    const { gateway } = client.config;
    const isLost = error instanceof RequestFailure && (error.status === 404 || error.status === 405);
    if (!isLost || gateway === undefined || gateway.path_params_login) throw error;
    client.setGateway({ ...gateway, path_params_login: "/login" });
    const { tokenExpiryTime } = await client.loginClientCredentialsGrant(clientId, clientSecret);
    return tokenExpiryTime;
  }
}

/** What the SDK resolves to with extended responses. Its types promise the model of the body, which we never let it read. */
async function answered(call: Promise<unknown>): Promise<Answer> {
  const { status, headers, text } = (await call) as Answer;
  return { status, headers, text };
}

/** An empty list would be sent as an empty parameter, which is not the same as none. */
function expansion(expand: readonly string[]): { readonly expand?: string[] } {
  return expand.length === 0 ? {} : { expand: [...expand] };
}
