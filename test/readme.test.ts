import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { type CasesData, wellKnownCases } from "../src/sandbox/cases/model.ts";
import { seededCases } from "../src/sandbox/cases/seed.ts";
import { type Sandbox, startSandbox } from "../src/sandbox/server.ts";
import { defaultSeed, sandboxRegion } from "../src/sandbox/services.ts";
import { finish } from "./support/cli.ts";
import { runInProcess } from "./support/in-process.ts";
import { fastClock, linesOf } from "./support/invocation.ts";
import { type ReadmeCommand, readmeCommands } from "./support/readme-commands.ts";

const readme = readFileSync("README.md", "utf8");
const commands = readmeCommands(readme);

/** What is not run here, and why. */
const excluded: readonly (readonly [command: RegExp, reason: string])[] = [
  [/^npm (?:ci && npm|pack && npm|run) /, "it is the repository's own work, and .ci/run does it"],
];

/** What a reader would have of his own is put in its place. All else is run to the letter. */
const replacements: readonly (readonly [text: string, by: string])[] = [
  // The places of a server, and of an archive on it.
  ["/var/", "./var/"],
  ["/etc/", "./etc/"],
  // The sandbox's cases end with October 2026, whatever the day; and what is further back is found sooner.
  ["cases --all --since 7d", "cases --all --since 2025-01-01"],
  ["--since 2026-11-01 --until 2026-12-01", "--since 2025-01-01 --until 2026-01-01"],
];

interface Expectation {
  readonly command: RegExp;
  /** 0 unless it is said here. */
  readonly code?: number;
  /** What is printed; left out: something. */
  readonly prints?: RegExp;
  /** Files that are there then, and not empty. */
  readonly leaves?: readonly string[];
}

