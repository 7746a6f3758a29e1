import { beginning, reasonOptions, statusOptions, systemFieldsOf } from "./fields.ts";
import type { AuditEvent, CaseData, CasesData, CasesDomain } from "./model.ts";

/** Small builders of data: a test names what it is about and has the rest filled in. */

/** The text of an audit event. */
export function auditEvent(members: Partial<AuditEvent> & Pick<AuditEvent, "eventId">): string {
  const { eventId, ...others } = members;
  const usual = { type: "Case.Updated", performedTime: "2026-03-02T09:00:00.000Z", fields: [] } as const;
  return JSON.stringify({ eventId, ...usual, ...others } satisfies AuditEvent);
}

/** `count` plain events, a minute apart. */
export function auditEvents(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    auditEvent({
      eventId: `event-${index + 1}`,
      type: index === 0 ? "Case.Created" : "Case.Updated",
      performedTime: new Date(Date.UTC(2026, 2, 2, 9, index)).toISOString(),
      fields: [{ eventFieldId: "title", newValue: { stringValue: `Title ${index + 1}` } }],
    }),
  );
}

/** A case; `events` are texts, so that a test can say every byte of them. */
export function caseWith(members: Partial<CaseData> & Pick<CaseData, "caseId">): CaseData {
  return {
    templateId: "template-1",
    events: [],
    ...members,
    values: {
      created_datetime: { stringValue: "2026-03-02T09:00:00.000Z" },
      last_updated_datetime: { stringValue: "2026-03-02T09:00:00.000Z" },
      status: { stringValue: "open" },
      ...members.values,
    },
  };
}

/** A domain with the system's fields and whatever `members` adds or replaces. */
export function domainWith(members: Partial<CasesDomain> & Pick<CasesDomain, "domainId">): CasesDomain {
  const domainArn = `arn:aws:cases:eu-central-1:111122223333:domain/${members.domainId}`;
  return {
    domainArn,
    name: `Domain ${members.domainId}`,
    createdTime: beginning,
    fields: systemFieldsOf(domainArn),
    options: { status: statusOptions, case_reason: reasonOptions },
    cases: [],
    ...members,
  };
}

/** Data of one domain, `domain-1`, with these cases. */
export function casesDataWith(...cases: readonly CaseData[]): CasesData {
  return { domains: [domainWith({ domainId: "domain-1", cases })] };
}
