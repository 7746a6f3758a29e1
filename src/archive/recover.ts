import { readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { systemCode } from "../core/errors.ts";
import { partialEnding, syncDirectory } from "../outputs/durable.ts";
import type { Manifest } from "./format.ts";
import { names, numberOf, numbered } from "./names.ts";
import { damaged } from "./store.ts";

/** Every file of an archive, by its path in it. */
export async function listFiles(directory: string, folder = ""): Promise<readonly string[]> {
  const entries = await readdir(join(directory, folder), { withFileTypes: true }).catch((error: unknown) => {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "")) return [];
    throw error;
  });
  const lists = await Promise.all(
    entries.map((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(directory, path) : [path];
    }),
  );
  return lists.flat();
}

/** Whether it is what a run leaves behind that did not come to its end, or the state that a later run has replaced. */
export function isLeftOver(path: string, head: number, state: string | undefined): boolean {
  if (path.endsWith(partialEnding)) return true;
  const [folder = ""] = path.split("/");
  if (folder === names.states) return path !== state;
  const isOurs = folder === names.segments || folder === names.manifests;
  return isOurs && (numberOf(path) ?? 0) > head;
}

/**
 * Removes what runs have left behind that HEAD does not know: they never counted. Such is of the run after HEAD's; where
 * there is more, HEAD itself was put back, and what it no longer names may be all that is left of it.
 *
 * @throws ExportError (verification)
 */
export async function removeLeftOvers(directory: string, last: Manifest | undefined): Promise<readonly string[]> {
  const head = last?.number ?? 0;
  const files = await listFiles(directory);
  const left = files.filter((path) => isLeftOver(path, head, last?.state?.path));
  const furthest = Math.max(
    head,
    ...left.filter((path) => !path.startsWith(names.states)).map((path) => numberOf(path) ?? 0),
  );
  if (furthest > head + 1) {
    throw damaged(`HEAD names run ${numbered(head)}, but there are files of run ${numbered(furthest)}`);
  }
  for (const path of left) await rm(join(directory, path), { force: true });
  for (const folder of new Set(left.map((path) => dirname(join(directory, path))))) await syncDirectory(folder);
  return left;
}
