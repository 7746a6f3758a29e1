import type { Actor, AuditEvent, Change, Target } from "../../core/types.ts";
import { Reader } from "../reader.ts";
import { eventTime } from "./event-time.ts";

/**
 * Members of both shapes together: which of them a file really has is documented nowhere. Services, actions and types of
 * entities are no enumerations: they come with every feature of the product.
 */
const known = {
  event: new Set([
    "id",
    "userHomeOrgId",
    "user",
    "client",
    "remoteIp",
    "serviceName",
    "level",
    "eventDate",
    "message",
    "action",
    "entity",
    "entityType",
    "status",
    "application",
    "initiatingAction",
    "transactionInitiator",
    "propertyChanges",
    "context",
    "entityChanges",
    "userId",
    "username",
    "userDisplay",
    "clientId",
    "eventTime",
  ]),
  levels: new Set(["USER", "SYSTEM", "GENESYS_INTERNAL"]),
  statuses: new Set(["SUCCESS", "FAILURE", "WARNING"]),
  propertyChange: new Set(["property", "oldValues", "newValues"]),
  entityChange: new Set(["entityId", "entityName", "entityType", "oldValues", "newValues"]),
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;

/**
 * An audit message as a record: as the pages of results have it (AuditLogMessage), or as files and notifications do
 * (AuditTopicAuditLogMessage), which name time, user and client otherwise.
 */
export function toGenesysEvent(raw: unknown): AuditEvent {
  const reader = new Reader();
  const event = reader.object(raw, "(event)");
  reader.members(event, "", known.event);
  reader.word(event["level"], "level", known.levels);
  const time = eventTime(event);
  // A missing time is a problem too: no event is without one.
  if (time === null) reader.unreadable("eventTime" in event ? "eventTime" : "eventDate");
  return {
    id: textOf(reader, event["id"], "id"),
    time,
    action: textOf(reader, event["action"], "action"),
    actor: toActor(reader, event),
    target: toTarget(reader, event),
    outcome: toOutcome(reader.word(event["status"], "status", known.statuses)),
    address: toAddress(reader, event["remoteIp"]),
    changes: [...toPropertyChanges(reader, event), ...toEntityChanges(reader, event)],
    unreadable: reader.problems,
    unknown: reader.unknown,
  };
}

type Members = Readonly<Record<string, unknown>>;

/** Empty texts stand for nothing: `client.id` is one whenever a person acted. */
function textOf(reader: Reader, value: unknown, path: string): string | null {
  const text = reader.text(value, path);
  return text === "" ? null : text;
}

function memberOf(reader: Reader, event: Members, name: string): Members {
  const value = event[name];
  return value === undefined || value === null ? {} : reader.object(value, name);
}

function toActor(reader: Reader, event: Members): Actor | null {
  const user = memberOf(reader, event, "user");
  const username = memberOf(reader, event, "username");
  const userId =
    textOf(reader, user["id"], "user.id") ??
    textOf(reader, event["userId"], "userId") ??
    textOf(reader, username["id"], "username.id");
  const name =
    textOf(reader, user["name"], "user.name") ??
    textOf(reader, event["userDisplay"], "userDisplay") ??
    textOf(reader, username["name"], "username.name");
  if (userId !== null || name !== null) return { id: userId, name, type: isSystem(event) ? "system" : "user" };
  const clientId = textOf(reader, memberOf(reader, event, "client")["id"], "client.id") ?? clientIdOf(reader, event);
  if (clientId !== null) return { id: clientId, name: null, type: isSystem(event) ? "system" : "service" };
  return isSystem(event) ? { id: null, name: null, type: "system" } : null;
}

/** `{ "id": … }` where it is documented; a bare id would be understood. */
function clientIdOf(reader: Reader, event: Members): string | null {
  const { clientId } = event;
  if (typeof clientId === "string") return clientId === "" ? null : clientId;
  return textOf(reader, memberOf(reader, event, "clientId")["id"], "clientId.id");
}

function isSystem(event: Members): boolean {
  return event["level"] === "SYSTEM";
}

function toTarget(reader: Reader, event: Members): Target | null {
  const entity = memberOf(reader, event, "entity");
  const id = textOf(reader, entity["id"], "entity.id");
  const name = textOf(reader, entity["name"], "entity.name");
  const type = textOf(reader, event["entityType"], "entityType");
  return id === null && name === null && type === null ? null : { id, name, type };
}

/** A WARNING says neither the one nor the other. */
function toOutcome(status: string | null): AuditEvent["outcome"] {
  if (status === "SUCCESS") return "success";
  return status === "FAILURE" ? "failure" : null;
}

function toAddress(reader: Reader, remoteIp: unknown): string | null {
  const [first] = reader.list(remoteIp, "remoteIp");
  return textOf(reader, first, "remoteIp.0");
}

function toPropertyChanges(reader: Reader, event: Members): readonly Change[] {
  const path = "propertyChanges";
  return reader.list(event[path], path).map((value) => {
    const change = reader.object(value, path);
    reader.members(change, `${path}.`, known.propertyChange);
    return {
      field: textOf(reader, change["property"], `${path}.property`),
      name: null,
      ...values(reader, change, path),
    };
  });
}

/** What an act changed in other entities, such as the members of a group. */
function toEntityChanges(reader: Reader, event: Members): readonly Change[] {
  const path = "entityChanges";
  return reader.list(event[path], path).map((value) => {
    const change = reader.object(value, path);
    reader.members(change, `${path}.`, known.entityChange);
    const type = textOf(reader, change["entityType"], `${path}.entityType`);
    return {
      field: textOf(reader, change["entityId"], `${path}.entityId`) ?? type,
      name: textOf(reader, change["entityName"], `${path}.entityName`),
      ...values(reader, change, path),
    };
  });
}

function values(reader: Reader, change: Members, path: string): Pick<Change, "old" | "new"> {
  return {
    old: onlyOrAll(reader.list(change["oldValues"], `${path}.oldValues`)),
    new: onlyOrAll(reader.list(change["newValues"], `${path}.newValues`)),
  };
}

/** The service gives lists throughout; most have one value. */
function onlyOrAll(list: readonly unknown[]): unknown {
  return list.length > 1 ? list : (list[0] ?? null);
}
