import assert from "node:assert/strict";
import {
  existsSync,
  lutimesSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { linesOf } from "../support/invocation.ts";
import { awsError } from "../support/http.ts";
import { runInProcess } from "../support/in-process.ts";
import { eventsWithin, type GrowingService, startGrowingService } from "./growing-service.ts";
import { filesOf, idsOf, manifestsOf } from "./reading.ts";

const hour = 3_600_000;

let service: GrowingService;
let folder: string;
let directory: string;

before(async () => {
  service = await startGrowingService();
});

after(() => service.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "audit-export-runs-"));
  directory = join(folder, "archive");
  const start = Date.now() - 20 * hour;
  service.now = Date.now();
  service.space = eventsWithin(start, start + hour, 30);
  service.cases.clear();
  for (let index = 0; index < 12; index += 1) service.cases.set(`case-${index}`, eventsWithin(start, start + hour, 3));
});

afterEach(() => {
  service.delay = 0;
  service.timeless = [];
  service.nameless = 0;
  service.refuse = () => false;
  rmSync(folder, { recursive: true, force: true });
});

const cases = ["cases", "--all", "--max-attempts", "1"];
const space = ["codecatalyst", "--since", "2d", "--max-attempts", "1"];

function archive(command: readonly string[], ...options: readonly string[]) {
  return runInProcess([...command, "--archive", directory, ...options], { env: service.env });
}

async function isComplete(expected: number): Promise<void> {
  const ids = idsOf(directory);
  assert.equal(new Set(ids).size, ids.length, "records stand twice");
  assert.equal(ids.length, expected);
  const { code, stderr } = await runInProcess(["verify", directory]);
  assert.equal(code, 0, stderr);
}

describe("--max-runtime", () => {
  it("ends after a page, commits, and lets the next runs go on to the end", async () => {
    service.delay = 150;
    const codes: (number | null)[] = [];
    for (let run = 0; run < 12 && codes.at(-1) !== 0; run += 1) {
      const { code, stderr } = await archive(cases, "--max-runtime", "1s", "--concurrency", "1");
      codes.push(code);
      if (code === 75) assert.match(stderr, /the time of --max-runtime is over/);
      assert.ok(run === 0 || idsOf(directory).length > 6);
    }
    assert.deepEqual([...new Set(codes)], [75, 0]);
    assert.ok(codes.length >= 3 && codes.length <= 6, codes.join(" "));
    await isComplete(36);
    // Each case was read once, whatever the number of runs.
    const read = manifestsOf(directory).flatMap(({ slices }) => slices.filter(({ state }) => state === "complete"));
    assert.equal(read.length, 12);
    assert.equal((await runInProcess(["coverage", directory])).code, 0);
  });

  it("says in between that not all has been read", async () => {
    service.delay = 200;
    assert.equal((await archive(cases, "--max-runtime", "1s", "--concurrency", "1")).code, 75);
    const { code, stdout } = await runInProcess(["coverage", directory]);
    assert.equal(code, 6);
    assert.match(stdout, /not all of it has been read yet/);
  });
});

describe("a case that could not be read", () => {
  it("is read by the next run, though it has not changed", async () => {
    service.refuse = ({ path }, response) => {
      if (!path.includes("/case-7/")) return false;
      awsError(response, 500, "InternalServerException");
      return true;
    };
    const { code, stderr } = await archive(cases);
    assert.equal(code, 6);
    assert.match(stderr, /could not read case case-7/);
    assert.equal(idsOf(directory).length, 33);
    assert.equal((await runInProcess(["coverage", directory])).code, 6);
    service.refuse = () => false;
    // Long after: by its last change it would not be listed.
    const later = { env: service.env, now: () => new Date(Date.now() + 72 * hour) };
    const parameters = [...cases, "--overlap", "1h", "--archive", directory];
    assert.equal((await runInProcess(parameters, later)).code, 0);
    assert.deepEqual(
      manifestsOf(directory)
        .at(-1)
        ?.slices.map(({ key }) => key),
      ["dom-1/case-7"],
    );
    await isComplete(36);
    assert.equal((await runInProcess(["coverage", directory])).code, 0);
  });

  it("is not asked for again once it is gone", async () => {
    service.refuse = ({ path }, response) => {
      if (!path.includes("/case-7/")) return false;
      awsError(response, 404, "ResourceNotFoundException");
      return true;
    };
    assert.equal((await archive(cases)).code, 6);
    service.cases.delete("case-7");
    assert.equal((await archive(cases)).code, 0);
    assert.deepEqual(manifestsOf(directory)[0]?.gaps.length, 1);
  });
});

