import { createHash } from "node:crypto";
import { ExportError } from "./errors.ts";

/** Remembers the page tokens of one listing. */
export interface TokenGuard {
  /** @throws ExportError (temporary, of the slice) when the token was given before. */
  check(token: string | undefined): void;
}

/**
 * A page token that comes a second time is an error, never an end: following it would be a loop, stopping there a gap.
 *
 * @param label what is being read, for the message
 */
export function createTokenGuard(label: string): TokenGuard {
  const seen = new Set<string>();
  return {
    check(token) {
      if (token === undefined) return;
      // Tokens have up to 10,000 characters; what must be remembered of one is a hash.
      const hash = createHash("sha256").update(token).digest("base64");
      if (seen.has(hash)) {
        throw new ExportError("temporary", `the service gave the same page token twice for ${label}`, {
          hint: "what follows that page could not be read; run again, and report it to the service if it stays so",
          ofSlice: true,
        });
      }
      seen.add(hash);
    },
  };
}

/** Asks for page after page until one has no token. An empty page, or an empty text as token, is as AWS means it. */
export async function* paginate<Answer extends { readonly cursor?: string | undefined }>(
  label: string,
  ask: (cursor: string | undefined) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const guard = createTokenGuard(label);
  let cursor: string | undefined;
  do {
    const answer = await ask(cursor);
    yield answer;
    cursor = answer.cursor === "" ? undefined : answer.cursor;
    guard.check(cursor);
  } while (cursor !== undefined);
}
