import { randomBytes, randomUUID } from "node:crypto";
import type { Service } from "../../../src/sandbox/service.ts";
import type { Scenario, Span } from "../scenario.ts";
import { benchService, type Bucket, membersOf, nextMember, placeOf, sizeOf } from "./bench-service.ts";
import { createEventList, instantNotation } from "./event-list.ts";
import { auditMessage } from "./event-texts.ts";
import { createTimeline } from "./timeline.ts";

/** Oldest first. A query has succeeded when it is submitted: how long the service ponders is nothing to measure. */
export function genesysService(scenario: Scenario, span: Span, takeToken: Bucket): Service {
  const timeline = createTimeline(scenario, span);
  const list = createEventList(
    auditMessage,
    auditMessage,
    (index) => ({ time: timeline.timeOf(index), isFirst: false }),
    instantNotation,
  );
  /** The place of each query's events. */
  const queries = new Map<string, readonly [first: number, end: number]>();

  function find(id: string): readonly [first: number, end: number] {
    const found = queries.get(id);
    if (found === undefined) throw new Error(`no query ${id}`);
    return found;
  }

  return benchService(
    {
      id: "genesys",
      name: "Genesys Cloud",
      environment(url) {
        const { hostname, port } = new URL(url);
        return {
          GENESYSCLOUD_OAUTHCLIENT_ID: randomUUID(),
          GENESYSCLOUD_OAUTHCLIENT_SECRET: randomBytes(32).toString("base64url"),
          GENESYSCLOUD_GATEWAY_HOST: hostname,
          GENESYSCLOUD_GATEWAY_PORT: port,
          GENESYSCLOUD_GATEWAY_PROTOCOL: "http",
        };
      },
    },
    [
      {
        operation: "getAuditsQueryTransactionIdResults",
        path: /^\/api\/v2\/audits\/query\/([^/]+)\/results$/,
        events: true,
        answer({ query }, id) {
          const [first, end] = find(id);
          const parameters = new URLSearchParams(query);
          const start = first + placeOf(parameters.get("cursor"));
          const size = sizeOf(parameters.get("pageSize"), 25);
          const stop = Math.min(start + size, end);
          const next = nextMember("cursor", stop - first, end - first);
          return list.page(`{"id":"${id}","pageSize":${size},"entities":[`, start, stop, `]${next}}`);
        },
      },
      {
        operation: "getAuditsQueryTransactionId",
        path: /^\/api\/v2\/audits\/query\/([^/]+)$/,
        answer: (_, id) => JSON.stringify({ id, state: "Succeeded" }),
      },
      {
        operation: "postAuditsQuery",
        path: /^\/api\/v2\/audits\/query$/,
        answer(request) {
          const [since = "", until = ""] = String(membersOf(request)["interval"]).split("/");
          const id = randomUUID();
          queries.set(id, timeline.within(Date.parse(since), Date.parse(until)));
          return JSON.stringify({ id, state: "Succeeded", interval: `${since}/${until}` });
        },
      },
      {
        operation: "token",
        path: /^(?:\/login)?\/oauth\/token$/,
        answer: () =>
          JSON.stringify({
            access_token: randomBytes(48).toString("base64url"),
            token_type: "bearer",
            expires_in: 86_400,
          }),
      },
    ],
    scenario,
    takeToken,
  );
}
