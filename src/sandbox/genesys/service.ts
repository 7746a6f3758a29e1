import type { PageTokens } from "../page-token.ts";
import { wrongMethod } from "../service-error.ts";
import type { Answer, PageShape, SandboxRequest, Service } from "../service.ts";
import { badRequest, genesysErrors, platformAnswer } from "./errors.ts";
import { createLogin, type GenesysClient } from "./login.ts";
import { auditMessageShape, type GenesysData, wellKnownQueries } from "./model.ts";
import { listServices, queryRealtime, queryRelated } from "./realtime.ts";
import { busyDay } from "./seed.ts";
import { createTransactions } from "./transactions.ts";

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly path: RegExp;
  readonly page?: PageShape;
  answer(request: SandboxRequest, parameter: string): Answer;
}

/** Genesys Cloud: the login of an OAuth client, and the seven operations of the AuditApi. */
export function genesysService(data: GenesysData, client: GenesysClient, tokens: PageTokens): Service {
  const login = createLogin(client);
  const { since, until } = busyDay(data.now);
  const question = { interval: `${since}/${until}` };
  const transactions = createTransactions(data, tokens, {
    [wellKnownQueries.finished]: { question, end: "Succeeded" },
    [wellKnownQueries.failed]: { question, end: "Failed" },
  });
  const routes: readonly Route[] = [
    // Behind a gateway the one or the other, as its configuration says.
    { operation: "token", method: "POST", path: /^(?:\/login)?\/oauth\/token$/, answer: login.answer },
    {
      operation: "file",
      method: "GET",
      path: /^\/files\/([^/]+)$/,
      answer: (request, token) => transactions.file(token, request),
    },
    audit("postAuditsQuery", "POST", "", transactions.submit),
    audit("postAuditsQueryRealtime", "POST", "/realtime", (request) => queryRealtime(data, request)),
    audit("postAuditsQueryRealtimeRelated", "POST", "/realtime/related", (request) => queryRelated(data, request)),
    audit("getAuditsQueryServicemapping", "GET", "/servicemapping", () => listServices(data, false)),
    audit("getAuditsQueryRealtimeServicemapping", "GET", "/realtime/servicemapping", () => listServices(data, true)),
    {
      ...audit("getAuditsQueryTransactionIdResults", "GET", "/([^/]+)/results", (request, id) =>
        transactions.results(id, request),
      ),
      page: { list: "entities", token: "cursor", event: auditMessageShape },
    },
    audit("getAuditsQueryTransactionId", "GET", "/([^/]+)", (_, id) => transactions.status(id)),
  ];

  function audit(operation: string, method: string, path: string, answer: Route["answer"]): Route {
    return {
      operation,
      method,
      path: new RegExp(`^/api/v2/audits/query${path}$`),
      answer(request, parameter) {
        login.check(request);
        const type = request.headers.get("content-type");
        if (method === "POST" && !type?.startsWith("application/json")) {
          throw badRequest("The request body is no JSON.", "unsupported.media.type");
        }
        return answer(request, parameter);
      },
    };
  }

  return {
    id: "genesys",
    name: "Genesys Cloud",
    errors: genesysErrors,
    conflicts: [
      "GENESYSCLOUD_ACCESS_TOKEN",
      "GENESYSCLOUD_REGION",
      "GENESYSCLOUD_GATEWAY_PATH_NAME",
      "GENESYSCLOUD_GATEWAY_PATH_VALUE",
      "AUDIT_EXPORT_GENESYS_PROFILE",
      "AUDIT_EXPORT_GENESYS_REGION",
    ],
    environment(url) {
      const { hostname, port, protocol } = new URL(url);
      return {
        GENESYSCLOUD_OAUTHCLIENT_ID: client.clientId,
        GENESYSCLOUD_OAUTHCLIENT_SECRET: client.clientSecret,
        GENESYSCLOUD_GATEWAY_HOST: hostname,
        GENESYSCLOUD_GATEWAY_PORT: port,
        GENESYSCLOUD_GATEWAY_PROTOCOL: protocol.slice(0, -1),
      };
    },
    match(method, path) {
      for (const route of routes) {
        const found = route.path.exec(path);
        if (found !== null) {
          const answer = (request: SandboxRequest): Answer => answerOf(route, method, request, found[1] ?? "");
          return { operation: route.operation, answer, ...(route.page === undefined ? {} : { page: route.page }) };
        }
      }
      return undefined;
    },
  };
}

function answerOf(route: Route, method: string, request: SandboxRequest, parameter: string): Answer {
  try {
    if (method !== route.method) throw wrongMethod(route.method);
    return route.answer(request, decodeParameter(parameter));
  } catch (error) {
    return platformAnswer(error);
  }
}

function decodeParameter(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest("The path is not percent-encoded UTF-8.");
  }
}
