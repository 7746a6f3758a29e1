import type { EventShape } from "../service.ts";
import type { Instant } from "../../core/types.ts";

/** What the emulated Amazon CodeCatalyst holds. */
export interface CodeCatalystData {
  /** Whose login the token is. */
  readonly identity: string;
  readonly spaces: readonly SpaceData[];
}

export interface SpaceData {
  readonly name: string;
  readonly regionName: string;
  readonly displayName?: string;
  readonly description?: string;
  /** In the order the service gives them, which is the newest first. */
  readonly events: readonly SpaceEvent[];
}

/** An event as the service holds it. */
export interface SpaceEvent {
  /** By what it is found, whatever its text says. */
  readonly time: Instant;
  readonly name: string;
  /** The very JSON text that goes into a response. */
  readonly text: string;
}

/** One event of the log, as the API's model has it. */
export interface EventLogEntry {
  readonly id: string;
  readonly eventName: string;
  readonly eventType: string;
  readonly eventCategory: string;
  readonly eventSource: string;
  readonly eventTime: string;
  readonly operationType: "READONLY" | "MUTATION";
  readonly userIdentity: UserIdentity;
  readonly projectInformation?: { readonly name?: string; readonly projectId?: string };
  readonly requestId?: string;
  readonly requestPayload?: EventPayload;
  readonly responsePayload?: EventPayload;
  readonly errorCode?: string;
  readonly sourceIpAddress?: string;
  readonly userAgent?: string;
}

export interface UserIdentity {
  readonly userType: "USER" | "AWS_ACCOUNT" | "UNKNOWN";
  readonly principalId: string;
  readonly userName?: string;
  readonly awsAccountId?: string;
}

export interface EventPayload {
  readonly contentType?: string;
  /** JSON again, as text. */
  readonly data?: string;
}

/** There under every seed. */
export const wellKnownSpaces = {
  /** Some 2,500 events in 39 days. */
  large: "AlderFinch",
  /** A few a day. */
  small: "alder-finch.labs_2026",
} as const satisfies Readonly<Record<string, string>>;

/** Names of events that the large space has of one day only, under every seed. */
export const wellKnownEventNames = {
  /** 60 events twelve days before the sandbox's start, some of them at the same microsecond. */
  removal: "removeProjectMember",
  /** 300 events twenty days before: more than fit one page. */
  bulk: "createIssue",
} as const satisfies Readonly<Record<string, string>>;

export const eventLogShape: EventShape = { id: "id", time: "eventTime", word: "operationType" };
