import { parse } from "smol-toml";

/** The keys that lead to a value, and the numbers of those among several tables of one name. */
export type Path = readonly (string | number)[];

/**
 * The line, counted from 1, on which a value of a TOML document begins. The parser keeps no places, but it can tell with how
 * many of the lines a value is there: it begins behind the most lines that are a document without it. Of the lines in between
 * some end within a value, and are no document.
 */
export function lineOf(text: string, path: Path): number {
  const lines = text.split(/\r?\n/);
  const documentOf = (count: number): unknown => parsed(lines.slice(0, count).join("\n"));
  let without = 0;
  let within = lines.length;
  while (within - without > 1) {
    const middle = Math.floor((without + within) / 2);
    let count = middle;
    let document = documentOf(count);
    while (document === undefined && count > without + 1) document = documentOf(--count);
    for (count = document === undefined ? middle : count; document === undefined && count < within - 1;) {
      document = documentOf(++count);
    }
    if (document === undefined) break;
    if (has(document, path)) within = count;
    else without = count;
  }
  return without + 1;
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