/** What is known of some beyond that they end with 0 and print something, or write the file that they name. */
const expectations: readonly Expectation[] = [
  { command: /sandbox -- .* --limit 20$/, prints: /^(?:\{"schema":"audit-export\/1",.*\}\n){20}$/ },
  { command: /--faults .*nightly\.sh$/, prints: /^ *26\n$/ },
  { command: /@tsv/, prints: /^(?:202[56]-\S+Z\t[^\t\n]*\t[0-9a-f-]{36}\t[^\t\n]*\t[^\t\n]*\n)+$/ },
  {
    command: /group_by/,
    prints: /^(?:\{"source":"(?:cases|genesys|incidents)","events":\d+,"latest":"[^"]+Z"\}\n){3}$/,
  },
  { command: /^AWS_PROFILE/, prints: /^$/, leaves: ["var/audit/cases/HEAD", "var/lib/node_exporter/cases.prom"] },
  { command: /^audit-export doctor/, prints: /ok +cases:GetCaseAuditEvents/ },
  { command: /^audit-export plan .* policy$/, prints: /"cases:GetCaseAuditEvents"/ },
  { command: /^audit-export run/, prints: /^$/, leaves: ["var/lib/node_exporter/audit.prom", "jobs/genesys/HEAD"] },
  { command: /^audit-export unit/, prints: /^$/, leaves: ["etc/systemd/system/audit-export.timer"] },
  { command: /^audit-export verify/, prints: /^$/ },
  { command: /^audit-export coverage/, prints: /^\{"kind":"covered",.*\n\{"kind":"runs",.*\n$/ },
  { command: /^zcat/, prints: /^ +\d+ Case\.Created\n +\d+ Case\.Updated\n/ },
];

const directory = mkdtempSync(join(tmpdir(), "audit-export-readme-"));
const hasJq = spawnSync("jq", ["--version"]).error === undefined;
let sandbox: Sandbox;
let env: Readonly<Record<string, string>> = {};

/** The seeded cases that are read in a page or two: what the commands do shows with few events too. */
function fewCases(): CasesData {
  const { domains } = seededCases(defaultSeed, sandboxRegion);
  return {
    domains: domains.map((domain) => ({ ...domain, cases: domain.cases.filter(({ events }) => events.length < 30) })),
  };
}

before(async () => {
  sandbox = await startSandbox({ cases: fewCases() });
  for (const folder of [
    "bin",
    "etc/systemd/system",
    "jobs",
    "var/lib/node_exporter",
    "var/audit",
    ".config/audit-export",
  ])
    mkdirSync(join(directory, folder), { recursive: true });
  symlinkSync(resolve("bin/audit-export.js"), join(directory, "bin/audit-export"));
  const one = wellKnownCases.pageAndOne;
  writeFileSync(join(directory, "nightly.sh"), `#!/bin/sh\naudit-export cases --case-id ${one} -q | wc -l\n`, {
    mode: 0o755,
  });
  writeFileSync(join(directory, "closed-cases.csv"), `${one},closed\n${wellKnownCases.empty},closed\n`);
  // The configuration that it shows, with archives beside those of the other commands.
  const [, config = ""] = /^```toml\n(.*?)^```$/ms.exec(readme) ?? [];
  writeFileSync(
    join(directory, ".config/audit-export/config.toml"),
    config.replaceAll("/var/audit", join(directory, "jobs")),
  );
  const { AWS_ACCESS_KEY_ID: id = "", AWS_SECRET_ACCESS_KEY: secret = "" } = sandbox.environment;
  const profile = `[profile audit]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
  writeFileSync(join(directory, "config"), profile);
  const path = [join(directory, "bin"), process.env["PATH"] ?? ""].join(delimiter);
  env = {
    ...sandbox.environment,
    ...fastClock,
    HOME: directory,
    PATH: path,
    AWS_CONFIG_FILE: join(directory, "config"),
  };
});
after(async () => {
  await sandbox.close();
  rmSync(directory, { recursive: true });
});

function replaced(command: string): string {
  return replacements.reduce((text, [before, by]) => text.replaceAll(before, by), command);
}

async function runAsShown({ text }: ReadmeCommand): Promise<void> {
  // As many records as show what a command does; an archive takes all that there are, or none.
  const limited = text.includes("--archive") ? env : { ...env, AUDIT_EXPORT_LIMIT: "100" };
  const child = spawn("bash", ["-o", "pipefail", "-c", replaced(text)], { cwd: directory, env: limited });
  child.stdin.end();
  const { code, stdout, stderr } = await finish(child);
  const known = expectations.filter(({ command }) => command.test(text));
  assert.equal(code, known.find((expectation) => expectation.code !== undefined)?.code ?? 0, stderr);
  for (const { prints } of known) if (prints !== undefined) assert.match(stdout, prints);
  const output = / (?:-o|--output) (\S+)/.exec(text)?.[1];
  for (const file of [...known.flatMap(({ leaves = [] }) => leaves), ...(output === undefined ? [] : [output])]) {
    const path = join(directory, file);
    assert.ok(existsSync(path) && statSync(path).size > 60, file);
  }
  if (output === undefined && known.every(({ prints }) => prints === undefined)) assert.notEqual(stdout, "", stderr);
}

describe("every command of the README", { concurrency: 3 }, () => {
  const shown = commands.filter(({ text }) => !excluded.some(([pattern]) => pattern.test(text)));
  for (const block of new Set(shown.map((command) => command.block))) {
    describe(`in block ${block}`, { concurrency: 1 }, () => {
      for (const command of shown.filter((other) => other.block === block && other.screen === undefined)) {
        const skip = /\bjq\b/.test(command.text) && !hasJq ? "jq is not installed here" : false;
        it(command.text, { skip }, () => runAsShown(command));
      }
    });
  }

  for (const { text, screen = "" } of shown.filter((command) => command.screen !== undefined)) {
    it(`${text}, which prints what is shown`, async () => {
      // The rule below the headings is as wide as the terminal was.
      const columns = linesOf(screen).find((line) => /^─+$/.test(line))?.length ?? 80;
      const [, ...words] = text.replace(/^audit-export sandbox -- /, "").split(" ");
      const { code, stdout, stderr } = await runInProcess(words, {
        env: { ...sandbox.environment, NO_COLOR: "1" },
        columns,
      });
      assert.equal(code, 0, stderr);
      const timeless = (printed: string): string => printed.replaceAll(/\d+\.\d s$/gm, "0.0 s");
      assert.equal(timeless(stdout + stderr), timeless(screen));
    });
  }
});

describe("what this test says of the README", () => {
  it("is of commands that stand there", () => {
    assert.ok(commands.length > 10 && commands.some(({ screen }) => screen !== undefined));
    for (const pattern of [...excluded.map(([command]) => command), ...expectations.map(({ command }) => command)]) {
      assert.ok(
        commands.some(({ text }) => pattern.test(text)),
        `no command is like ${pattern}`,
      );
    }
    for (const [before] of replacements)
      assert.ok(
        commands.some(({ text }) => text.includes(before)),
        before,
      );
  });
});
