import { resolve } from "node:path";
import type { Command } from "commander";
import { type CoverageRow, readCoverage } from "../archive/coverage.ts";
import { readPublicKey } from "../archive/signing.ts";
import { verifyArchive, type VerifyProgress } from "../archive/verify.ts";
import { ExportError, exitCodes, systemCode, unexpectedError, usageError } from "../core/errors.ts";
import type { OptionValues } from "../core/source-definition.ts";
import type { CliContext } from "./context.ts";
import { chooseFormatter } from "./destination.ts";
import { readOptions } from "./options.ts";
import { startProgress } from "./progress.ts";
import { printRows } from "./print.ts";
import { reporting } from "./reporting.ts";
import { counted } from "./result.ts";
import { coverageOptions, messageOptions, verifyOptions } from "./shared-options.ts";

/** Checks an archive, offline. */
export function runVerifyCommand(directory: string, command: Command, context: CliContext): Promise<number> {
  return reporting(
    command,
    context,
    async (log) => {
      const choices = readOptions(command, verifyOptions, context, context.now());
      const publicKeys = await Promise.all(
        (choices.publicKey ?? []).map((path) => readPublicKey(resolve(context.directory, path))),
      );
      const settings = { publicKeys, anchor: anchorOf(choices), processes: context.processes, signal: context.signal };
      const looks = readOptions(command, messageOptions, context, context.now());
      const progress = await startProgress(verifying, looks, context);
      progress.update({ isComplete: false });
      const onProgress = ({ segments: done, allSegments: listed, records, allRecords }: VerifyProgress): void =>
        progress.update({ done, listed, isComplete: true, records, read: records, mostRecords: allRecords });
      const checked = verifyArchive(resolve(context.directory, directory), { ...settings, onProgress });
      const result = await checked.finally(progress.stop);
      const { problems, manifests, records, signed, head, isLocked } = result;
      if (isLocked) log.warn("a run is under way: what it has not committed yet is not judged");
      for (const { path, what } of problems.slice(0, mostProblems)) {
        log.error(new ExportError("verification", `${path} ${what}`));
      }
      if (problems.length > 0) {
        const more = problems.length > mostProblems ? `, of which ${mostProblems} are named` : "";
        log.summary(`not as it was written: ${counted(problems.length, ["problem", "problems"])}${more}`, {
          problems: problems.length,
          first: problems[0]?.path ?? null,
          exit: exitCodes.verification,
        });
        return exitCodes.verification;
      }
      const runs = counted(manifests, ["run", "runs"]);
      const signatures = signed > 0 ? `, ${signed} signed` : "";
      log.summary(
        `intact: ${counted(records, ["record", "records"])} of ${runs}${signatures}; HEAD ${head ?? "none"}`,
        {
          records,
          manifests,
          signed,
          head: head ?? null,
          exit: 0,
        },
      );
      return 0;
    },
    toFailure,
  );
}

const mostProblems = 20;

const verifying = { label: "verify", unit: ["segment", "segments"], noun: ["record", "records"] } as const;

function anchorOf({ anchor }: OptionValues<typeof verifyOptions>): string | undefined {
  if (anchor === undefined || /^[0-9a-f]{64}$/i.test(anchor)) return anchor?.toLowerCase();
  throw usageError(
    `--anchor "${anchor}" is no SHA-256`,
    "give the 64 hexadecimal digits that HEAD had when it was noted",
  );
}

/** Shows what time an archive covers, and what is missing. */
export function runCoverageCommand(directory: string, command: Command, context: CliContext): Promise<number> {
  return reporting(
    command,
    context,
    async () => {
      const now = context.now();
      const choices = readOptions(command, { ...coverageOptions, color: messageOptions.color }, context, now);
      const rows = await readCoverage(resolve(context.directory, directory));
      const format = choices.format ?? (context.stdout.isTTY === true ? "table" : "ndjson");
      const hasColumns = format === "table" || format === "csv";
      const formatter = await chooseFormatter(
        { ...choices, schema: "raw", ...(hasColumns ? { fields: columnsOf(rows, format === "table") } : {}) },
        {},
        context,
      );
      const texts = rows.map((row) => JSON.stringify(row));
      await printRows(formatter, texts, context);
      return rows.some(({ kind }) => kind === "hole") ? exitCodes.incomplete : 0;
    },
    toFailure,
  );
}

const columns = ["kind", "since", "until", "reason", "records", "slices", "empty", "late"] as const;

/** Of a table for people those that have something to say, so that there is room for it. */
function columnsOf(rows: readonly CoverageRow[], isForPeople: boolean): string {
  const shown = columns.filter((name) => !isForPeople || rows.some((row) => (row[name] ?? null) !== null));
  return (shown.length === 0 ? columns : shown).join(",");
}

function toFailure(error: unknown): ExportError {
  if (!(error instanceof Error) || systemCode(error) === undefined) return unexpectedError(error);
  return new ExportError("config", `could not read the archive: ${error.message}`, {
    hint: "give the directory that --archive named, and see that it can be read",
    cause: error,
  });
}
