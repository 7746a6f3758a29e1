import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkOutput } from "./check-output.ts";
import type { Measure, Run, Side } from "./measure.ts";
import { peerPath, whyMissing } from "./peers.ts";
import { runProcess, runToFirstOutput } from "./run-process.ts";
import type { Served, Servers } from "./server-process.ts";

export interface Outcome {
  readonly measure: Measure;
  /** By the name of the side; those whose peer is missing have none. */
  readonly runs: ReadonlyMap<string, readonly Run[]>;
  /** Which peers are missing, and why. */
  readonly missing: readonly string[];
}

const nobody: Served = { url: "", environment: {}, since: "", until: "" };

/** Runs the sides in turn, A B A B, so that whatever else the machine does meanwhile meets all of them. */
export async function runMeasure(
  measure: Measure,
  times: number,
  servers: Servers,
  note: (text: string) => void,
): Promise<Outcome> {
  const directory = mkdtempSync(join(tmpdir(), "audit-export-bench-"));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  process.once("exit", remove);
  const runs = new Map<string, Run[]>();
  let first: string | undefined;
  try {
    const { present, missing } = await sort(measure.sides);
    for (let time = 0; time < times; time++) {
      for (const side of present) {
        const served = side.scenario === undefined ? nobody : await servers.find(side.scenario);
        const { run, digest } = await runSide(side, served, directory);
        note(`${side.name}: ${run.wall.toFixed(2)} s`);
        runs.set(side.name, [...(runs.get(side.name) ?? []), run]);
        first ??= digest;
        if (measure.sameBytes === true && digest !== first) throw new Error(`${side.name} wrote other bytes`);
      }
    }
    return { measure, runs, missing };
  } catch (error) {
    throw new Error(`${measure.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    remove();
    process.off("exit", remove);
  }
}

async function sort(
  sides: readonly Side[],
): Promise<{ readonly present: readonly Side[]; readonly missing: readonly string[] }> {
  const present: Side[] = [];
  const missing: string[] = [];
  for (const side of sides) {
    const reason = side.peer === undefined ? false : await whyMissing(side.peer);
    if (reason === false) present.push(side);
    else missing.push(`${side.name}: ${reason}`);
  }
  return { present, missing };
}

async function runSide(
  side: Side,
  served: Served,
  directory: string,
): Promise<{ readonly run: Run; readonly digest: string }> {
  const output = join(directory, "output");
  // Bare, but for what they are to ask: nothing that is set here may steer what is measured.
  const environment = {
    PATH: peerPath,
    HOME: directory,
    LC_ALL: "C.UTF-8",
    AWS_PAGER: "",
    ...served.environment,
  };
  const command = side.command(served);
  if (side.first === true) return { run: await runToFirstOutput(command, { environment, output }), digest: "" };
  const run = await runProcess(command, { environment, output });
  try {
    return { run, digest: await checkOutput(output, side.expected) };
  } catch (error) {
    throw new Error(`${side.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    rmSync(output, { force: true });
  }
}
