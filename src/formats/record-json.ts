import type { Actor, AuditRecord, Change, Target } from "../core/types.ts";
import { valueJson } from "./value-json.ts";

/** The record as JSON on one line: the contract's keys in the contract's order, the event's own text spliced in unaltered. */
export function recordJson(record: AuditRecord, text: string): string {
  const head = JSON.stringify({
    schema: record.schema,
    source: record.source,
    id: record.id,
    time: record.time,
    action: record.action,
    actor: orderedParty(record.actor),
    target: orderedParty(record.target),
    outcome: record.outcome,
    address: record.address,
  });
  const changes = changesJson(record.changes);
  return `${head.slice(0, -1)},"changes":${changes},"scope":${JSON.stringify(record.scope)},"raw":${text}}`;
}

export function orderedParty(party: Actor | Target | null): Actor | Target | null {
  return party === null ? null : { id: party.id, name: party.name, type: party.type ?? null };
}

/** The changes as JSON: each with the contract's keys in the contract's order. */
export function changesJson(changes: readonly Change[]): string {
  return `[${changes.map(changeJson).join(",")}]`;
}

function changeJson(change: Change): string {
  return `{"field":${valueJson(change.field)},"name":${valueJson(change.name)},"old":${valueJson(change.old)},"new":${valueJson(change.new)}}`;
}

/** The text of a record; without it the record could only be written without its evidence, so that is never done. */
export function textOf(texts: readonly string[], index: number): string {
  const text = texts[index];
  if (text === undefined) throw new TypeError(`Record ${index} of the page came without the text of its event`);
  return text;
}
