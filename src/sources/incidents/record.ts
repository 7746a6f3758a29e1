import { valueAt } from "../../core/json-text.ts";
import type { Actor, AuditEvent, EventKey, Instant, Item } from "../../core/types.ts";
import { principalType } from "../aws-principal.ts";
import { Reader } from "../reader.ts";
import { parseEpochSeconds } from "./epoch-seconds.ts";

const known: ReadonlySet<string> = new Set(["eventTimestamp", "principal", "action", "message"]);

/**
 * An edit of a case as a record. The service says neither an outcome nor an address, and what was changed only in the
 * words of `message`, which stays in raw. The id is given with the item: see edit-id.ts.
 */
export function toEditEvent(raw: unknown, text: string, caseId: string): AuditEvent {
  const reader = new Reader();
  const edit = reader.object(raw, "(event)");
  reader.members(edit, "", known);
  const time = typeof edit["eventTimestamp"] === "number" ? timeOf(text) : undefined;
  // Nothing in an edit is required, but one that does not say when is worth a warning.
  if (time === undefined) reader.unreadable("eventTimestamp");
  const principal = reader.text(edit["principal"], "principal");
  const action = reader.text(edit["action"], "action");
  return {
    id: null,
    time: time ?? null,
    action: action === "" ? null : action,
    actor: principal === null || principal === "" ? null : toActor(principal),
    target: { id: caseId, name: null, type: "case" },
    outcome: null,
    address: null,
    changes: [],
    unreadable: reader.problems,
    unknown: reader.unknown,
  };
}

/** Of an edit that says when; its id is given with the item. */
export function toEditKey({ text }: Item): EventKey | undefined {
  const time = timeOf(text);
  return time === undefined ? undefined : { id: null, time };
}

function timeOf(text: string): Instant | undefined {
  return parseEpochSeconds(valueAt(text, ["eventTimestamp"]) ?? "");
}

/** An ARN, an account id, a service's name, or whoever answers for AWS: the model's PrincipalId names these four. */
function toActor(principal: string): Actor {
  const type = principal.startsWith("AWS Responder") ? "service" : principalType(principal);
  return { id: principal, name: null, type };
}
