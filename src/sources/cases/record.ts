import type { Actor, AuditEvent, Change } from "../../core/types.ts";
import { parseInstant } from "../../core/time.ts";
import { principalType } from "../aws-principal.ts";
import { Reader } from "../reader.ts";

const plainMembers = ["stringValue", "doubleValue", "booleanValue", "userArnValue"];

/** Its id and its time: what an event is told by. */
export const keyMembers = ["eventId", "performedTime"] as const;

/** What the service's model lists; its words grow about once a year. */
const known = {
  event: new Set(["eventId", "type", "relatedItemType", "performedTime", "fields", "performedBy"]),
  types: new Set(["Case.Created", "Case.Updated", "RelatedItem.Created", "RelatedItem.Deleted", "RelatedItem.Updated"]),
  relatedItemTypes: new Set(["Contact", "Comment", "File", "Sla", "ConnectCase", "Custom"]),
  performedBy: new Set(["iamPrincipalArn", "user"]),
  user: new Set(["userArn", "customEntity"]),
  field: new Set(["eventFieldId", "newValue", "oldValue"]),
  value: new Set([...plainMembers, "emptyValue"]),
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;

/**
 * A case audit event as a record. The service says neither an outcome (what is in the history happened) nor an
 * address, so both are null.
 *
 * @param nameOf the name of a field by its id, null where it is not known
 */
export function toCaseEvent(raw: unknown, caseId: string, nameOf: (fieldId: string) => string | null): AuditEvent {
  const reader = new Reader();
  const event = reader.object(raw, "(event)");
  reader.members(event, "", known.event);
  reader.word(event["relatedItemType"], "relatedItemType", known.relatedItemTypes);
  const performedTime = event["performedTime"];
  // A missing time is a problem too: the service promises one.
  const time = (typeof performedTime === "string" ? parseInstant(performedTime) : undefined) ?? null;
  if (time === null) reader.unreadable("performedTime");
  return {
    id: reader.text(event["eventId"], "eventId"),
    time,
    action: reader.word(event["type"], "type", known.types),
    actor: toActor(reader, event["performedBy"]),
    target: { id: caseId, name: null, type: "case" },
    outcome: null,
    address: null,
    changes: reader.list(event["fields"], "fields").map((field) => toChange(reader, field, nameOf)),
    unreadable: reader.problems,
    unknown: reader.unknown,
  };
}

function toActor(reader: Reader, value: unknown): Actor | null {
  if (value === undefined || value === null) return null;
  const performedBy = reader.object(value, "performedBy");
  reader.members(performedBy, "performedBy.", known.performedBy);
  const principal = reader.text(performedBy["iamPrincipalArn"], "performedBy.iamPrincipalArn");
  if (performedBy["user"] !== undefined && performedBy["user"] !== null) {
    const user = reader.object(performedBy["user"], "performedBy.user");
    reader.members(user, "performedBy.user.", known.user);
    const userArn = reader.text(user["userArn"], "performedBy.user.userArn");
    if (userArn !== null) return { id: userArn, name: null, type: "user" };
    const customEntity = reader.text(user["customEntity"], "performedBy.user.customEntity");
    // Whatever the integration that wrote it calls its user: an id, a mail address, a bot's name.
    if (customEntity !== null) return { id: customEntity, name: null, type: "unknown" };
  }
  return { id: principal, name: null, type: principalType(principal) };
}

function toChange(reader: Reader, value: unknown, nameOf: (fieldId: string) => string | null): Change {
  const change = reader.object(value, "fields[]");
  reader.members(change, "fields[].", known.field);
  const field = reader.text(change["eventFieldId"], "fields[].eventFieldId");
  return {
    field,
    name: field === null ? null : nameOf(field),
    old: fieldValue(reader, change["oldValue"], "fields[].oldValue."),
    new: fieldValue(reader, change["newValue"], "fields[].newValue."),
  };
}

/**
 * The value inside the union: text, number or truth value. An emptied field is null, as is a value that was not given;
 * a member that this version does not know stays whole, with its name, rather than being taken for something else.
 */
function fieldValue(reader: Reader, value: unknown, path: string): unknown {
  if (typeof value !== "object" || value === null) return value ?? null;
  if (!Array.isArray(value)) reader.members(value, path, known.value);
  const members = Object.entries(value);
  const [member] = members;
  if (member === undefined || members.length !== 1) return value;
  const [name, inner] = member;
  if (name === "emptyValue") return null;
  return plainMembers.includes(name) ? inner : value;
}
