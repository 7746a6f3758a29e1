import type { Actor, AuditRecord, Change, Target } from "../core/types.ts";
import { textJson, valueJson } from "./value-json.ts";

/** The record as JSON on one line: the contract's keys in the contract's order, the event's own text spliced in unaltered. */
export function recordJson(record: AuditRecord, text: string): string {
  return (
    `{"schema":"${record.schema}","source":${textJson(record.source)},"id":${textJson(record.id)},` +
    `"time":${textOrNull(record.time)},"action":${textOrNull(record.action)},` +
    `"actor":${partyJson(record.actor)},"target":${partyJson(record.target)},` +
    `"outcome":${textOrNull(record.outcome)},"address":${textOrNull(record.address)},` +
    `"changes":${changesJson(record.changes)},"scope":${scopeJson(record.scope)},"raw":${text}}`
  );
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

function changeJson(change: Change): string {
  return `{"field":${valueJson(change.field)},"name":${valueJson(change.name)},"old":${valueJson(change.old)},"new":${valueJson(change.new)}}`;
}

/** The text of a record; without it the record could only be written without its evidence, so that is never done. */
export function textOf(texts: readonly string[], index: number): string {
  const text = texts[index];
  if (text === undefined) throw new TypeError(`Record ${index} of the page came without the text of its event`);
  return text;
}
