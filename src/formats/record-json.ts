import type { Actor, AuditRecord, Change, Target } from "../core/types.ts";

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
    changes: orderedChanges(record.changes),
    scope: record.scope,
  });
  return `${head.slice(0, -1)},"raw":${text}}`;
}

export function orderedParty(party: Actor | Target | null): Actor | Target | null {
  return party === null ? null : { id: party.id, name: party.name, type: party.type ?? null };
}

export function orderedChanges(changes: readonly Change[]): readonly Change[] {
  return changes.map((change) => ({
    field: change.field,
    name: change.name,
    old: writable(change.old),
    new: writable(change.new),
  }));
}

/** JSON would write a number too large for it as null, which says that there was no value. */
function writable(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value ?? null;
}

/** The text of a record; without it the record could only be written without its evidence, so that is never done. */
export function textOf(texts: readonly string[], index: number): string {
  const text = texts[index];
  if (text === undefined) throw new TypeError(`Record ${index} of the page came without the text of its event`);
  return text;
}
