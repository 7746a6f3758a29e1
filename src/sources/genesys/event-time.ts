import { parseInstant } from "../../core/time.ts";
import type { Instant, Item } from "../../core/types.ts";

/**
 * When an event was logged. The pages of results say `eventDate`, files and notifications `eventTime`
 * (AuditTopicAuditLogMessage).
 */
export function eventTime(event: unknown): Instant | null {
  const { eventDate, eventTime: time } = (event ?? {}) as {
    readonly eventDate?: unknown;
    readonly eventTime?: unknown;
  };
  const text = eventDate ?? time;
  return (typeof text === "string" ? parseInstant(text) : undefined) ?? null;
}

/** The id of an event, where it has one. */
export function eventId(event: unknown): string | undefined {
  const { id } = (event ?? {}) as { readonly id?: unknown };
  return typeof id === "string" && id !== "" ? id : undefined;
}

/** By its id, since a file has it in another shape than a page does; an event without one by its text. */
export function nameOf({ text, event }: Item): string {
  return eventId(event) ?? text;
}
