import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { linesOf } from "../support/invocation.ts";
import { awsError } from "../support/http.ts";
import { runInProcess } from "../support/in-process.ts";
import { eventsWithin, type GrowingEvent, type GrowingService, startGrowingService } from "./growing-service.ts";
import { idsOf, manifestsOf } from "./reading.ts";

/** Thirty nights of a cron job, with all that happens in thirty nights. */
const hour = 3_600_000;
const day = 24 * hour;
/** What the program leaves out as too young. */
const lag = hour / 4;
/** The first night's run, at two o'clock. */
const first = Date.parse("2026-03-02T02:00:00Z");

/** Days on which the job does not run: an outage of three days, and one of forty. */
const nights = [...span(0, 10), ...span(13, 20), ...span(60, 74)];
const throttledNight = 5;
const overlappedNight = 15;

function span(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

interface Night {
  readonly stdout: string;
  readonly day: number;
  readonly code: number;
  readonly stderr: string;
}

let service: GrowingService;
let folder: string;

before(async () => {
  service = await startGrowingService();
  folder = mkdtempSync(join(tmpdir(), "audit-export-nights-"));
});

after(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A day's events; every tenth comes to light hours later, and some only after the run of the night. */
function eventsOfDay(number: number): readonly GrowingEvent[] {
  const start = first + (number - 1) * day;
  return eventsWithin(start, start + day, 40).map((event, index) =>
    index % 10 === 7 ? { ...event, visible: event.at + (index % 20 === 7 ? 3 : 20) * hour } : event,
  );
}

/** Whether a night's run finds it: it has come to light, is older than the lag, and not yet forgotten. */
function canBeHad({ at, visible }: GrowingEvent): boolean {
  return nights.some((night) => {
    const now = first + night * day;
    const isKept = at >= now - 30 * day && at >= first - 2 * day;
    return night !== throttledNight && visible <= now && at < now - lag && isKept;
  });
}

async function runNight(number: number, parameters: readonly string[]): Promise<Night> {
  service.now = first + number * day;
  const { code, stdout, stderr } = await runInProcess(parameters, {
    env: service.env,
    now: () => new Date(service.now),
  });
  return { day: number, code: code ?? -1, stdout, stderr };
}

async function runNights(parameters: readonly string[]): Promise<readonly Night[]> {
  const results: Night[] = [];
  for (const night of nights) {
    service.refuse = (_, response) => {
      if (night !== throttledNight) return false;
      awsError(response, 429, "ThrottlingException");
      return true;
    };
    if (night !== overlappedNight) results.push(await runNight(night, parameters));
    else results.push(...(await Promise.all([runNight(night, parameters), runNight(night, parameters)])));
  }
  return results;
}

describe("thirty nights of an archive of windows", () => {
  let directory: string;
  let results: readonly Night[];

  before(async () => {
    directory = join(folder, "space");
    for (const number of span(0, 75)) service.space.push(...eventsOfDay(number));
    const parameters = ["codecatalyst", "--since", "2d", "--max-attempts", "1", "--archive", directory];
    results = await runNights(parameters);
  });

  it("has every event that could be had, each once", () => {
    const ids = idsOf(directory);
    assert.equal(new Set(ids).size, ids.length, "records stand twice");
    const expected = service.space.filter(canBeHad);
    const had = new Set(ids);
    assert.deepEqual(
      expected.filter(({ id }) => !had.has(id)),
      [],
    );
    assert.equal(ids.length, expected.length);
  });

  it("says of each night what it came to", () => {
    const codes = new Map(results.map(({ day: number, code }) => [number, code]));
    for (const { day: number, code, stderr } of results) {
      if ([throttledNight, overlappedNight, 60].includes(number)) continue;
      assert.equal(code, 0, `night ${number}: ${stderr}`);
    }
    assert.equal(codes.get(throttledNight), 6);
    assert.deepEqual(
      results
        .filter(({ day: number }) => number === overlappedNight)
        .map(({ code }) => code)
        .toSorted(),
      [0, 75],
    );
    assert.equal(codes.get(60), 6);
  });

  it("tells the hole of the forty days: once on stderr, and in the manifest", () => {
    const told = results.filter(({ stderr }) => stderr.includes("keeps 30 days"));
    assert.deepEqual(
      told.map(({ day: number }) => number),
      [60],
    );
    assert.match(told[0]?.stderr ?? "", /2026-03-21T01:45:00Z to 2026-04-01T02:00:00Z is not complete/);
    const gaps = manifestsOf(directory).flatMap(({ gaps: found }) =>
      found.filter(({ reason }) => reason.includes("keeps")),
    );
    assert.deepEqual(
      gaps.map(({ since, until }) => [since, until]),
      [["2026-03-21T01:45:00Z", "2026-04-01T02:00:00Z"]],
    );
  });

  it("shows that hole, and no other, in its coverage", async () => {
    const { code, stdout } = await runInProcess(["coverage", directory]);
    assert.equal(code, 6);
    const rows = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { kind: string; since: string; until: string; late: number });
    assert.deepEqual(rows.map(({ kind, since, until }) => [kind, since, until]).slice(0, 3), [
      ["covered", "2026-02-28T02:00:00.000Z", "2026-03-21T01:45:00Z"],
      ["covered", "2026-04-01T02:00:00Z", "2026-05-14T01:45:00Z"],
      ["hole", "2026-03-21T01:45:00Z", "2026-04-01T02:00:00Z"],
    ]);
    assert.ok((rows.at(-1)?.late ?? 0) > 40, "late events are counted");
  });

  it("is intact", async () => {
    assert.equal((await runInProcess(["verify", directory])).code, 0);
  });
});

describe("thirty nights of an archive of cases", () => {
  let directory: string;
  let results: readonly Night[];

  before(async () => {
    directory = join(folder, "cases");
    for (const number of span(0, 75)) {
      // Each case has events of several days, so that it changes after it was archived.
      for (const [index, event] of eventsOfDay(number).entries()) {
        const caseId = `case-${Math.floor(number / 5)}-${index % 4}`;
        service.cases.set(caseId, [...(service.cases.get(caseId) ?? []), event]);
      }
    }
    results = await runNights(["cases", "--all", "--max-attempts", "1", "--archive", directory]);
  });

  it("has every event, each once, whatever was missed", () => {
    const ids = idsOf(directory);
    assert.equal(new Set(ids).size, ids.length, "records stand twice");
    const [last = 0] = nights.slice(-1);
    const had = new Set(ids);
    const expected = [...service.cases.values()].flat().filter(({ visible }) => visible <= first + last * day);
    assert.deepEqual(
      expected.filter(({ id }) => !had.has(id)),
      [],
    );
    assert.equal(ids.length, expected.length);
  });

  it("reads the cases that have changed, and not the others", () => {
    const reads = manifestsOf(directory)
      .slice(-5)
      .map(({ slices }) => slices.length);
    assert.ok(
      reads.every((count) => count > 0 && count <= 12),
      reads.join(", "),
    );
  });

  it("says of each night what it came to", () => {
    for (const { day: number, code, stderr } of results) {
      if (number === throttledNight) assert.equal(code, 6, stderr);
      else if (number !== overlappedNight) assert.equal(code, 0, `night ${number}: ${stderr}`);
    }
  });

  it("is intact, and without holes", async () => {
    assert.equal((await runInProcess(["verify", directory])).code, 0);
    assert.equal((await runInProcess(["coverage", directory])).code, 0);
  });
});

describe("thirty nights of a pipe with a checkpoint", () => {
  it("have of windows what the archive has", async () => {
    const file = join(folder, "space.checkpoint");
    const parameters = ["codecatalyst", "--since", "2d", "--max-attempts", "1", "--checkpoint", file];
    const results = await runNights(parameters);
    assert.deepEqual(idsIn(results), idsOf(join(folder, "space")).toSorted());
    // What it remembers is of the last day, not of all nights.
    assert.ok(readFileSync(file).length < 5000, String(readFileSync(file).length));
  });

  it("have of cases what the archive has", async () => {
    const parameters = ["cases", "--all", "--max-attempts", "1", "--checkpoint", join(folder, "cases.checkpoint")];
    const results = await runNights(parameters);
    assert.deepEqual(idsIn(results), idsOf(join(folder, "cases")).toSorted());
  });

  function idsIn(results: readonly Night[]): readonly string[] {
    const lines = results.flatMap(({ stdout }) => linesOf(stdout));
    return lines.map((line) => (JSON.parse(line) as { readonly id: string }).id).toSorted();
  }
});
