/**
 * What the program does, in some seconds, against its own sandbox: `npm run demo` starts this inside
 * `audit-export sandbox --`. Fails when a number is not what it must be.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wellKnownCases } from "../src/sandbox/cases/model.ts";

const { pageAndOne, largest } = wellKnownCases;
const eventCount = 5000;

function heading(text: string): void {
  const bold = process.stdout.isTTY ? ["\u001B[1m", "\u001B[0m"] : ["", ""];
  console.log(`\n${bold.join(text)}`);
}

function shown(...words: readonly string[]): void {
  console.log(`$ ${words.join(" ")}`);
}

/** Runs a command with its output on the terminal. */
function run(...command: readonly string[]): void {
  const [name = "", ...parameters] = command;
  shown(...command);
  const { status } = spawnSync(name, parameters, { stdio: "inherit" });
  if (status !== 0) fail(`${name} ended with ${status}`);
}

/** Runs a command and gives what it wrote; undefined when there is no such command, or it knows no such operation. */
function capture(...command: readonly string[]): string | undefined {
  const [name = "", ...parameters] = command;
  const { status, stdout } = spawnSync(name, parameters, { encoding: "utf8", maxBuffer: 2 ** 28 });
  return status === 0 ? stdout : undefined;
}

function fail(message: string): never {
  console.error(`demo: ${message}`);
  process.exit(1);
}

const one = ["audit-export", "cases", "--case-id", pageAndOne];

heading("One case as a table");
run(...one, "--limit", "8", "--format", "table", "--fields", "time,action,actor.type,changes");

heading("The same case as NDJSON, one record a line, the event as the service sent it in raw");
run(...one, "--limit", "2", "--format", "ndjson");

heading("The same case as CSV, safe to open in a spreadsheet");
run(...one, "--limit", "6", "--format", "csv");

heading(`The largest case has ${eventCount} events`);
const identify = [
  "connectcases",
  "get-case-audit-events",
  "--domain-id",
  process.env["AUDIT_EXPORT_DOMAIN_ID"] ?? "",
  "--case-id",
  largest,
];
const peer = capture("aws", ...identify, "--query", "length(auditEvents)", "--output", "text");
shown("aws", ...identify);
console.log(
  peer === undefined
    ? "skipped: there is no AWS CLI here that knows get-case-audit-events; it stops after 25 events and says nothing"
    : `${peer.trim()} events, and nothing on stderr`,
);
const parameters = ["cases", "--case-id", largest, "--format", "ndjson"];
shown("audit-export", ...parameters);
const records = (capture("audit-export", ...parameters, "--quiet") ?? "").split("\n").filter((line) => line !== "");
const ids = new Set(records.map((line) => (JSON.parse(line) as { readonly id: string }).id));
console.log(`${records.length} of ${eventCount} events, ${ids.size} different ids`);
if (peer !== undefined && peer.trim() !== "25") fail(`the AWS CLI gave ${peer.trim()} events, not 25`);
if (records.length !== eventCount || ids.size !== eventCount) fail("events are missing");

heading("All four sources give records of one kind, so one line of jq reads them together");
const exports = [
  "audit-export cases --all",
  "audit-export incidents --all",
  "audit-export codecatalyst --since 7d",
  "audit-export genesys --since 7d",
];
const program =
  "group_by(.source)[] | {source: .[0].source, events: length, actors: ([.[].actor.id] | unique | length), latest: (map(.time) | max)}";
shown(`(${exports.join("; ")}) | jq -cs '${program}'`);
const quiet = exports.map(
  (line) => capture(...line.split(" "), "--format", "ndjson", "--quiet") ?? fail(`${line} failed`),
);
const joined = spawnSync("jq", ["-cs", program], { input: quiet.join(""), encoding: "utf8", maxBuffer: 2 ** 28 });
if (joined.error !== undefined) console.log("skipped: there is no jq here");
else console.log(joined.stdout.trim());
for (const [index, text] of quiet.entries()) if (text === "") fail(`${exports[index]} gave nothing`);

heading("An archive has each record once, and a byte that is changed is noticed");
const archive = mkdtempSync(join(tmpdir(), "audit-export-demo-"));
try {
  run("audit-export", "incidents", "--all", "--archive", archive);
  run("audit-export", "incidents", "--all", "--full-sweep", "--archive", archive);
  run("audit-export", "verify", archive);
  const manifest = join(archive, "manifests", "000001.json");
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"records":', '"Records":'));
  shown("audit-export", "verify", archive, "  # with one letter of a manifest changed");
  const { status } = spawnSync("audit-export", ["verify", archive], { stdio: "inherit" });
  if (status !== 5) fail(`verify ended with ${status}, not 5`);
} finally {
  rmSync(archive, { recursive: true, force: true });
}
