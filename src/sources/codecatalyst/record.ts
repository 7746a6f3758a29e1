import { parseInstant } from "../../core/time.ts";
import type { Actor, ActorType, AuditEvent, Instant, Target } from "../../core/types.ts";
import { Reader } from "../reader.ts";

/** Its id and its time: what an event is told by. */
export const keyMembers = ["id", "eventTime"] as const;

/** EventLogEntry. Of its words the API reference closes only operationType and userType. */
const known = {
  event: new Set([
    "id",
    "eventName",
    "eventType",
    "eventCategory",
    "eventSource",
    "eventTime",
    "operationType",
    "userIdentity",
    "projectInformation",
    "requestId",
    "requestPayload",
    "responsePayload",
    "errorCode",
    "sourceIpAddress",
    "userAgent",
  ]),
  userIdentity: new Set(["userType", "principalId", "userName", "awsAccountId"]),
  projectInformation: new Set(["name", "projectId"]),
  operationTypes: new Set(["READONLY", "MUTATION"]),
  userTypes: new Set(["USER", "AWS_ACCOUNT", "UNKNOWN"]),
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;

/** An event of a space's log as a record. The service does not say what an event changed. */
export function toSpaceEvent(raw: unknown, space: string): AuditEvent {
  const reader = new Reader();
  const event = reader.object(raw, "(event)");
  reader.members(event, "", known.event);
  reader.word(event["operationType"], "operationType", known.operationTypes);
  const time = timeOf(event);
  // A missing time is a problem too: the service promises one.
  if (time === null) reader.unreadable("eventTime");
  return {
    id: reader.text(event["id"], "id"),
    time,
    action: reader.text(event["eventName"], "eventName"),
    actor: toActor(reader, event["userIdentity"]),
    target: toTarget(reader, event["projectInformation"], space),
    outcome: toOutcome(reader, event),
    address: reader.text(event["sourceIpAddress"], "sourceIpAddress"),
    changes: [],
    unreadable: reader.problems,
    unknown: reader.unknown,
  };
}

/** When an event happened, if that can be read. */
function timeOf(event: unknown): Instant | null {
  const { eventTime } = (event ?? {}) as { readonly eventTime?: unknown };
  return (typeof eventTime === "string" ? parseInstant(eventTime) : undefined) ?? null;
}

function toActor(reader: Reader, value: unknown): Actor | null {
  if (value === undefined || value === null) return null;
  const identity = reader.object(value, "userIdentity");
  reader.members(identity, "userIdentity.", known.userIdentity);
  return {
    id: reader.text(identity["principalId"], "userIdentity.principalId"),
    name: reader.text(identity["userName"], "userIdentity.userName"),
    type: toActorType(reader.word(identity["userType"], "userIdentity.userType", known.userTypes)),
  };
}

/** Of an AWS_ACCOUNT the service does not say whether a role, a user or a service of it acted. */
function toActorType(userType: string | null): ActorType {
  return userType === "USER" ? "user" : "unknown";
}

/**
 * Where it happened: in a project, or in the space outside of any. The service knows a space by its name and gives it no
 * other id.
 */
function toTarget(reader: Reader, value: unknown, space: string): Target | null {
  if (value === undefined || value === null) return { id: null, name: space, type: "space" };
  const problems = reader.problems.length;
  const project = reader.object(value, "projectInformation");
  reader.members(project, "projectInformation.", known.projectInformation);
  const id = reader.text(project["projectId"], "projectInformation.projectId");
  const name = reader.text(project["name"], "projectInformation.name");
  if (id !== null || name !== null) return { id, name, type: "project" };
  return reader.problems.length > problems ? null : { id: null, name: space, type: "space" };
}

/** "The code of the error, if any" (API reference): an event without one says that there was no error. */
function toOutcome(reader: Reader, event: Readonly<Record<string, unknown>>): AuditEvent["outcome"] {
  const { errorCode } = event;
  // What is no event at all says nothing.
  if (errorCode === undefined || errorCode === null) return "eventName" in event ? "success" : null;
  return reader.text(errorCode, "errorCode") === null ? null : "failure";
}
