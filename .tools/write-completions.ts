import { writeFile } from "node:fs/promises";
import { completionScripts } from "../src/cli/completion/scripts.ts";
import { buildProgram } from "../src/cli/program.ts";

/** Writes completions/ from the command tree: node --import tsx .tools/write-completions.ts */
const noActions = { exportSource: unused, sandbox: unused, completion: unused };
const program = buildProgram("0.0.0", noActions, () => undefined);
for (const { file, text } of completionScripts(program)) {
  await writeFile(new URL(`../completions/${file}`, import.meta.url), text);
}

function unused(): Promise<number> {
  return Promise.resolve(0);
}
