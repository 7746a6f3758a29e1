import { auditEventShape } from "../../src/sandbox/cases/model.ts";
import { eventLogShape } from "../../src/sandbox/codecatalyst/model.ts";
import { auditMessageShape } from "../../src/sandbox/genesys/model.ts";
import { editShape } from "../../src/sandbox/incidents/model.ts";
import type { SandboxData } from "../../src/sandbox/services.ts";
import type { EventShape } from "../../src/sandbox/service.ts";
import { memberOf } from "./source-fixture.ts";

/** A small export of a source: some slices, one of them of several pages. */
export interface FaultFixture {
  readonly parameters: readonly string[];
  /** Beside the sandbox's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** The texts of the events, slice by slice. */
  readonly texts: readonly string[];
  readonly shape: EventShape;
  /** The operation that gives events. */
  readonly operation: string;
  /** How stderr names the slice that an event is of, the event being a line of ndjson. */
  readonly sliceOf: (line: string) => string;
  /** Leads the client to a host. */
  readonly toHost: (host: string, port: number) => Readonly<Record<string, string>>;
}

const day = 86_400_000;

/** The sandbox's data, cut down to what a small export needs. */
export function smallData({ cases, incidents, codecatalyst, genesys }: SandboxData): SandboxData {
  const domains = cases.domains.slice(0, 1).map((domain) => {
    // No event, one, a page, a page and one, several pages, and two of the usual ones.
    const few = domain.cases.filter((_, index) => index < 4 || (index > 4 && index < 10));
    return { ...domain, cases: few };
  });
  // Windows are asked for with a second more at either end: what lies there comes too where it has lost its time.
  const end = endOf(genesys.now);
  const spaces = codecatalyst.spaces.map((space) => ({
    ...space,
    events: space.events.filter(({ time }) => !isNear(Date.parse(time), end - 3 * day, end)),
  }));
  const events = genesys.events.filter(
    (text) => !isNear(Date.parse(memberOf(text, "eventDate")), end - 17 * day, end - 5 * day),
  );
  return {
    cases: { domains },
    incidents: { ...incidents, cases: incidents.cases.slice(0, 5) },
    codecatalyst: { ...codecatalyst, spaces },
    genesys: { ...genesys, events },
  };
}

/** Whether a time lies just outside of a window. */
function isNear(time: number, since: number, until: number): boolean {
  return (time < since && time > since - 3000) || (time >= until && time < until + 3000);
}

/** The midnight that windows end at. */
function endOf(now: Date): number {
  return Math.floor(now.getTime() / day) * day - day;
}

export function faultFixtures(data: SandboxData): Readonly<Record<string, FaultFixture>> {
  const end = endOf(data.genesys.now);
  const days = [3, 2, 1].map((before) => dateOf(end - before * day));
  const [space] = data.codecatalyst.spaces;
  const events = space?.events ?? [];
  const caseOf = (line: string): string => `case ${scopeOf(line)["caseId"]}`;
  const toEndpoint = (name: string) => (host: string, port: number) => ({ [name]: `http://${host}:${port}` });
  return {
    cases: {
      parameters: ["cases", "--all"],
      texts: data.cases.domains[0]?.cases.toSorted(byCreation).flatMap((found) => found.events) ?? [],
      shape: auditEventShape,
      operation: "GetCaseAuditEvents",
      sliceOf: caseOf,
      toHost: toEndpoint("AWS_ENDPOINT_URL_CONNECTCASES"),
    },
    incidents: {
      parameters: ["incidents", "--all", "--page-size", "15"],
      texts: data.incidents.cases.flatMap(({ edits }) => edits),
      shape: editShape,
      operation: "ListCaseEdits",
      sliceOf: caseOf,
      toHost: toEndpoint("AWS_ENDPOINT_URL_SECURITY_IR"),
    },
    codecatalyst: {
      parameters: ["codecatalyst", "--since", days[0] ?? "", "--until", dateOf(end), "--page-size", "12"],
      texts: days.flatMap((date) => events.filter(({ time }) => time.startsWith(date)).map(({ text }) => text)),
      shape: eventLogShape,
      operation: "ListEventLogs",
      sliceOf: (line) => `the window ${memberOf(line, "time").slice(0, 10)}T00:00:00Z/`,
      toHost: toEndpoint("AWS_ENDPOINT_URL_CODECATALYST"),
    },
    genesys: {
      // Two windows of six days.
      parameters: ["genesys", "--since", dateOf(end - 17 * day), "--until", dateOf(end - 5 * day), "--page-size", "60"],
      texts: data.genesys.events.filter((text) => {
        const time = Date.parse(memberOf(text, "eventDate"));
        return time >= end - 17 * day && time < end - 5 * day;
      }),
      shape: auditMessageShape,
      operation: "getAuditsQueryTransactionIdResults",
      sliceOf: (line) => `the window ${scopeOf(line)["window"]?.split("/").join(" to ")}`,
      toHost: (host, port) => ({ GENESYSCLOUD_GATEWAY_HOST: host, GENESYSCLOUD_GATEWAY_PORT: String(port) }),
    },
  };
}

function scopeOf(line: string): Readonly<Record<string, string>> {
  return (JSON.parse(line) as { readonly scope: Readonly<Record<string, string>> }).scope;
}

function byCreation(left: { readonly values: object }, right: { readonly values: object }): number {
  return createdOf(left) - createdOf(right);
}

function createdOf({ values }: { readonly values: object }): number {
  const { created_datetime: value } = values as { readonly created_datetime?: { readonly stringValue?: string } };
  return Date.parse(value?.stringValue ?? "");
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
