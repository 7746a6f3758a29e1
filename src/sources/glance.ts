import { parseInstant } from "../core/time.ts";
import type { EventKey, Item, RecordNeeds } from "../core/types.ts";

/**
 * The texts that an event's members of these names have; undefined for what is missing or no string. By a glance where the
 * item has one, which must have been asked for by the same names.
 */
export function textsOf(item: Item, names: readonly string[]): readonly (string | undefined)[] {
  return item.glance ?? names.map((_, index) => textAt(item, names, index));
}

/** The one of them that stands at this place in the names. */
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
  const [id, text] = textsOf(item, names);
  const time = text === undefined ? undefined : parseInstant(text);
  return id === undefined || id === "" || time === undefined ? undefined : { id, time };
}
