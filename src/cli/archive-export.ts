import { resolve } from "node:path";
import { beginRun } from "../archive/archive-ledger.ts";
import { openArchive } from "../archive/archive.ts";
import { archivedSource } from "../archive/archived-source.ts";
import { planIncrement } from "../archive/increment.ts";
import { readSigner } from "../archive/signing.ts";
import { readCovered } from "../archive/store.ts";
import { ExportError } from "../core/errors.ts";
import type { ExportDefinition, OptionValues } from "../core/source-definition.ts";
import type { Source } from "../core/types.ts";
import type { CliContext } from "./context.ts";
import type { RunLog } from "./log.ts";
import { endOf, reportOf, type ResumedExport, toWishes, windowOf } from "./resumed-export.ts";
import type { sharedOptions } from "./shared-options.ts";

type Choices = OptionValues<typeof sharedOptions>;

/**
 * All that an export into an archive needs, planned and locked.
 *
 * @throws ExportError as `openArchive` does
 */
export async function openArchiveExport(
  sourceId: string,
  definition: ExportDefinition,
  choices: Choices,
  source: Source,
  context: CliContext,
  log: RunLog,
): Promise<ResumedExport> {
  const { now, signal, processes, onExit, version } = context;
  const started = now();
  const path = resolve(context.directory, choices.archive ?? "");
  const signer =
    choices.signKey === undefined ? undefined : await readSigner(resolve(context.directory, choices.signKey));
  const scope = (await source.scope?.(signal)) ?? {};
  const archive = await openArchive(
    path,
    { source: sourceId, command: definition.id, scope },
    { processes, wait: choices.lockWait ?? 0, signal, onExit, now, log },
  );
  const over = log.meanwhile("reading what the archive has");
  try {
    const { last } = archive;
    if (signer === undefined && typeof last?.signer === "string") {
      throw new ExportError("config", "the manifests of this archive are signed, and this one would not be", {
        hint: "give the key with --sign-key",
      });
    }
    const number = (archive.head?.number ?? 0) + 1;
    const wishes = toWishes(choices, definition, started);
    const coverage = last === undefined ? undefined : await readCovered(path, last, started);
    if (last !== undefined && coverage !== last.coverage) {
      log.warn(
        `the clock was ahead when run ${last.number} was made, or is behind now: what it covered is asked for again`,
      );
    }
    const increment = planIncrement(coverage, wishes, number, started, definition);
    const run = await beginRun(archive, { number, increment, wishes, signer, version, started, now });
    return {
      source: archivedSource(source, increment, run.hasRead, definition.keepsDays),
      output: run.output,
      ledger: run.ledger,
      ...endOf(choices),
      query: { window: windowOf(increment) },
      report: () => reportOf(path, number, run.outcome()),
      close: () => archive.lock.release(),
    };
  } catch (error) {
    await archive.lock.release();
    throw error;
  } finally {
    over();
  }
}
