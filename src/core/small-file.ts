import { readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";

/**
 * The text of a file of settings, of UTF-8. A file on a disk is read at once: four threads, and what talks to them, would be made
 * for that alone. What may be waited for, such as a pipe, is read as everything else is, so that a run can be ended meanwhile.
 *
 * @throws the system's error
 */
export async function readSmallFile(path: string): Promise<string> {
  // Who wants no file names this one.
  if (path === "/dev/null") return "";
  if (statSync(path).isFile()) return readFileSync(path, "utf8");
  return readFile(path, "utf8");
}
