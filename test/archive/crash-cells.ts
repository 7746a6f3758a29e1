import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInProcess } from "../support/in-process.ts";
import { eventsWithin, type GrowingService, large, startGrowingService } from "./growing-service.ts";
import { idsOf, recordsOf } from "./reading.ts";

/**
 * A run into an archive that is ended at a moment, or of which an operation on files fails; what it leaves behind is then to be
 * the archive that was there before, or that which the whole run makes, and the next run is to make the latter of it.
 */

const require = createRequire(import.meta.url);
const { install } = require("../support/failing-operations.cjs") as {
  install(directory: string, decide: (operation: string) => string | undefined): () => void;
};
const program = fileURLToPath(new URL("../../bin/audit-export.js", import.meta.url));
const preload = fileURLToPath(new URL("../support/failing-fs.cjs", import.meta.url));

const hour = 3_600_000;

export interface Scenario {
  readonly name: string;
  readonly parameters: readonly string[];
  /** What the archive is before the run; undefined: there is none. */
  readonly before: string | undefined;
  /** What it has after the whole run, in no order. */
  readonly records: readonly string[];
  /** What the run does to files, in order. */
  readonly operations: readonly string[];
}

export interface Stage {
  readonly scenarios: readonly Scenario[];
  readonly service: GrowingService;
  close(): Promise<void>;
}

/** The first run of an archive of cases, and a second one of cases and of windows, with their services. */
export async function setStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "audit-export-crash-"));
  const service = await startGrowingService(large());
  const start = service.now - 20 * hour;
  for (let index = 0; index < 6; index += 1) service.cases.set(`case-${index}`, eventsWithin(start, start + hour, 16));
  service.space.push(...eventsWithin(start, start + hour, 100));
  const cases = ["cases", "--all", "--quiet"];
  const space = ["codecatalyst", "--since", "2d", "--quiet"];
  const earlier = await Promise.all([cases, space].map((parameters) => makeArchive(parameters)));
  for (const events of [...service.cases.values()].slice(0, 3))
    events.push(...eventsWithin(start, start + 2 * hour, 4));
  service.cases.set("case-new", eventsWithin(start, start + hour, 12));
  service.space.push(...eventsWithin(start, start + 2 * hour, 15));
  const scenarios = [
    await rehearse("the first run, of cases", cases, undefined),
    await rehearse("a later run, of cases", cases, earlier[0]),
    await rehearse("a later run, of windows", space, earlier[1]),
  ];
  return {
    scenarios,
    service,
    async close() {
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  async function makeArchive(parameters: readonly string[]): Promise<string> {
    const directory = mkdtempSync(join(folder, "archive-"));
    const { code, stderr } = await runInProcess([...parameters, "--archive", directory], { env: service.env });
    if (code !== 0) throw new Error(stderr);
    return directory;
  }

  /** What the whole run does, and comes to. */
  async function rehearse(name: string, parameters: readonly string[], before: string | undefined): Promise<Scenario> {
    const directory = copyOf(before, folder);
    const operations: string[] = [];
    const remove = install(directory, (operation) => void operations.push(operation));
    const { code, stderr } = await runInProcess([...parameters, "--archive", directory], { env: service.env });
    remove();
    if (code !== 0) throw new Error(stderr);
    return { name, parameters, before, records: recordsOf(directory).toSorted(), operations };
  }
}

function copyOf(before: string | undefined, folder: string): string {
  const directory = mkdtempSync(join(folder, "copy-"));
  if (before !== undefined) cpSync(before, directory, { recursive: true });
  return directory;
}

export interface Cell {
  /** What came out wrong; undefined where all is as it is to be. */
  readonly problem: string | undefined;
}

/** Kills the run before an operation, or in the middle of what it writes. */
export function killAt(stage: Stage, scenario: Scenario, at: number, mode: "kill" | "torn"): Promise<Cell> {
  return inCopy(
    scenario,
    async (directory) => {
      const child = startRun(stage, scenario, directory, { FAILING_FS: JSON.stringify({ directory, at, mode }) }, [
        "--require",
        preload,
      ]);
      const signal = await ended(child);
      return signal === "SIGKILL" ? undefined : `it ended with ${signal}`;
    },
    stage,
  );
}

/** Kills the run after so many milliseconds. */
export function killAfter(stage: Stage, scenario: Scenario, milliseconds: number): Promise<Cell> {
  return inCopy(
    scenario,
    async (directory) => {
      const child = startRun(stage, scenario, directory, {}, []);
      const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
      await ended(child);
      clearTimeout(timer);
      return undefined;
    },
    stage,
  );
}

/** Lets one operation fail; the run says so, unless it can do without. */
export function failAt(stage: Stage, scenario: Scenario, at: number, code: "ENOSPC" | "EIO"): Promise<Cell> {
  return inCopy(
    scenario,
    async (directory) => {
      let done = 0;
      const remove = install(directory, () => {
        done += 1;
        return done === at ? code : undefined;
      });
      const run = await runInProcess([...scenario.parameters, "--archive", directory], { env: stage.service.env });
      remove();
      return run.code === 74 || run.code === 0 ? undefined : `exit ${run.code}: ${run.stderr}`;
    },
    stage,
  );
}

async function inCopy(
  scenario: Scenario,
  disturb: (directory: string) => Promise<string | undefined>,
  stage: Stage,
): Promise<Cell> {
  const folder = mkdtempSync(join(tmpdir(), "audit-export-cell-"));
  const directory = copyOf(scenario.before, folder);
  try {
    const problem = await disturb(directory);
    return { problem: problem ?? (await problemAfter(directory, scenario, stage)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The run once more, and then all that the archive must be. */
async function problemAfter(directory: string, scenario: Scenario, stage: Stage): Promise<string | undefined> {
  const commands = [
    [...scenario.parameters, "--archive", directory],
    ["verify", directory],
    ["coverage", directory],
  ];
  for (const command of commands) {
    const { code, stderr } = await runInProcess(command, { env: stage.service.env });
    if (code !== 0) return `${command[0]} ended with ${code}: ${stderr}`;
  }
  const ids = idsOf(directory);
  if (new Set(ids).size !== ids.length) return "records stand twice";
  const records = recordsOf(directory).toSorted();
  if (records.length !== scenario.records.length) return `${records.length} records, not ${scenario.records.length}`;
  return records.every((line, index) => line === scenario.records[index]) ? undefined : "other records";
}

function startRun(
  stage: Stage,
  { parameters }: Scenario,
  directory: string,
  env: Readonly<Record<string, string>>,
  options: readonly string[],
): ChildProcess {
  return spawn(process.execPath, [...options, program, ...parameters, "--archive", directory], {
    stdio: "ignore",
    env: { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", ...stage.service.env, ...env },
  });
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(signal ?? `exit ${code}`));
  });
}
