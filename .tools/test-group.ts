/** Several test files in one process: each that has its own spends a third of a second on its start alone. */
import { resolve } from "node:path";

/** Every sixth of the files, from the first. */
export async function runGroup(first: 0 | 1 | 2 | 3 | 4 | 5): Promise<void> {
  const files = (process.env["TEST_GROUP"] ?? "").split("\n").filter((_, index) => index % 6 === first);
  for (const file of files) await import(resolve(file));
}
