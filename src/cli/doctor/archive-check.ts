import { readdir } from "node:fs/promises";
import { type CoverageRow, readCoverage } from "../../archive/coverage.ts";
import type { Check } from "../../core/examination.ts";
import { ExportError, systemCode, unexpectedError } from "../../core/errors.ts";
import { sources } from "../../sources/registry.ts";

const day = 86_400_000;

/** Until when an archive covers its source, and how long there is before what came since is kept no longer. */
export async function archiveCheck(directory: string, now: Date): Promise<Check> {
  const name = "archive";
  try {
    if (await isNew(directory)) return { name, status: "skipped", detail: "there is none yet: the first run makes it" };
    return { name, ...judge(await readCoverage(directory), directory, now) };
  } catch (error) {
    const { message, hint, code } = error instanceof ExportError ? error : unexpectedError(error);
    return { name, status: "failed", detail: message, remedy: hint, code };
  }
}

/** Before the first run there is nothing there, or an empty directory that somebody has made for it. */
async function isNew(directory: string): Promise<boolean> {
  try {
    return (await readdir(directory)).length === 0;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return true;
    throw new ExportError("config", `could not read ${directory}: ${systemCode(error) ?? "unknown reason"}`, {
      hint: "give the directory that --archive named, and see that it can be read",
      cause: error,
    });
  }
}

function judge(rows: readonly CoverageRow[], directory: string, now: Date): Omit<Check, "name"> {
  const ends = rows.filter(({ kind }) => kind === "covered").map(({ until }) => until ?? "");
  const until = ends.toSorted().at(-1);
  const holes = rows.filter(({ kind }) => kind === "hole").length;
  const look = `\`audit-export coverage ${directory}\` names what is missing; the next run tries it again`;
  if (until === undefined) return { status: "warning", detail: "no run has ended yet", remedy: look };
  const covered = `of ${rows[0]?.source ?? "unknown"}, covered until ${until} by what its manifests say (verify checks them)`;
  const keepsDays = sources.find(({ id }) => id === rows[0]?.source)?.keepsDays;
  const left = keepsDays === undefined ? undefined : Date.parse(until) + keepsDays * day - now.getTime();
  if (keepsDays !== undefined && left !== undefined && left <= 0) {
    return {
      status: "failed",
      detail: `${covered}: of what came since, that of over ${keepsDays} days ago is kept no longer for sure`,
      remedy: "run the export now, for what there still is",
      code: "incomplete",
    };
  }
  const time = left === undefined ? "" : `; ${inWords(left)} until what came since is lost`;
  if (left !== undefined && keepsDays !== undefined && left < (keepsDays * day) / 4) {
    return { status: "warning", detail: `${covered}${time}`, remedy: "see why no run has ended since" };
  }
  if (holes > 0) return { status: "warning", detail: `${covered}, holes: ${holes}${time}`, remedy: look };
  return { status: "ok", detail: `${covered}${time}` };
}

function inWords(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000);
  return hours >= 48 ? `${Math.floor(hours / 24)} days` : `${hours} h`;
}
