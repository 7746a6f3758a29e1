import { resolve } from "node:path";
import { archivedSource } from "../archive/archived-source.ts";
import { readCheckpoint } from "../archive/checkpoint-file.ts";
import { beginCheckpointRun, overlapWithin } from "../archive/checkpoint-ledger.ts";
import { planIncrement } from "../archive/increment.ts";
import { takeLock } from "../archive/lock.ts";
import type { ExportDefinition, OptionValues } from "../core/source-definition.ts";
import type { Source } from "../core/types.ts";
import { guarded } from "../outputs/durable.ts";
import type { CliContext } from "./context.ts";
import type { RunLog } from "./log.ts";
import { endOf, reportOf, type ResumedExport, toWishes, windowOf } from "./resumed-export.ts";
import type { sharedOptions } from "./shared-options.ts";

/**
 * All that an export needs that goes on from a checkpoint.
 *
 * @throws ExportError config for a file that is none, or of another export; temporary where another run holds its lock
 */
export async function openCheckpointExport(
  sourceId: string,
  definition: ExportDefinition,
  choices: OptionValues<typeof sharedOptions>,
  source: Source,
  context: CliContext,
  log: RunLog,
): Promise<ResumedExport> {
  const { now, signal, processes, onExit } = context;
  const started = now();
  const path = resolve(context.directory, choices.checkpoint ?? "");
  const subject = { source: sourceId, command: definition.id, scope: (await source.scope?.(signal)) ?? {} };
  // One of another export is not to be waited for.
  await readCheckpoint(path, subject, started);
  const wait = choices.lockWait ?? 0;
  const lock = await guarded(path, () => takeLock(`${path}.lock`, processes, wait, signal, onExit, log.meanwhile));
  try {
    const last = await readCheckpoint(path, subject, started);
    const asked = toWishes(choices, definition, started);
    const wishes = { ...asked, overlap: overlapWithin(last, asked.overlap) };
    const number = (last?.runs ?? 0) + 1;
    const increment = planIncrement(last?.coverage, wishes, number, started, definition);
    const run = beginCheckpointRun({ path, subject, last, number, increment, overlap: asked.overlap, lock, now });
    return {
      source: archivedSource(source, increment, run.hasRead, definition.keepsDays),
      ledger: run.ledger,
      ...endOf(choices),
      query: { window: windowOf(increment) },
      report: () => reportOf(path, number, run.outcome()),
      close: () => lock.release(),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