describe("a list of cases", () => {
  it("that stays short keeps no case from being read", async () => {
    service.nameless = 1;
    for (let night = 1; night <= 3; night += 1) {
      const { code, stderr } = await archive(cases);
      assert.equal(code, 6);
      assert.match(stderr, /listed 12 cases, but counts 13/);
      for (const events of service.cases.values()) events.push(...eventsWithin(Date.now() - hour, Date.now(), 1));
      service.now = Date.now() + hour;
    }
    assert.equal(idsOf(directory).length, 12 * 5);
    service.nameless = 0;
    assert.equal((await archive(cases)).code, 0);
    await isComplete(12 * 6);
    assert.equal((await archive(cases)).code, 0);
    assert.equal((await runInProcess(["coverage", directory])).code, 0);
  });
});

describe("events", () => {
  it("of one id in two cases are both kept, and once", async () => {
    const [event] = service.cases.get("case-1") ?? [];
    assert.ok(event);
    service.cases.get("case-2")?.push(event);
    for (let night = 1; night <= 3; night += 1) {
      const { code, stderr } = await archive(cases, "--full-sweep");
      assert.equal(code, 0);
      assert.equal(stderr.includes("the id of another event"), night === 1);
    }
    await isComplete(37);
  });

  it("without a time, and without an id too, are kept once, however long the nights go on", async () => {
    service.timeless = [{ id: "t-1" }, {}];
    for (let night = 1; night <= 4; night += 1) {
      const at = { env: service.env, now: () => new Date(Date.now() + night * 24 * hour) };
      const parameters = ["codecatalyst", "--since", "2d", "--overlap", "1h", "--archive", directory];
      assert.equal((await runInProcess(parameters, at)).code, 0);
    }
    await isComplete(32);
  });
});

describe("an archive that is behind", () => {
  it("catches up, though no run has time for the overlap as well", async () => {
    service.space = eventsWithin(Date.now() - 96 * hour, Date.now() - hour, 60);
    service.delay = 120;
    const codes: (number | null)[] = [];
    for (let run = 0; run < 12 && codes.at(-1) !== 0; run += 1) {
      const options = ["--page-size", "5", "--concurrency", "1", "--max-runtime", "1s"];
      codes.push((await archive(["codecatalyst", "--since", "5d"], ...options)).code);
      if (idsOf(directory).length === 60) break;
    }
    assert.ok(codes.length > 1 && codes.length < 9, codes.join(" "));
    await isComplete(60);
  });
});

describe("a window that could not be read", () => {
  it("is a hole, which the next run fills, also where it is the first", async () => {
    let isFirst = true;
    service.refuse = (_, response) => {
      const refuses = isFirst;
      isFirst = false;
      if (refuses) awsError(response, 500, "InternalServerException");
      return refuses;
    };
    const first = await archive(space, "--concurrency", "1");
    assert.equal(first.code, 6, first.stderr);
    const { code, stdout } = await runInProcess(["coverage", directory]);
    assert.equal(code, 6, stdout);
    assert.equal((await archive(space)).code, 0);
    await isComplete(30);
    assert.equal((await runInProcess(["coverage", directory])).code, 0);
  });

  it("is asked for again where all failed on the first night", async () => {
    service.refuse = (_, response) => {
      awsError(response, 500, "InternalServerException");
      return true;
    };
    assert.equal((await archive(space)).code, 6);
    service.refuse = () => false;
    // The day after, without a word of two days before.
    const later = { env: service.env, now: () => new Date(Date.now() + 24 * hour) };
    assert.equal((await runInProcess(["codecatalyst", "--archive", directory], later)).code, 0);
    await isComplete(30);
  });
});

