import { ExportError } from "../../core/errors.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import type { Source } from "../../core/types.ts";
import { createConnections } from "../connections.ts";
import { findProxies } from "../proxies.ts";
import { createCall, type Answer } from "./caller.ts";
import { type AuditCalls, createCalls } from "./calls.ts";
import { createClient, logIn, type Sdk } from "./client.ts";
import { download } from "./download.ts";
import { pauseAfter } from "./failure.ts";
import { createRelatedSource, createResultsSource, createServicesSource, createStatusSource } from "./lookups.ts";
import type { GenesysOptions } from "./options.ts";
import { createQuerySource, type Question } from "./query-source.ts";
import { createRealtimeSource } from "./realtime-source.ts";
import { createRetry } from "./retry.ts";
import { createSession, type Session } from "./session.ts";
import { readSettings, type Settings } from "./settings.ts";
import { createSend, type Send } from "./transport.ts";

export async function openQuery(options: GenesysOptions, question: Question, context: SourceContext): Promise<Source> {
  const { calls, place } = await connect(options, context);
  return createQuerySource(calls, question, context, place);
}

export async function openRealtime(
  options: GenesysOptions,
  question: Question,
  context: SourceContext,
): Promise<Source> {
  const { calls, place } = await connect(options, context);
  return createRealtimeSource(calls, question, context, place);
}

export async function openRelated(
  options: GenesysOptions,
  asked: { readonly auditId: string; readonly trustorOrg: string | undefined; readonly expand: readonly string[] },
  context: SourceContext,
): Promise<Source> {
  return createRelatedSource((await connect(options, context)).calls, asked.auditId, asked.trustorOrg, asked.expand);
}

export async function openServices(
  options: GenesysOptions,
  realtime: boolean,
  context: SourceContext,
): Promise<Source> {
  return createServicesSource((await connect(options, context)).calls, realtime, context);
}

export async function openStatus(options: GenesysOptions, id: string, context: SourceContext): Promise<Source> {
  return createStatusSource((await connect(options, context)).calls, id);
}

export async function openResults(
  options: GenesysOptions,
  id: string,
  expand: readonly string[],
  context: SourceContext,
): Promise<Source> {
  return createResultsSource((await connect(options, context)).calls, id, expand, context);
}

export interface Connection {
  readonly calls: AuditCalls;
  /** Where the organization is. */
  readonly place: string;
  readonly settings: Settings;
  readonly session: Session;
  /** Where requests of the API go. */
  readonly url: URL;
  readonly send: Send;
}

/** The official SDK, made to speak through a transport of ours and to keep to itself otherwise. */
export async function connect(options: GenesysOptions, context: SourceContext): Promise<Connection> {
  const settings = await readSettings(options, context);
  const { credentials } = settings;
  // Those of a profile the log does not know from the environment.
  context.log.conceal(credentials.kind === "token" ? credentials.accessToken : credentials.clientSecret);
  const sdk = await loadSdk();
  const retry = createRetry(context);
  const proxies = await findProxies(context, context.timeout);
  const request = createSend(createConnections(context.timeout, proxies), context.log);
  const send: Send = async (...asked) => {
    const answer = await request(...asked);
    retry.holdBack(pauseAfter(answer.headers));
    return answer;
  };
  const { client, started } = createClient(sdk, settings, send, context);
  const session = createSession(
    credentials,
    {
      logIn: (clientId, clientSecret, signal) =>
        logIn(client, () => started(signal, () => client.loginClientCredentialsGrant(clientId, clientSecret))),
      setAccessToken: (token) => client.setAccessToken(token),
    },
    (attempt, signal) => retry.run(attempt, signal),
    context.now,
  );
  const api = new sdk.AuditApi(client);
  const plainHttp = settings.gateway?.protocol === "http";
  const calls = createCalls(
    createCall(session, retry, context.log),
    {
      postAuditsQuery: (signal, query) => answered(started(signal, () => api.postAuditsQuery(query))),
      getAuditsQueryTransactionId: (signal, id) => answered(started(signal, () => api.getAuditsQueryTransactionId(id))),
      getAuditsQueryTransactionIdResults: (signal, id, { cursor, expand, ...others }) => {
        const options = { ...others, ...expansion(expand), ...(cursor === undefined ? {} : { cursor }) };
        return answered(started(signal, () => api.getAuditsQueryTransactionIdResults(id, options)));
      },
      postAuditsQueryRealtime: (signal, query, expand) =>
        answered(started(signal, () => api.postAuditsQueryRealtime(query, expansion(expand)))),
      postAuditsQueryRealtimeRelated: (signal, query, expand) =>
        answered(started(signal, () => api.postAuditsQueryRealtimeRelated(query, expansion(expand)))),
      getAuditsQueryServicemapping: (signal) => answered(started(signal, () => api.getAuditsQueryServicemapping())),
      getAuditsQueryRealtimeServicemapping: (signal) =>
        answered(started(signal, () => api.getAuditsQueryRealtimeServicemapping())),
    },
    (attempt, url) => download(url, send, attempt, plainHttp),
  );
  const place = settings.host ?? settings.gateway?.host ?? "";
  // By the SDK's own rules, which know of a gateway.
  return {
    calls,
    place,
    settings,
    session,
    url: new URL(client.config.getConfUrl("api", `https://api.${place}`)),
    send,
  };
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

/** What the SDK resolves to with extended responses. Its types promise the model of the body, which we never let it read. */
async function answered(call: Promise<unknown>): Promise<Answer> {
  const { status, headers, text } = (await call) as Omit<Answer, "bytes"> & { readonly text: Uint8Array };
  return { status, headers, bytes: text };
}

/** An empty list would be sent as an empty parameter, which is not the same as none. */
function expansion(expand: readonly string[]): { readonly expand?: string[] } {
  return expand.length === 0 ? {} : { expand: [...expand] };
}
