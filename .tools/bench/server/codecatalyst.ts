import { randomBytes } from "node:crypto";
import type { Service } from "../../../src/sandbox/service.ts";
import type { Scenario, Span } from "../scenario.ts";
import { benchService, type Bucket, membersOf, nextMember, placeOf, sizeOf } from "./bench-service.ts";
import { createEventList, instantNotation } from "./event-list.ts";
import { spaceEvent } from "./event-texts.ts";
import { createTimeline } from "./timeline.ts";

export const spaceName = "AlderFinch";

/** Newest first, as the service has it: the event of index 0 is the newest. */
export function codeCatalystService(scenario: Scenario, span: Span, takeToken: Bucket): Service {
  const timeline = createTimeline(scenario, span);
  const { events } = scenario;
  const list = createEventList(
    spaceEvent,
    spaceEvent,
    (index) => ({ time: timeline.timeOf(events - 1 - index), isFirst: false }),
    instantNotation,
  );
  const token = randomBytes(30).toString("base64url");

  return benchService(
    {
      id: "codecatalyst",
      name: "Amazon CodeCatalyst",
      environment: (url) => ({
        AWS_ENDPOINT_URL_CODECATALYST: url,
        AWS_BEARER_TOKEN_CODECATALYST: token,
        AUDIT_EXPORT_SPACE: spaceName,
      }),
    },
    [
      {
        operation: "ListEventLogs",
        path: /^\/v1\/spaces\/([^/]+)\/eventLogs$/,
        events: true,
        answer(request) {
          const { nextToken, maxResults, startTime, endTime } = membersOf(request);
          const [oldest, end] = timeline.within(toTime(startTime), toTime(endTime));
          const first = events - end;
          const last = events - oldest;
          // The number of the event itself: a token that is given for another window leads to the same place.
          const start = Math.max(first, placeOf(nextToken));
          const stop = Math.min(start + sizeOf(maxResults, 100), last);
          return list.page(`{"items":[`, start, stop, `]${nextMember("nextToken", stop, last)}}`);
        },
      },
      {
        operation: "ListSpaces",
        path: /^\/v1\/spaces$/,
        answer: () => JSON.stringify({ items: [{ name: spaceName, regionName: "us-west-2" }] }),
      },
      {
        operation: "VerifySession",
        path: /^\/session$/,
        answer: () => JSON.stringify({ identity: "be7c0000-0000-4000-8000-000000000000" }),
      },
    ],
    scenario,
    takeToken,
  );
}

function toTime(value: unknown): number {
  const time = Date.parse(String(value));
  if (Number.isNaN(time)) throw new Error(`no time: ${String(value)}`);
  return time;
}
