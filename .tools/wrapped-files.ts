import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { wrapperStart } from "../src/start/loader.ts";

/**
 * Makes the files of the program what its loader takes at once: the body of a function, in ASCII. A text with any other
 * character takes twice the memory and is copied once more, which of all files was 2 % of a short export.
 *
 * @throws Error for a file that does not say the same in ASCII
 */
export function wrapFiles(directory: string): void {
  for (const entry of readdirSync(directory, { recursive: true, encoding: "utf8" })) {
    if (!entry.endsWith(".cjs")) continue;
    const path = join(directory, entry);
    const code = readFileSync(path, "utf8");
    if (code.includes("import(")) continue;
    if (/String\.raw`[^`]*[^\0-\x7f]/.test(code)) throw new Error(`${entry}: what is raw says nothing by an escape`);
    writeFileSync(path, `${wrapperStart}${inAscii(code)}\n})`);
  }
}

/** In strings, templates, regular expressions and names an escape says the same. */
function inAscii(code: string): string {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
