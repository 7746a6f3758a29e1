import type { OptionDefinition } from "../../core/source-definition.ts";

/** A value as the command line would give it: a truth value, a text, or several texts. */
export type GivenValue = boolean | string | readonly string[];

/** What a TOML value says for an option, or, where it says nothing, what ought to stand there. */
export function toGiven(
  value: unknown,
  { kind }: OptionDefinition,
): { readonly value: GivenValue } | { readonly expected: string } {
  if (kind === "flag") return typeof value === "boolean" ? { value } : { expected: "true or false" };
  if (kind === "texts") {
    const texts = Array.isArray(value) ? value : [value];
    const areTexts = texts.length > 0 && texts.every((text) => typeof text === "string");
    return areTexts ? { value: texts } : { expected: "a list of texts, one at least" };
  }
  if (typeof value === "string") return { value };
  if ((kind === "count" || kind === "size") && (typeof value === "number" || typeof value === "bigint")) {
    return { value: String(value) };
  }
  if (kind === "time" && value instanceof Date) return { value: value.toISOString() };
  return { expected: kind === "count" ? "a number" : kind === "time" ? 'a time or a text such as "7d"' : "a text" };
}
