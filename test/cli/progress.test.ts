import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { setTimeout } from "node:timers/promises";
import { type GrowingService, eventsWithin, startGrowingService } from "../archive/growing-service.ts";
import { awsError } from "../support/http.ts";
import { runInProcess } from "../support/in-process.ts";
import { createTerminal, type Terminal } from "../support/terminal.ts";

const usual = { CI: "", TERM: "xterm", NO_COLOR: "" };
const all = ["cases", "--all", "--concurrency", "1"];

let service: GrowingService;
let folder: string;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "audit-export-progress-"));
  service = await startGrowingService();
  for (const name of ["one", "two", "three", "four"]) service.cases.set(name, [...eventsWithin(0, 3_600_000, 3)]);
});
beforeEach(() => {
  service.delay = 100;
  service.refuse = () => false;
});
after(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

async function run(argv: readonly string[], terminal: Terminal, settings: Parameters<typeof runInProcess>[1] = {}) {
  return runInProcess(argv, { ...settings, env: { ...service.env, ...usual, ...settings.env }, terminal });
}

/** The text occurs among what was seen, one after the other. */
function assertSeen({ seen }: Terminal, ...patterns: readonly RegExp[]): void {
  let at = 0;
  for (const pattern of patterns) {
    const found = seen.slice(at).findIndex((line) => pattern.test(line));
    assert.notEqual(found, -1, `${pattern} is not among ${JSON.stringify(seen.slice(at))}`);
    at += found;
  }
}

describe("the progress line", () => {
  it("goes from the list to the last case, between whole messages, and leaves the summary alone", async () => {
    const terminal = createTerminal(90);
    const { code } = await run([...all, "--verbose"], terminal);
    assert.equal(code, 0, terminal.raw());
    assertSeen(
      terminal,
      /^cases: listing the cases$/,
      /^cases: 0 of 4 cases, 0 events$/,
      /^cases: [12] of 4 cases, \d+ events$/,
    );
    const screen = terminal.screen();
    assert.match(screen.at(-1) ?? "", /^12 events of 4 cases in 4 pages, \d\.\d s; unknown/);
    assert.equal(screen.filter((row) => !/^info: |^12 events/.test(row)).length, 0, screen.join("\n"));
    assert.ok(terminal.hasCursor());
  });

  it("says what is waited for, and no more when it is over", async () => {
    let [lost, throttled] = [0, 0];
    service.refuse = ({ path }, response) => {
      const isLost = path.includes("/one/") && lost++ < 2;
      const isRefused = path.includes("/two/") && throttled++ === 0;
      if (isLost) response.destroy();
      if (!isRefused) return isLost;
      response.setHeader("retry-after", "1");
      awsError(response, 429, "ThrottlingException");
      return true;
    };
    const terminal = createTerminal();
    const { code } = await run([...all, "--verbose"], terminal);
    assert.equal(code, 0, terminal.raw());
    assert.equal(terminal.screen().filter((row) => row === "info: throttled, waiting 1 s").length, 1);
    assertSeen(
      terminal,
      /^cases: 0 of 4 cases, 0 events; connection lost, attempt [23] of 20$/,
      /^cases: 1 of 4 cases, 3 events.*; throttled, waiting 1 s$/,
      /^cases: [23] of 4 cases, \d events[^;]*$/,
    );
  });

  it("has one row at any width, also while that changes, and leaves nothing behind", async () => {
    service.delay = 150;
    const terminal = createTerminal(80);
    const running = run(all, terminal);
    for (const columns of [20, 45, 9, 80]) {
      await setTimeout(120);
      terminal.resize(columns);
      await setTimeout(30);
      assert.ok(terminal.screen().length <= 1, terminal.screen().join("\n"));
    }
    assert.equal((await running).code, 0);
    assert.equal(terminal.screen().length, 1, terminal.screen().join("\n"));
  });

  it("is drawn some ten times a second, however much comes", async () => {
    service.delay = 0;
    for (let count = 0; count < 50; count += 1) service.cases.set(`more-${count}`, [...eventsWithin(0, 3_600_000, 25)]);
    const terminal = createTerminal();
    const started = performance.now();
    const { code } = await run(["cases", "--all"], terminal);
    const seconds = (performance.now() - started) / 1000;
    for (let count = 0; count < 50; count += 1) service.cases.delete(`more-${count}`);
    assert.equal(code, 0, terminal.raw());
    const drawn = terminal.raw().split("\u001b[?2026h").length - 1;
    assert.ok(drawn >= 1 && drawn <= seconds * 10 + 2, `${drawn} times in ${seconds} s`);
  });

  it("has no colours where there are to be none, and is there with CI=false", async () => {
    const [plain, coloured] = [createTerminal(), createTerminal(20)];
    const env = { CI: "false" };
    await Promise.all([run([...all, "--no-color"], plain, { env }), run(all, coloured, { env })]);
    assert.doesNotMatch(plain.raw(), /\u001b\[\d*m/);
    assert.match(coloured.raw(), /\u001b\[36m/);
    assertSeen(plain, /^cases: [12] of 4 cases, \d events$/);
    // What has no room is left out.
    assertSeen(coloured, /^[12] of 4 cases$/);
  });

  const unseen: readonly (readonly [string, readonly string[], Readonly<Record<string, string>>, number])[] = [
    ["-q", ["-q"], {}, 80],
    ["--debug", ["--debug"], {}, 80],
    ["--log-format json", ["--log-format", "json"], {}, 80],
    ["TERM=dumb", [], { TERM: "dumb" }, 80],
    ["CI=1", [], { CI: "1" }, 80],
    ["a terminal without columns", [], {}, 0],
  ];
  for (const [what, options, env, columns] of unseen) {
    it(`is not there with ${what}`, async () => {
      service.delay = 0;
      const terminal = createTerminal(columns);
      const { code, stderr } = await run([...all, ...options], terminal, { env: { NO_COLOR: "1", ...env } });
      assert.equal(code, 0, stderr);
      assert.doesNotMatch(stderr, /\u001b/);
    });
  }

  it("gives the cursor back to who ends the run, be it at once", async () => {
    const abort = new AbortController();
    const actions = new Set<() => void>();
    const terminal = createTerminal();
    service.refuse = () => true;
    const running = run(all, terminal, {
      signal: abort.signal,
      onExit(action) {
        actions.add(action);
        return () => void actions.delete(action);
      },
    });
    while (terminal.hasCursor()) await setTimeout(20);
    for (const action of actions) action();
    assert.ok(terminal.hasCursor());
    assert.deepEqual(terminal.screen(), []);
    abort.abort(new Error("ended"));
    await running;
    assert.ok(terminal.hasCursor());
    assert.equal(actions.size, 0);
  });

  it("tells of a run that is waited for, and of the check of an archive", async () => {
    const directory = join(folder, "archive");
    service.delay = 0;
    assert.equal((await run([...all, "--archive", directory], createTerminal())).code, 0);
    const lock = join(directory, "lock");
    const other = { pid: 1, host: "elsewhere.invalid", start: new Date().toISOString(), ticks: null };
    writeFileSync(lock, JSON.stringify(other));
    const terminal = createTerminal();
    const running = run([...all, "--archive", directory, "--lock-wait", "30m"], terminal);
    void setTimeout(300).then(() => rmSync(lock));
    assert.equal((await running).code, 0, terminal.raw());
    assertSeen(terminal, /^cases: another run holds the lock, waiting at most 30 min$/);
    const checked = createTerminal();
    assert.equal((await run(["verify", directory], checked)).code, 0, checked.raw());
    assert.match(checked.screen().join("\n"), /^intact: /);
    assert.ok(
      checked.seen.some((line) => line.startsWith("verify: ")),
      checked.raw(),
    );
    assert.ok(checked.hasCursor());
  });
});