describe("a clock that was behind for a night", () => {
  it("has nothing archived twice by the nights after", async () => {
    const at = (hours: number, ...options: readonly string[]) =>
      runInProcess(["codecatalyst", "--since", "2d", "--archive", directory, ...options], {
        env: service.env,
        now: () => new Date(service.now + hours * hour),
      });
    service.space = eventsWithin(service.now - 40 * hour, service.now + 30 * hour, 140);
    service.now += 40 * hour;
    for (const hours of [-40, -34, -28, -22, -18, -41, -17, -16, -15, -14]) assert.equal((await at(hours)).code, 0);
    assert.equal((await at(-13, "--overlap", "4d")).code, 0);
    const until = service.now - 13 * hour - hour / 4;
    await isComplete(service.space.filter((event) => event.at < until).length);
  });
});

describe("a clock that was ahead for a night", () => {
  const ahead = () => ({ env: service.env, now: () => new Date(service.now + 1000 * 24 * hour) });
  const onTime = () => ({ env: service.env, now: () => new Date(service.now) });

  for (const command of [space, cases]) {
    it(`loses nothing of ${command[0]}`, async () => {
      const go = (run: object) => runInProcess([...command, "--archive", directory], run);
      assert.equal((await go(onTime())).code, 0);
      const before = idsOf(directory).length;
      await go(ahead());
      service.now += 48 * hour;
      const more = eventsWithin(service.now - 40 * hour, service.now - hour, 10);
      service.space.push(...more);
      service.cases.set("case-3", [...(service.cases.get("case-3") ?? []), ...more]);
      const { code, stderr } = await go(onTime());
      assert.equal(code, 0, stderr);
      assert.match(stderr, /the clock was ahead when run 2 was made/);
      await isComplete(before + 10);
      // And once more, from a run whose clock was right.
      assert.doesNotMatch((await go(onTime())).stderr, /clock/);
      await isComplete(before + 10);
    });
  }

  it("is noticed by a checkpoint", async () => {
    const file = join(folder, "checkpoint");
    assert.equal((await runInProcess([...cases, "--checkpoint", file], ahead())).code, 0);
    const { code, stderr } = await runInProcess([...cases, "--checkpoint", file], onTime());
    assert.equal(code, 78);
    assert.match(stderr, /which is still to come/);
  });
});

describe("the credentials that expire in the middle", () => {
  it("leave what was read, and the exit code of their own", async () => {
    let requests = 0;
    service.refuse = ({ path }, response) => {
      if (!path.endsWith("/audit-history") || ++requests <= 5) return false;
      awsError(response, 403, "ExpiredTokenException");
      return true;
    };
    assert.equal((await archive(cases, "--concurrency", "1")).code, 4);
    assert.equal(idsOf(directory).length, 15);
    assert.deepEqual(
      manifestsOf(directory).map(({ exit }) => exit),
      [4],
    );
    service.refuse = () => false;
    assert.equal((await archive(cases)).code, 0);
    await isComplete(36);
  });
});

