/**
 * What the program does, in half a minute, against its own sandbox: `npm run demo` starts this inside
 * `audit-export sandbox --`. Fails when a number is not what it must be.
 */
import { spawnSync } from "node:child_process";
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
