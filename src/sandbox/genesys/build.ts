import { genesysServices } from "./catalog.ts";
import type { AuditMessage, GenesysData } from "./model.ts";

/** Small builders of data: a test names what it is about and has the rest filled in. */

/** The text of an audit message. */
export function auditMessage(members: Partial<AuditMessage> & Pick<AuditMessage, "id">): string {
  const { id, ...others } = members;
  const usual = {
    serviceName: "PeoplePermissions",
    level: "USER",
    eventDate: "2026-03-02T10:00:00Z",
    action: "Update",
    entityType: "Role",
    status: "SUCCESS",
  } as const;
  return JSON.stringify({ id, ...usual, ...others } satisfies AuditMessage);
}

/** `count` plain messages, a minute apart, from 2 March 2026, 10:00. */
export function auditMessages(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    auditMessage({
      id: `audit-${index + 1}`,
      eventDate: new Date(Date.UTC(2026, 2, 2, 10, index)).toISOString(),
    }),
  );
}

/** An organization with these messages, in the afternoon of 2 March 2026. */
export function genesysDataWith(events: readonly string[], members: Partial<GenesysData> = {}): GenesysData {
  return {
    now: new Date("2026-03-02T15:00:00Z"),
    services: genesysServices,
    userNames: { "user-1": "Ada Whitcombe" },
    events,
    ...members,
  };
}
