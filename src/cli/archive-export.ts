import { resolve } from "node:path";
import { beginRun } from "../archive/archive-ledger.ts";
import { openArchive } from "../archive/archive.ts";
import { archivedSource } from "../archive/archived-source.ts";
import { type Increment, planIncrement } from "../archive/increment.ts";
import type { Wishes } from "../archive/plan.ts";
import { readSigner } from "../archive/signing.ts";
import type { ExportRequest } from "../core/engine.ts";
import { ExportError } from "../core/errors.ts";
import type { ExportDefinition, OptionValues } from "../core/source-definition.ts";
import { parseTime } from "../core/time.ts";
import type { Source, Window } from "../core/types.ts";
import type { CliContext } from "./context.ts";
import type { RunLog } from "./log.ts";
import type { RunReport } from "./reports.ts";
import type { sharedOptions } from "./shared-options.ts";

type Choices = OptionValues<typeof sharedOptions>;

const day = 86_400_000;
const quarterOfAnHour = 900_000;

export interface ArchiveExport extends Pick<ExportRequest, "source" | "output" | "ledger" | "stop"> {
  readonly query: Pick<ExportRequest["query"], "window">;
  readonly report: () => RunReport["archive"];
  close(): Promise<void>;
}

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
): Promise<ArchiveExport> {
  const { now, signal, processes, onExit, version } = context;
  const started = now();
  const path = resolve(context.directory, choices.archive ?? "");
  const signer =
    choices.signKey === undefined ? undefined : await readSigner(resolve(context.directory, choices.signKey));
  const scope = (await source.scope?.(signal)) ?? {};
  const archive = await openArchive(
    path,
    { source: sourceId, command: definition.id, scope },
    { processes, wait: choices.lockWait ?? 0, signal, onExit, now, info: log.info },
  );
  try {
    const { last } = archive;
    if (signer === undefined && typeof last?.signer === "string") {
      throw new ExportError("config", "the manifests of this archive are signed, and this one would not be", {
        hint: "give the key with --sign-key",
      });
    }
    const number = (archive.head?.number ?? 0) + 1;
    const wishes = toWishes(choices, definition, started);
    const increment = planIncrement(last?.coverage, wishes, number, started, definition);
    const run = await beginRun(archive, { number, increment, wishes, signer, version, started, now });
    return {
      source: archivedSource(source, increment, run.hasRead, definition.keepsDays),
      output: run.output,
      ledger: run.ledger,
      ...(choices.maxRuntime === undefined ? {} : { stop: AbortSignal.timeout(choices.maxRuntime) }),
      query: { window: windowOf(increment) },
      report() {
        const now = run.covered();
        const coveredUntil = now?.complete ?? now?.covered.at(-1)?.until ?? null;
        return { directory: path, run: now === undefined ? null : number, coveredUntil };
      },
      close: () => archive.lock.release(),
    };
  } catch (error) {
    await archive.lock.release();
    throw error;
  }
}

/** All that is asked for lies in it. */
function windowOf({ windows }: Increment): Window {
  const [first] = windows?.windows ?? [];
  const last = windows?.windows.at(-1);
  return first === undefined || last === undefined ? {} : { since: first.since, until: last.until };
}

function toWishes(choices: Choices, { defaultSince }: ExportDefinition, now: Date): Wishes {
  return {
    overlap: choices.overlap ?? day,
    lag: choices.lag ?? quarterOfAnHour,
    since: choices.since ?? parseTime(defaultSince ?? "now", now),
    until: choices.until,
    fullSweep: choices.fullSweep ?? false,
  };
}
