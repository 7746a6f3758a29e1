import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SourceContext } from "../core/source-definition.ts";

/*
 * Whether anybody has set up AWS here, told without the SDK. Where nobody has, `doctor` for all sources says so instead of
 * calling it a failure.
 */

type Environment = SourceContext["env"];
interface Place {
  readonly profile?: string;
}

/** The role of an instance says nothing before it is asked for. */
const signs = [
  "AWS_ACCESS_KEY_ID",
  "AWS_PROFILE",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/** What to set; undefined where credentials seem to be set up. */
export async function unusedAws({ profile }: Place, { env }: Pick<SourceContext, "env">): Promise<string | undefined> {
  if (profile !== undefined || signs.some((name) => isSet(env, name))) return undefined;
  const files = await Promise.all([
    textOf(env["AWS_SHARED_CREDENTIALS_FILE"] ?? inHome(env, "credentials")),
    textOf(env["AWS_CONFIG_FILE"] ?? inHome(env, "config")),
  ]);
  if (files.some((text) => text.trim() !== "")) return undefined;
  return "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; a role of this machine is tried by name";
}

/** The same for a service that asks for a token of a login. */
export async function unusedLogin(
  { profile }: Place,
  { env }: Pick<SourceContext, "env">,
): Promise<string | undefined> {
  if (profile !== undefined || isSet(env, "AWS_BEARER_TOKEN_CODECATALYST")) return undefined;
  const configuration = await textOf(env["AWS_CONFIG_FILE"] ?? inHome(env, "config"));
  if (/^\s*sso_session\s*=/m.test(configuration)) return undefined;
  return "set up an sso_session with `aws configure sso`, or set AWS_BEARER_TOKEN_CODECATALYST";
}

function isSet(env: Environment, name: string): boolean {
  return (env[name] ?? "") !== "";
}

function inHome(env: Environment, name: string): string {
  return join(env["HOME"] ?? env["USERPROFILE"] ?? "", ".aws", name);
}

/** Empty where it cannot be read. */
async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return "";
  }
}
