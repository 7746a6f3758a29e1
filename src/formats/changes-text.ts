import type { Change } from "../core/types.ts";
import { valueJson } from "../core/value-json.ts";

/**
 * The changes as people read them: `Status: open → closed; Title: → X`. Null, the value that was not there or is not there
 * any more, is nothing at all beside the arrow; so that nothing else can look like it, or like a second change, an empty
 * text and a text that holds an arrow or a semicolon stand in quotes.
 */
export function changesText(changes: readonly Change[]): string {
  return changes.map(changeText).join("; ");
}

function changeText(change: Change): string {
  const name = change.name ?? change.field;
  const parts = [name === null ? "(unnamed):" : `${quoted(name, /[:;→]/)}:`];
  if (given(change.old)) parts.push(valueText(change.old));
  parts.push("→");
  if (given(change.new)) parts.push(valueText(change.new));
  return parts.join(" ");
}

function given(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function valueText(value: unknown): string {
  if (typeof value === "string") return quoted(value, /[;→]/);
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : valueJson(value);
}

function quoted(text: string, ambiguous: RegExp): string {
  return text === "" || text.startsWith('"') || text.trim() !== text || ambiguous.test(text)
    ? JSON.stringify(text)
    : text;
}