describe("the lock", () => {
  function lock(holder: unknown): string {
    const path = join(directory, "lock");
    writeFileSync(path, typeof holder === "string" ? holder : `${JSON.stringify(holder)}\n`);
    return path;
  }

  beforeEach(async () => {
    assert.equal((await archive(cases)).code, 0);
  });

  it("of a run that lives ends another with 75, and names it", async () => {
    service.delay = 100;
    const running = archive(cases, "--full-sweep");
    await sleep(150);
    const { code, stderr } = await archive(cases);
    assert.equal(code, 75);
    assert.match(stderr, /^error: process \d+ on .*, since .*, holds .*lock\n {2}next: .*--lock-wait/);
    assert.equal((await running).code, 0);
    assert.equal(existsSync(join(directory, "lock")), false);
  });

  it("is waited for with --lock-wait", async () => {
    service.delay = 50;
    const running = archive(cases, "--full-sweep");
    await sleep(100);
    assert.equal((await archive(cases, "--lock-wait", "20s")).code, 0);
    assert.equal((await running).code, 0);
    assert.equal(manifestsOf(directory).length, 3);
  });

  it("that another run has taken over meanwhile keeps this one from committing", async () => {
    service.delay = 100;
    const head = readFileSync(join(directory, "HEAD"), "utf8");
    const running = archive(cases, "--full-sweep");
    await sleep(200);
    lock({ pid: process.pid, host: hostname(), start: "2026-11-01T00:00:00Z", ticks: null });
    const { code, stderr } = await running;
    assert.equal(code, 75);
    assert.match(stderr, /another run has taken over .*lock/);
    assert.equal(readFileSync(join(directory, "HEAD"), "utf8"), head);
    // What lies beyond HEAD may be the other's.
    assert.deepEqual(
      filesOf(directory).filter((path) => path === "lock"),
      ["lock"],
    );
  });

  it("that a dead process has left is taken over", async () => {
    lock({ pid: 4_999_999, host: hostname(), start: "2026-11-01T00:00:00Z", ticks: null });
    assert.equal((await archive(cases)).code, 0);
    assert.deepEqual(
      filesOf(directory).filter((path) => path.includes("lock")),
      [],
    );
  });

  it("that is no file that can be read is nobody's", async () => {
    const path = join(directory, "lock");
    symlinkSync("/nonexistent/lock", path);
    assert.equal((await archive(cases)).code, 75);
    lutimesSync(path, new Date(0), new Date(0));
    assert.equal((await archive(cases)).code, 0);
  });

  it("of another host is honoured until it has not been refreshed for ten minutes", async () => {
    const path = lock({ pid: 1, host: "elsewhere.example", start: "2026-11-01T00:00:00Z", ticks: null });
    assert.equal((await archive(cases)).code, 75);
    const elevenMinutesAgo = new Date(Date.now() - 660_000);
    utimesSync(path, elevenMinutesAgo, elevenMinutesAgo);
    assert.equal((await archive(cases)).code, 0);
  });
});

