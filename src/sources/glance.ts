import { parseInstant } from "../core/time.ts";
import type { EventKey, Item, RecordNeeds } from "../core/types.ts";

/**
 * The text that an event's member has, the one that stands at this place in the names; undefined where it is missing or no
 * string. By a glance where the item has one, which must have been asked for by the same names.
 */
export function textAt(item: Item, names: readonly string[], index: number): string | undefined {
  if (item.glance !== undefined) return item.glance[index];
  const value = ((item.event ?? {}) as Readonly<Record<string, unknown>>)[names[index] ?? ""];
  return typeof value === "string" ? value : undefined;
}

/** The members to glance at: none where the events are parsed in any case, for a glance would be one reading more. */
export function glancedFor(needs: RecordNeeds | undefined, names: readonly string[]): readonly string[] {
  return needs === "key" ? names : [];
}

/** The key of an event that has both. @param names of the id and of the time */
export function keyOf(item: Item, names: readonly [string, string]): EventKey | undefined {
  const id = textAt(item, names, 0);
  const text = textAt(item, names, 1);
  const time = text === undefined ? undefined : parseInstant(text);
  return id === undefined || id === "" || time === undefined ? undefined : { id, time };
}
