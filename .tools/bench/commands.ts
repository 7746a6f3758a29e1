import { fileURLToPath } from "node:url";
import type { Served } from "./server-process.ts";
import { caseIdOf, domainId } from "./server/cases.ts";
import { spaceName } from "./server/codecatalyst.ts";
import { incidentIdOf } from "./server/incidents.ts";

/** What is run: this program as it is installed, and its peers as people write them. */

export type SourceId = "cases" | "incidents" | "codecatalyst" | "genesys";
export type Command = (served: Served) => readonly string[];

const program = fileURLToPath(new URL("../../bin/audit-export.js", import.meta.url));

export function ours(...parameters: readonly string[]): readonly string[] {
  return [process.execPath, program, ...parameters];
}

/** Everything that a source has; of cases the first, unless all are asked for. */
export function exportOf(source: SourceId, ...parameters: readonly string[]): Command {
  return ({ since, until }) => {
    switch (source) {
      case "cases":
        return ours(source, ...(parameters.includes("--all") ? [] : ["--case-id", caseIdOf(0)]), ...parameters);
      case "incidents":
        return ours(source, "--all", ...parameters);
      default:
        return ours(source, "--since", since, "--until", until, ...parameters);
    }
  };
}

/** The plain loop over the official SDK. */
export function sdkLoop(source: SourceId, cases = 1): Command {
  return (served) => [process.execPath, peer(`${source}.mjs`), ...questionOf(source, served, cases)];
}

export function boto3(source: SourceId, cases = 1): Command {
  return (served) => ["python3", peer(`${source}.py`), ...questionOf(source, served, cases)];
}

/** The loop that people write around the AWS CLI. */
export function shellLoop(source: SourceId, cases = 1): Command {
  return (served) => ["sh", peer(`${source}.sh`), ...questionOf(source, served, cases)];
}

export function awsCasesPage(): readonly string[] {
  const operation = ["connectcases", "get-case-audit-events"];
  return ["aws", ...operation, "--domain-id", domainId, "--case-id", caseIdOf(0), "--max-results", "25"];
}

export function awsEventLogs({ since, until }: Served): readonly string[] {
  const window = ["--start-time", since, "--end-time", until, "--page-size", "250"];
  return ["aws", "codecatalyst", "list-event-logs", "--space-name", spaceName, ...window];
}

function questionOf(source: SourceId, { since, until }: Served, cases: number): readonly string[] {
  switch (source) {
    case "cases":
      return [domainId, caseIdOf(0)];
    case "incidents":
      return Array.from({ length: cases }, (_, index) => incidentIdOf(index));
    case "codecatalyst":
      return [spaceName, since, until];
    case "genesys":
      return [since, until];
  }
}

function peer(file: string): string {
  return fileURLToPath(new URL(`peers/${file}`, import.meta.url));
}