describe("--summary and --metrics", () => {
  it("say what a run came to, and keep the last success", async () => {
    const [summary, metrics] = [join(folder, "summary.json"), join(folder, "cases.prom")];
    const reports = ["--summary", summary, "--metrics", metrics];
    assert.equal((await archive(cases, ...reports)).code, 0);
    const report = JSON.parse(readFileSync(summary, "utf8")) as Record<string, unknown>;
    assert.deepEqual(
      [report["source"], report["exit"], report["result"], report["records"], report["slices"]],
      ["cases", 0, "complete", 36, { complete: 12, unread: 0 }],
    );
    const before = valuesOf(readFileSync(metrics, "utf8"));
    assert.equal(before.get("audit_export_exit_code"), 0);
    assert.equal(before.get("audit_export_records"), 36);
    assert.ok((before.get("audit_export_covered_until_timestamp_seconds") ?? 0) > 1.7e9);
    service.refuse = (_, response) => {
      awsError(response, 403, "AccessDeniedException");
      return true;
    };
    assert.equal((await archive(cases, ...reports)).code, 4);
    const afterwards = valuesOf(readFileSync(metrics, "utf8"));
    assert.equal(afterwards.get("audit_export_exit_code"), 4);
    const success = "audit_export_last_success_timestamp_seconds";
    assert.equal(afterwards.get(success), before.get(success));
    assert.equal((JSON.parse(readFileSync(summary, "utf8")) as Record<string, unknown>)["result"], "auth");
    assert.deepEqual(
      filesOf(folder).filter((path) => path.endsWith(".partial")),
      [],
    );
  });

  it("of a plain export too; one that cannot be written is a failure", async () => {
    const nowhere = join(folder, "nowhere", "summary.json");
    const { code, stderr, stdout } = await runInProcess([...cases, "--summary", nowhere], { env: service.env });
    assert.equal(code, 74);
    assert.match(stderr, /could not write .*summary\.json/);
    assert.equal(linesOf(stdout).length, 36);
  });

  function valuesOf(text: string): ReadonlyMap<string, number> {
    const lines = linesOf(text).filter((line) => !line.startsWith("#"));
    for (const line of lines)
      assert.match(line, /^audit_export_\w+\{source="cases",command="cases",archive="[^"]+"\} [\d.]+$/);
    return new Map(lines.map((line) => [line.slice(0, line.indexOf("{")), Number(line.slice(line.lastIndexOf(" ")))]));
  }
});

describe("reports", () => {
  it("never go over what the run writes", async () => {
    assert.equal((await archive(cases)).code, 0);
    symlinkSync(directory, join(folder, "link"));
    const out = join(folder, "out.ndjson");
    const checkpoint = join(folder, "checkpoint");
    const clashes = [
      ["--archive", directory, "--metrics", join(directory, "HEAD")],
      ["--archive", directory, "--metrics", join(folder, "link", "HEAD")],
      ["--archive", join(folder, "link"), "--summary", join(directory, "s.json")],
      ["--checkpoint", checkpoint, "--summary", checkpoint],
      ["--output", out, "--metrics", out],
    ];
    for (const options of clashes) {
      const { code, stderr } = await runInProcess([...cases, ...options], { env: service.env });
      assert.equal(code, 2, stderr);
    }
    assert.deepEqual([existsSync(out), existsSync(checkpoint)], [false, false]);
    await isComplete(36);
  });
});

describe("options that do not go together", () => {
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [["--archive", "a", "--summary", "a/s.json"], /--summary does not go into the archive/],
    [["--summary", "a", "--metrics", "/a"], /are the same file/],
    [["--archive", "a", "--format", "csv"], /--format does not go with --archive/],
    [["--archive", "a", "--limit", "3"], /--limit does not go with --archive/],
    [["--archive", "a", "--since", "7d"], /--since does not go with --archive/],
    [["--archive", "a", "--updated-since", "7d"], /--updated-since does not go with --archive/],
    [["--archive", "a", "--checkpoint", "b"], /exclude each other/],
    [["--checkpoint", "b", "--limit", "3"], /--limit does not go with --checkpoint/],
    [["--overlap", "2h"], /--overlap goes with --archive or --checkpoint/],
    [["--archive", "a", "--lag", "soon"], /--lag: "soon" is no length of time/],
  ];
  for (const [options, message] of wrong) {
    it(`are refused: ${options.join(" ")}`, async () => {
      const { code, stderr } = await runInProcess([...cases, ...options], { env: service.env });
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }
});

describe("a pipe with --checkpoint", () => {
  it("remembers of windows no more than what can come again", async () => {
    const file = join(folder, "checkpoint");
    const start = service.now - 240 * hour;
    service.space = eventsWithin(start, service.now - hour, 480);
    const parameters = ["codecatalyst", "--since", "20d", "--overlap", "6h", "--checkpoint", file];
    assert.equal(linesOf((await runInProcess(parameters, { env: service.env })).stdout).length, 480);
    const { delivered } = JSON.parse(readFileSync(file, "utf8")) as { readonly delivered: Record<string, string> };
    assert.ok(Object.keys(delivered).length <= 7, Object.keys(delivered).join(" "));
    assert.equal(linesOf((await runInProcess(parameters, { env: service.env })).stdout).length, 0);
  });

  it("that its reader has closed is not counted", async () => {
    const file = join(folder, "checkpoint");
    const go = (...options: readonly string[]) =>
      runInProcess([...space, "--checkpoint", file, ...options], { env: service.env });
    const closed = await go("--output", "/dev/full");
    assert.equal(closed.code, 74);
    assert.equal(existsSync(file), false);
    assert.equal(linesOf((await go()).stdout).length, 30);
    assert.equal(linesOf((await go()).stdout).length, 0);
    const other = await runInProcess([...cases, "--checkpoint", file], { env: service.env });
    assert.equal(other.code, 78);
    assert.match(other.stderr, /is the checkpoint of another export/);
  });
});
