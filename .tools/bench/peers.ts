import { execFileSync, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { delimiter } from "node:path";
import { whyNoAws } from "../../test/support/aws-cli.ts";

const peers = {
  "SDK connectcases": () => whyNoPackage("@aws-sdk/client-connectcases"),
  "SDK security-ir": () => whyNoPackage("@aws-sdk/client-security-ir"),
  "SDK codecatalyst": () => whyNoPackage("@aws-sdk/client-codecatalyst"),
  "SDK genesys": () => whyNoPackage("purecloud-platform-client-v2"),
  "aws connectcases": () => whyNoAws("connectcases", "get-case-audit-events"),
  "aws connectcases and jq": async () =>
    (await whyNoAws("connectcases", "get-case-audit-events")) || (isThere("jq") ? false : "jq is not installed"),
  "aws security-ir": () => whyNoAws("security-ir", "list-case-edits"),
  "aws codecatalyst": () => whyNoAws("codecatalyst", "list-event-logs"),
  "boto3 connectcases": () => whyNoBoto3("connectcases", "get_case_audit_events"),
  "boto3 security-ir": () => whyNoBoto3("security-ir", "list_case_edits"),
  "boto3 codecatalyst": () => whyNoBoto3("codecatalyst", "list_event_logs"),
} as const satisfies Readonly<Record<string, () => string | false | Promise<string | false>>>;

/** What people use today, beside this program. */
export type PeerName = keyof typeof peers;

const known = new Map<PeerName, string | false>();

/** Why a peer cannot be run here; false when it can. */
export async function whyMissing(name: PeerName): Promise<string | false> {
  const reason = known.get(name) ?? (await peers[name]());
  known.set(name, reason);
  return reason;
}

function whyNoPackage(name: string): string | false {
  try {
    createRequire(import.meta.url).resolve(name);
    return false;
  } catch {
    return `${name} is not installed`;
  }
}

function isThere(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).error === undefined;
}

function whyNoBoto3(service: string, operation: string): string | false {
  const program = `import boto3; boto3.client("${service}", region_name="eu-central-1").${operation}`;
  const { error, stderr } = spawnSync("python3", ["-c", program], { encoding: "utf8" });
  if (error !== undefined) return "python3 is not installed";
  if (stderr.includes("No module named")) return "boto3 is not installed";
  return stderr === "" ? false : "this boto3 does not know the operation";
}

/** Where commands are found. The shims of pyenv would cost the peers a start of the shell that is not theirs. */
export const peerPath = withoutShims(process.env["PATH"] ?? "");

function withoutShims(path: string): string {
  try {
    const prefix = execFileSync("pyenv", ["prefix"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    return [`${prefix}/bin`, path].join(delimiter);
  } catch {
    return path;
  }
}
