import { ExportError } from "../../core/errors.ts";

/** The AWS CLI knows it too; the JavaScript client does not. */
const variable = "AWS_BEARER_TOKEN_CODECATALYST";

export interface Token {
  readonly token: string;
  readonly expiration?: Date;
}

/** The bearer token: what the environment gives, else what the profile's sso_session has. The order of the AWS CLI. */
export function tokenProvider(
  env: Readonly<Record<string, string | undefined>>,
  ofSsoSession: () => Promise<Token>,
): () => Promise<Token> {
  const token = env[variable]?.trim() ?? "";
  return token === "" ? ofSsoSession : () => Promise.resolve({ token: checked(token) });
}

/** Node refuses such a header late, and as if the network had failed. */
function checked(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new ExportError("auth", `${variable} holds characters that no token has`, {
    hint: "set it to the token alone",
  });
}

/** What to do when there is no token, or the service does not take it. */
export function renewalHint(profile: string | undefined): string {
  const command = profile ? `aws sso login --profile ${quoted(profile)}` : "aws sso login";
  const needs = profile ? "" : " (the profile needs an sso_session; --profile names another)";
  return `log in with \`${command}\`${needs}, or set ${variable}`;
}

/** As a shell reads it. */
function quoted(word: string): string {
  return /^[\w.@:+,/-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
