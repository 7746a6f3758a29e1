import { parse } from "smol-toml";

/** The keys that lead to a value, and the numbers of those among several tables of one name. */
export type Path = readonly (string | number)[];

/**
 * The line, counted from 1, on which a value of a TOML document begins. The parser keeps no places, but it can tell with how
 * many of the lines a value is there: one that reaches over several is there with its last, and begins where the document
 * was last whole. Takes the square of the lines, and is asked only where something is wrong.
 */
export function lineOf(text: string, path: Path): number {
  const lines = text.split("\n");
  let wholeBefore = 0;
  for (let count = 1; count <= lines.length; count += 1) {
    const document = parsed(lines.slice(0, count).join("\n"));
    if (document === undefined) continue;
    if (has(document, path)) return wholeBefore + 1;
    wholeBefore = count;
  }
  return lines.length;
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function has(value: unknown, [key, ...deeper]: Path): boolean {
  if (key === undefined) return true;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
  return has((value as Readonly<Record<string, unknown>>)[key], deeper);
}
