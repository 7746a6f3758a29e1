import { ExportError } from "../../core/errors.ts";

/** The AWS CLI knows it too; the JavaScript client does not. */
export const tokenVariable = "AWS_BEARER_TOKEN_CODECATALYST";

export interface Token {
  readonly token: string;
  readonly expiration?: Date;
}

/**
 * The bearer token: what the environment gives, else what the profile's sso_session has. The order of the AWS CLI.
 * `loginHint` says how to get another.
 */
export function tokenProvider(
  env: Readonly<Record<string, string | undefined>>,
  ofSsoSession: () => Promise<Token>,
  loginHint: string,
): () => Promise<Token> {
  const ofEnvironment = env[tokenVariable]?.trim() ?? "";
  if (ofEnvironment !== "") {
    return async () => {
      checkCharacters(ofEnvironment, tokenVariable, "set it to the token alone");
      return { token: ofEnvironment };
    };
  }
  return async () => {
    const found = await readCache(ofSsoSession, loginHint);
    checkCharacters(found.token, "the cached token of the login", loginHint);
    return found;
  };
}

/** The SDK takes for granted that the cache file holds an object. */
async function readCache(ofSsoSession: () => Promise<Token>, hint: string): Promise<Token> {
  try {
    return await ofSsoSession();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ExportError("auth", "the cached token of the login cannot be read", { hint, cause: error });
  }
}

/** Node refuses such a header late, and as if the network had failed. And of a cache file nothing is sure. */
function checkCharacters(token: unknown, what: string, hint: string): void {
  if (typeof token === "string" && /^[\x21-\x7e]+$/.test(token)) return;
  const problem = token === "" ? "is empty" : "holds characters that no token has";
  throw new ExportError("auth", `${what} ${problem}`, { hint });
}
