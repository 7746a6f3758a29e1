/** Several test files in one process: each that has its own spends a third of a second on its start alone. */
import { resolve } from "node:path";

/** Every second of the files, the first of them or the second. */
export async function runGroup(first: 0 | 1): Promise<void> {
  const files = (process.env["TEST_GROUP"] ?? "").split("\n").filter((_, index) => index % 2 === first);
  for (const file of files) await import(resolve(file));
}
