import { parseInstant } from "../../core/time.ts";
import type { EventKey, Instant, Item } from "../../core/types.ts";
import { textAt } from "../glance.ts";

/** What is glanced at. The pages of results say `eventDate`, files and notifications `eventTime` (AuditTopicAuditLogMessage). */
export const keyMembers = ["id", "eventDate", "eventTime"] as const;

/** When an event was logged. */
export function eventTime(event: unknown): Instant | null {
  const { eventDate, eventTime: time } = (event ?? {}) as {
    readonly eventDate?: unknown;
    readonly eventTime?: unknown;
  };
  const text = eventDate ?? time;
  return (typeof text === "string" ? parseInstant(text) : undefined) ?? null;
}

/** The same of an item, by a glance where that is enough. */
export function itemTime(item: Item): Instant | null {
  const date = textAt(item, keyMembers, 1);
  // Without a date it may have one that is no text, which goes before its other time.
  return date === undefined ? eventTime(item.event) : (parseInstant(date) ?? null);
}

/** The id of an event, where it has one. */
export function itemId(item: Item): string | undefined {
  const id = textAt(item, keyMembers, 0);
  return id === "" ? undefined : id;
}

/** By its id, since a file has it in another shape than a page does; an event without one by its text. */
export function nameOf(item: Item): string {
  return itemId(item) ?? item.text;
}

/** Of an event that has both. */
export function keyOf(item: Item): EventKey | undefined {
  const id = itemId(item);
  const time = itemTime(item);
  return id === undefined || time === null ? undefined : { id, time };
}
