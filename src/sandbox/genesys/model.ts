import type { EventShape } from "../service.ts";

/** What the emulated Genesys Cloud organization holds. */
export interface GenesysData {
  /** The moment that the organization lives in: realtime looks back from here. */
  readonly now: Date;
  readonly services: readonly GenesysService[];
  /** By the id of a user: results name them with `expand=user` only. */
  readonly userNames: Readonly<Record<string, string>>;
  /** The audit messages, oldest first, each as the very JSON text that goes into a page of results. */
  readonly events: readonly string[];
}

export interface GenesysService {
  readonly name: string;
  /** Whether realtime queries know it. */
  readonly realtime: boolean;
  readonly entities: readonly { readonly name: string; readonly actions: readonly string[] }[];
}

/** AuditLogMessage. */
export interface AuditMessage {
  readonly id: string;
  readonly userHomeOrgId?: string;
  readonly user?: { readonly id: string };
  readonly client?: { readonly id: string };
  readonly remoteIp?: readonly string[];
  readonly serviceName: string;
  readonly level: "USER" | "SYSTEM" | "GENESYS_INTERNAL";
  readonly eventDate: string;
  readonly message?: Readonly<Record<string, unknown>>;
  readonly action: string;
  readonly entity?: { readonly id: string; readonly name?: string; readonly selfUri?: string };
  readonly entityType: string;
  readonly status?: "SUCCESS" | "FAILURE" | "WARNING";
  readonly application?: string;
  readonly initiatingAction?: { readonly transactionId?: string; readonly actionContext?: string };
  readonly transactionInitiator?: boolean;
  readonly propertyChanges?: readonly PropertyChange[];
  readonly context?: Readonly<Record<string, string>>;
  readonly entityChanges?: readonly EntityChange[];
}

export interface PropertyChange {
  readonly property: string;
  readonly oldValues?: readonly string[];
  readonly newValues?: readonly string[];
}

export interface EntityChange extends Omit<PropertyChange, "property"> {
  readonly entityId: string;
  readonly entityName: string;
  readonly entityType: string;
}

/** Audits that are there under every seed. */
export const wellKnownAudits = {
  /** Too large for any answer: only a file holds it. */
  giant: "91a47e00-3f2b-4c8d-9e11-60d2b7c4f001",
  /** The first of three that one act caused. */
  initiator: "91a47e00-3f2b-4c8d-9e11-60d2b7c4f002",
} as const satisfies Readonly<Record<string, string>>;

/** A query that was submitted before the sandbox started, and one that failed. */
export const wellKnownQueries = {
  /** All of the busiest day, see busyDay in seed.ts. */
  finished: "e2c81f5a-0b9d-4a37-8c64-1f7e3d9a5b01",
  failed: "e2c81f5a-0b9d-4a37-8c64-1f7e3d9a5b02",
} as const satisfies Readonly<Record<string, string>>;

export const auditMessageShape: EventShape = {
  id: "id",
  time: "eventDate",
  word: "status",
  changes: { list: "propertyChanges", value: "newValues" },
};
