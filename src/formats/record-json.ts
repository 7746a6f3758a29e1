import type { Actor, AuditRecord, Change, ExportedRecord, Target } from "../core/types.ts";
import { textJson, valueJson } from "../core/value-json.ts";

/** The record as JSON on one line: the contract's keys in the contract's order, the event's own text spliced in unaltered. */
export function recordJson(record: ExportedRecord, text: string): string {
  return recordHead(record) + text + recordTail;
}

/** What stands before the event's own text. */
export function recordHead(record: ExportedRecord): string {
  return (
    `{"schema":"${record.schema}","source":${textJson(record.source)},"id":${textJson(record.id)},` +
    `"time":${textOrNull(record.time)},"action":${textOrNull(record.action)},` +
    `"actor":${partyJson(record.actor)},"target":${partyJson(record.target)},` +
    `"outcome":${textOrNull(record.outcome)},"address":${textOrNull(record.address)},` +
    `${changedMember(record)},"scope":${scopeJson(record.scope)},"raw":`
  );
}

/** What stands behind it. */
export const recordTail = "}";

function changedMember(record: ExportedRecord): string {
  if ("changes" in record) return `"changes":${changesJson(record.changes)}`;
  return `"change":${changeJson(record.change)}`;
}

function textOrNull(text: string | null): string {
  return text === null ? "null" : textJson(text);
}

function partyJson(party: Actor | Target | null): string {
  if (party === null) return "null";
  return `{"id":${textOrNull(party.id)},"name":${textOrNull(party.name)},"type":${textOrNull(party.type ?? null)}}`;
}

/** All records of a slice have one and the same. */
const scopes = new WeakMap<AuditRecord["scope"], string>();

function scopeJson(scope: AuditRecord["scope"]): string {
  const known = scopes.get(scope);
  if (known !== undefined) return known;
  const json = JSON.stringify(scope);
  scopes.set(scope, json);
  return json;
}

export function orderedParty(party: Actor | Target | null): Actor | Target | null {
  return party === null ? null : { id: party.id, name: party.name, type: party.type ?? null };
}

/** The changes as JSON: each with the contract's keys in the contract's order. */
export function changesJson(changes: readonly Change[]): string {
  if (changes.length === 0) return "[]";
  let json = "";
  for (const change of changes) json += `${json === "" ? "[" : ","}${changeJson(change)}`;
  return `${json}]`;
}

export function changeJson(change: Change | null): string {
  if (change === null) return "null";
  return `{"field":${valueJson(change.field)},"name":${valueJson(change.name)},"old":${valueJson(change.old)},"new":${valueJson(change.new)}}`;
}
