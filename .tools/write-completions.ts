import { writeFile } from "node:fs/promises";
import { completionScripts } from "../src/cli/completion/scripts.ts";
import { wholeProgram } from "./whole-program.ts";

/** Writes completions/ from the command tree: node --import tsx .tools/write-completions.ts */
for (const { file, text } of completionScripts(wholeProgram())) {
  await writeFile(new URL(`../completions/${file}`, import.meta.url), text);
}
