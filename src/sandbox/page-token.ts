import { createCipheriv, createDecipheriv, createHash, createHmac } from "node:crypto";
import { validationError } from "./service-error.ts";

/**
 * Tokens that say where a listing goes on. A caller can neither read nor alter one, and it is good only for the
 * listing it came from: `binding` names the operation and every other input.
 */
export interface PageTokens {
  issue(binding: string, offset: number): string;
  /** Undefined for a token that was altered, made up, or given for another listing. */
  read(binding: string, token: string): number | undefined;
}

const nonceLength = 12;
const tagLength = 16;
const offsetLength = 6;

/**
 * The key follows from the seed, so a token outlives the sandbox that gave it, as one of AWS outlives any of its
 * servers; and the nonce follows from the content, so the same request always has the same answer.
 */
export function pageTokens(seed: number): PageTokens {
  const key = createHash("sha256").update(`page tokens of seed ${seed}`).digest();

  function issue(binding: string, offset: number): string {
    const nonce = createHmac("sha256", key).update(`${offset} ${binding}`).digest().subarray(0, nonceLength);
    const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagLength });
    cipher.setAAD(Buffer.from(binding));
    const plain = Buffer.alloc(offsetLength);
    plain.writeUIntBE(offset, 0, offsetLength);
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString("base64url");
  }

  function read(binding: string, token: string): number | undefined {
    const bytes = Buffer.from(token, "base64url");
    // Decoding is lenient (stray characters, spare bits of the last one): only the very text issued is good.
    if (bytes.length !== nonceLength + offsetLength + tagLength || bytes.toString("base64url") !== token) {
      return undefined;
    }
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceLength), { authTagLength: tagLength });
    decipher.setAAD(Buffer.from(binding));
    decipher.setAuthTag(bytes.subarray(-tagLength));
    const plain = decipher.update(bytes.subarray(nonceLength, -tagLength));
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    return plain.readUIntBE(0, offsetLength);
  }

  return { issue, read };
}

export interface PageInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/**
 * One page of all the `items` that `listing` gives for `input`, and the token of the next. A token counts what was
 * given before it, and is good only while every other input stays the same.
 */
export function pageOf<T>(
  tokens: PageTokens,
  listing: string,
  items: readonly T[],
  input: PageInput,
  usualSize: number,
): { readonly page: readonly T[]; readonly next: { readonly nextToken?: string } } {
  const { nextToken, ...others } = input;
  const binding = `${listing} ${JSON.stringify(others)}`;
  // An empty text is within the constraint; it starts from the beginning.
  const start = nextToken === undefined || nextToken === "" ? 0 : tokens.read(binding, nextToken);
  if (start === undefined) {
    throw validationError("The nextToken is not valid for this request.");
  }
  const end = start + (input.maxResults ?? usualSize);
  return {
    page: items.slice(start, end),
    next: end < items.length ? { nextToken: tokens.issue(binding, end) } : {},
  };
}
