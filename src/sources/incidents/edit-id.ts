import { createHash } from "node:crypto";
import { withId } from "../../core/sliced-item.ts";
import { valueAt } from "../../core/json-text.ts";
import type { Item } from "../../core/types.ts";

/**
 * What makes an edit itself, as an edit has no id: the first 32 hexadecimal digits of the SHA-256 of
 *
 *     JSON.stringify([case id, eventTimestamp, principal, action, message])
 *
 * in UTF-8, where each of the last four is a JSON text or null:
 *
 * - null where the edit has no such member, or null in it;
 * - of a text, the text itself (`"\u0041"` and `"A"` are the same text);
 * - of anything else, its own JSON text as the service sent it. So a timestamp keeps its digits: `1793527200`,
 *   `1793527200.0` and `1.7935272E9` are the same time, but not the same text, and no double has rounded them.
 *
 * JSON's quotes and escapes leave no doubt where one part ends, and say half a surrogate pair in ASCII.
 */
export function editFingerprint(caseId: string, text: string): string {
  const parts = ["eventTimestamp", "principal", "action", "message"].map((name) => partOf(text, name));
  return createHash("sha256")
    .update(JSON.stringify([caseId, ...parts]))
    .digest("hex")
    .slice(0, 32);
}

function partOf(text: string, name: string): string | null {
  const own = valueAt(text, [name]);
  if (own === undefined || own === "null") return null;
  return own.startsWith('"') ? String(JSON.parse(own)) : own;
}

/**
 * Gives the edits of one case their ids, page after page: the fingerprint, `-`, and the ordinal among the equal edits of
 * the case, from 1, in the order the service lists them. What is no object is no edit; the hash of its text names it.
 */
export function createEditNames(caseId: string): (items: readonly Item[]) => readonly Item[] {
  const counts = new Map<string, number>();
  return (items) =>
    items.map((item) => {
      const { text } = item;
      if (!text.startsWith("{")) return item;
      const fingerprint = editFingerprint(caseId, text);
      const ordinal = (counts.get(fingerprint) ?? 0) + 1;
      counts.set(fingerprint, ordinal);
      return withId(item, `${fingerprint}-${ordinal}`);
    });
}
