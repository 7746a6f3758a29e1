import type { AuditEvent } from "./types.ts";

/** An event of which nothing is known, for what knows some of it. */
export const emptyEvent: AuditEvent = {
  id: null,
  time: null,
  action: null,
  actor: null,
  target: null,
  outcome: null,
  address: null,
  changes: [],
  unreadable: [],
};
