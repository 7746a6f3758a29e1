import type { ExportRequest } from "../core/export-request.ts";
import type { OptionValues } from "../core/source-definition.ts";
import type { Formatter } from "../core/types.ts";
import type { CliContext } from "./context.ts";
import type { readingOptions } from "./shared-options.ts";

/** Bytes that are held in memory unless --buffer says otherwise. */
const defaultBuffer = 64 * 2 ** 20;

/** The order of the records, and the memory for it: one half is for what is read ahead, one for what is sorted. */
export async function chooseOrder(
  { sort, buffer = defaultBuffer }: Pick<OptionValues<typeof readingOptions>, "sort" | "buffer">,
  { needs = "all" }: Formatter,
  { signal, onExit }: CliContext,
): Promise<Pick<ExportRequest, "buffer" | "sorter">> {
  if (sort === undefined) return { buffer };
  const { createTimeSorter, sizesFor } = await import("../outputs/sorting/time-sorter.ts");
  const half = Math.ceil(buffer / 2);
  return {
    buffer: half,
    sorter: createTimeSorter({ ...sizesFor(half), parses: needs === "all", signal, onExit }),
  };
}
