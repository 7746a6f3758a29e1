import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { usageError } from "../core/errors.ts";
import type { OptionValues } from "../core/source-definition.ts";
import type { fileOptions } from "./shared-options.ts";

/**
 * A report never goes over what the run writes, nor into an archive, by whatever way its path leads there.
 *
 * @throws ExportError (usage)
 */
export async function checkReportPaths(
  { archive, checkpoint, output, summary, metrics }: OptionValues<typeof fileOptions>,
  directory: string,
): Promise<void> {
  const real = async (path: string | undefined): Promise<string | undefined> =>
    path === undefined ? undefined : realPath(resolve(directory, path));
  const written = { archive: await real(archive), checkpoint: await real(checkpoint), output: await real(output) };
  const reports = { summary: await real(summary), metrics: await real(metrics) };
  for (const [name, path] of Object.entries(reports)) {
    if (path === undefined) continue;
    if (written.archive !== undefined && `${path}${sep}`.startsWith(`${written.archive}${sep}`)) {
      throw usageError(`--${name} does not go into the archive`, "an archive has nothing but its own files");
    }
    const other = (["checkpoint", "output"] as const).find((kind) => written[kind] === path);
    if (other !== undefined && !path.startsWith("/dev/"))
      throw usageError(`--${name} and --${other} are the same file`);
  }
  if (reports.summary !== undefined && reports.summary === reports.metrics) {
    throw usageError("--summary and --metrics are the same file");
  }
}

/** Without links; of what is not there yet, those of its folder. */
async function realPath(path: string): Promise<string> {
  const folder = (): Promise<string> => realpath(dirname(path)).catch(() => dirname(path));
  return realpath(path).catch(async () => join(await folder(), basename(path)));
}
