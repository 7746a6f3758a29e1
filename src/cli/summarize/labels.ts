import { visible } from "../../core/visible.ts";
import { cut, textWidth } from "../../formats/text-width.ts";
import type { Group } from "./tally.ts";

/** What stands before a row, harmless, and the side of it that stays when it must be cut: ids tell apart by their ends. */
export interface Label {
  readonly text: string;
  readonly keep: "start" | "end";
}

/** Columns that an id gets behind a name that another has too. */
const idColumns = 14;

/** A label for each group, no two of which look alike. */
export function labelsOf(groups: readonly Group[]): readonly Label[] {
  const texts = groups.map(plainText);
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return groups.map(({ text, id }, index) => {
    const plain = texts[index] ?? "";
    if (id === null || (times.get(plain) ?? 0) < 2) {
      return { text: plain, keep: text === id || plain.startsWith("arn:") ? "end" : "start" };
    }
    return { text: `${plain} ${cut(visible(id), idColumns, "end")}`, keep: "end" };
  });
}

/** Text that could be taken for none, or for its own quotes, stands in quotes. */
function plainText({ text, isLiteral }: Group): string {
  if (text === null) return "none";
  const isOdd = text === "none" || text.startsWith('"') || text.trim() !== text || text === "";
  return visible(isOdd && !isLiteral ? JSON.stringify(text) : text);
}

/** The label in exactly so many columns, where it has not more. */
export function fitted({ text, keep }: Label, width: number): string {
  const shown = cut(text, width, keep);
  return shown + " ".repeat(Math.max(0, width - textWidth(shown)));
}
