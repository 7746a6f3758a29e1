import assert from "node:assert/strict";
import type { AuditEvent, CaseData, CasesDomain } from "../../src/sandbox/cases/model.ts";
import { seededCases } from "../../src/sandbox/cases/seed.ts";

/** The data everybody gets who asks for no other. */
export const data = seededCases(1, "eu-central-1");
export const largest = data.domains[0] ?? assert.fail("There is no domain.");

export function eventsOf(found: CaseData): readonly AuditEvent[] {
  return found.events.map((text) => JSON.parse(text));
}

export function caseOf(domain: CasesDomain, caseId: string): CaseData {
  return domain.cases.find((candidate) => candidate.caseId === caseId) ?? assert.fail(`There is no ${caseId}.`);
}

/** All that the histories of all cases say. */
export const allEvents = data.domains.flatMap((domain) => domain.cases.flatMap(eventsOf));
export const allFields = allEvents.flatMap((event) => event.fields);
const allValues = allFields.flatMap(({ oldValue, newValue }) =>
  oldValue === undefined ? [newValue] : [oldValue, newValue],
);
export const allTexts = allValues.flatMap((value) => ("stringValue" in value ? [value.stringValue] : []));
export const allNumbers = allValues.flatMap((value) => ("doubleValue" in value ? [value.doubleValue] : []));
