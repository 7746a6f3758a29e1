import { randomUUID } from "node:crypto";
import { awsEnvironment, awsError, type Received, startServer } from "../support/http.ts";
import type { ServerResponse } from "node:http";

export interface GrowingEvent {
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
  /** From when on the service gives it: later than `at`, it is a late one. */
  readonly visible: number;
}

/** Cases and a space, whose events are added as time goes by. Independent of the sandbox, whose data stands still. */
export interface GrowingService {
  readonly env: Readonly<Record<string, string>>;
  readonly requests: readonly Received[];
  space: GrowingEvent[];
  readonly cases: Map<string, GrowingEvent[]>;
  /** The service's own clock: it gives what is visible by then. */
  now: number;
  /** Members of events of the space that have no time, and come in every window. */
  timeless: readonly object[];
  /** Cases that are counted and not listed. */
  nameless: number;
  /** Milliseconds before each answer. */
  delay: number;
  /** Answers a request in another way, where it returns true. */
  refuse: (request: Received, response: ServerResponse) => boolean;
  close(): Promise<void>;
}

/** For so long a space keeps its events: 30 days. */
const kept = 30 * 86_400_000;

/** So much text has each event, beside what is asked for: a segment of some has several blocks. */
const filler = "x".repeat(12_000);

export async function startGrowingService(padding = ""): Promise<GrowingService> {
  const server = await startServer((request, response) => {
    if (service.refuse(request, response)) return;
    const answer = answerTo(service, request, padding);
    if (answer === undefined) awsError(response, 404, "UnknownOperationException");
    else setTimeout(() => response.end(JSON.stringify(answer)), service.delay);
  });
  const service: GrowingService = {
    env: {
      ...awsEnvironment(server.url),
      AWS_BEARER_TOKEN_CODECATALYST: "made-up-token-4711",
      AUDIT_EXPORT_DOMAIN_ID: "dom-1",
      AUDIT_EXPORT_SPACE: "ExampleCorp",
      NODE_EXTRA_CA_CERTS: "",
    },
    requests: server.received,
    space: [],
    cases: new Map(),
    now: Date.now(),
    timeless: [],
    nameless: 0,
    delay: 0,
    refuse: () => false,
    close: server.close,
  };
  return service;
}

/** Events at even distances within a span of time. */
export function eventsWithin(since: number, until: number, count: number): GrowingEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const at = Math.floor(since + ((until - since) * (index + 0.5)) / count);
    return { id: randomUUID(), at, visible: at };
  });
}

export function large(): string {
  return filler;
}

function answerTo(service: GrowingService, { path, body }: Received, padding: string): object | undefined {
  const isVisible = ({ visible }: GrowingEvent): boolean => visible <= service.now;
  const time = (at: number): string => new Date(at).toISOString();
  if (path.endsWith("/eventLogs")) {
    const [since, until] = [body["startTime"], body["endTime"]].map((text) => Date.parse(String(text)));
    const oldest = Math.max(since ?? 0, service.now - kept);
    const events = service.space.filter(({ at }) => at >= oldest && at <= (until ?? 0)).filter(isVisible);
    const answer = page(
      "items",
      events.toSorted((left, right) => right.at - left.at),
      body,
      ({ id, at }) => ({
        id,
        eventName: "createProject",
        eventType: "AwsApiCall",
        eventCategory: "MANAGEMENT",
        eventSource: "manage",
        eventTime: time(at),
        operationType: "MUTATION",
        userIdentity: { userType: "USER", principalId: padding },
      }),
    );
    if (answer["nextToken"] !== undefined) return answer;
    const timeless = service.timeless.map((members) => ({
      eventName: "createProject",
      eventTime: "never",
      ...members,
    }));
    return { ...answer, items: [...(answer["items"] as readonly object[]), ...timeless] };
  }
  if (path.endsWith("/cases-search")) {
    const since = Date.parse(changedSince(body) ?? "1970-01-01T00:00:00Z");
    const listed = [...service.cases].filter(([, events]) =>
      events.some((event) => isVisible(event) && event.visible >= since),
    );
    const answer = page("cases", listed, body, ([caseId]) => ({ caseId, templateId: "t", fields: [] }));
    return { ...answer, totalCount: listed.length + service.nameless };
  }
  const [, caseId] = /\/cases\/([^/]+)\/audit-history$/.exec(path) ?? [];
  if (caseId !== undefined) {
    return page("auditEvents", (service.cases.get(caseId) ?? []).filter(isVisible), body, ({ id, at }) => ({
      eventId: id,
      type: "Case.Updated",
      performedTime: time(at),
      fields: [],
      padding,
    }));
  }
  return path.endsWith("/fields-list") ? { fields: [] } : undefined;
}

function page<Item>(
  member: string,
  items: readonly Item[],
  body: Received["body"],
  show: (item: Item) => object,
): Record<string, unknown> {
  const start = Number(body["nextToken"] ?? 0);
  const end = start + Number(body["maxResults"] ?? 25);
  return {
    [member]: items.slice(start, end).map(show),
    ...(end < items.length ? { nextToken: String(end) } : {}),
  };
}

/** What SearchCases is asked for: cases updated since then. */
function changedSince(body: Received["body"]): string | undefined {
  const [, time] = /"last_updated_datetime","value":\{"stringValue":"([^"]+)"/.exec(JSON.stringify(body)) ?? [];
  return time;
}
