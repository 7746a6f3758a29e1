import { loadSsoSessionData, parseKnownFiles } from "@smithy/core/config";
import { tokenVariable } from "./token.ts";

/** What to do when there is no token, or the service does not take it. */
export async function loginHint(profile: string | undefined): Promise<string> {
  const option = profile === undefined ? "" : ` --profile ${quoted(profile)}`;
  const login = `\`aws sso login${option}\``;
  if (await hasSession(profile ?? "default")) return `log in with ${login}, or set ${tokenVariable}`;
  const owner = profile === undefined ? "the default profile (or name another with --profile)" : "the profile";
  return `give ${owner} an sso_session with \`aws configure sso${option}\`, then ${login}; or set ${tokenVariable}`;
}

/** Whether the profile names an sso_session and that is whole: to any other no login leads. */
async function hasSession(profile: string): Promise<boolean> {
  const [profiles, sessions] = await Promise.all([parseKnownFiles({}), loadSsoSessionData({})]);
  const session = sessions[profiles[profile]?.["sso_session"] ?? ""];
  return Boolean(session?.["sso_start_url"]) && Boolean(session?.["sso_region"]);
}

/** As a shell reads it. */
function quoted(word: string): string {
  return /^[\w.@:+,/-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
