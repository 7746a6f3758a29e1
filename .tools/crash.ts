/**
 * The crash matrix: runs into archives are killed at every operation on files in turn, in the middle of every write, and at
 * random moments; and every operation fails once for want of room and once by a failure of the disk. After each, the same run
 * once more has to leave all records, none twice, and an archive that `verify` and `coverage` find clean.
 *
 * `npm run crash` prints the table of the README; fails where a cell does.
 */
import {
  type Cell,
  failAt,
  killAfter,
  killAt,
  type Scenario,
  setStage,
  type Stage,
} from "../test/archive/crash-cells.ts";

/** Kills at random moments, over all scenarios. */
const randomKills = 200;
/** Runs at the same time: there are two processors at least. */
const atOnce = 3;

type Way = "killed before an operation" | "killed within a write" | "killed at random" | "ENOSPC" | "EIO";

interface Task {
  readonly scenario: Scenario;
  readonly way: Way;
  readonly name: string;
  run(): Promise<Cell>;
}

const stage = await setStage();
const started = performance.now();
const isKill = ({ way }: Task): boolean => way.startsWith("killed");
const tasks = stage.scenarios.flatMap((scenario, place) => tasksOf(stage, scenario, place));
const results = new Map<Task, Cell>();

async function work(queue: Task[]): Promise<void> {
  for (let task = queue.shift(); task !== undefined; task = queue.shift()) results.set(task, await task.run());
}

// Operations fail in this process, one at a time; those that are killed have processes of their own.
const [kills, failures] = [tasks.filter(isKill), tasks.filter((task) => !isKill(task))];
await Promise.all(Array.from({ length: atOnce }, () => work(kills)));
await work(failures);
await stage.close();

const ways: readonly Way[] = [
  "killed before an operation",
  "killed within a write",
  "killed at random",
  "ENOSPC",
  "EIO",
];
console.log(`| a run that is | ${ways.join(" | ")} |\n|---|${"---|".repeat(ways.length)}`);
for (const scenario of stage.scenarios) {
  const counts = ways.map((way) => {
    const cells = [...results].filter(([task]) => task.scenario === scenario && task.way === way);
    const good = cells.filter(([, { problem }]) => problem === undefined).length;
    return `${good} of ${cells.length}`;
  });
  console.log(`| ${scenario.name} | ${counts.join(" | ")} |`);
}
const bad = [...results].filter(([, { problem }]) => problem !== undefined);
for (const [{ scenario, way, name }, { problem }] of bad)
  console.error(`${scenario.name}, ${way}, ${name}: ${problem}`);
console.log(
  `${results.size} runs, ${bad.length} with a problem, ${Math.round((performance.now() - started) / 1000)} s`,
);
process.exitCode = bad.length > 0 ? 1 : 0;

function tasksOf(where: Stage, scenario: Scenario, place: number): readonly Task[] {
  const { operations } = scenario;
  const share = Math.ceil((randomKills - place) / where.scenarios.length);
  return [
    ...operations.flatMap((name, index): readonly Task[] => {
      const at = index + 1;
      const isWrite = /^(?:appendFile|writeFile) /.test(name);
      return [
        { scenario, way: "killed before an operation", name, run: () => killAt(where, scenario, at, "kill") },
        ...(isWrite
          ? [{ scenario, way: "killed within a write" as const, name, run: () => killAt(where, scenario, at, "torn") }]
          : []),
        { scenario, way: "ENOSPC", name, run: () => failAt(where, scenario, at, "ENOSPC") },
        { scenario, way: "EIO", name, run: () => failAt(where, scenario, at, "EIO") },
      ];
    }),
    ...Array.from({ length: share }, (_, index): Task => {
      const after = Math.round(50 + Math.random() * 500);
      return {
        scenario,
        way: "killed at random",
        name: `${index}: ${after} ms`,
        run: () => killAfter(where, scenario, after),
      };
    }),
  ];
}
