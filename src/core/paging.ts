import { pieceOf } from "./delivery.ts";
import { ExportError } from "./errors.ts";
import { fingerprint } from "./fingerprint.ts";
import { createTokenSet } from "./token-set.ts";
import type { EventText, Piece } from "./types.ts";

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
  const seen = createTokenSet();
  return {
    check(token) {
      if (token === undefined || seen.add(token)) return;
      throw new ExportError("temporary", `the service gave the same page token twice for ${label}`, {
        hint: "what follows that page could not be read; run again, and report it to the service if it stays so",
        ofSlice: true,
      });
    },
  };
}

/** How often a listing is begun at the most, while the service refuses tokens that it gave itself. */
const mostStarts = 4;

/** What is known of a page's answer. */
interface Answer {
  readonly items: readonly EventText[];
  readonly cursor?: string | undefined;
}

/**
 * Asks for page after page until one has no token. An empty page, or an empty text as token, is as AWS means it. A token
 * that is refused has expired: the listing begins again, and the items that had been given are left out of its answers.
 *
 * @throws ExportError (temporary, of the slice) for a token that comes twice or is refused again and again, and where the
 * listing, begun again, has not what it had before.
 */
export async function* paginate<Given extends Answer>(
  label: string,
  ask: (cursor: string | undefined) => Promise<Given>,
): AsyncGenerator<Given> {
  const place = createListingPlace(label);
  for (let start = 1; ; start++) {
    const guard = createTokenGuard(label);
    let cursor: string | undefined;
    try {
      do {
        const answer = await ask(cursor);
        cursor = answer.cursor === "" ? undefined : answer.cursor;
        const items = place.advance(answer.items, cursor === undefined);
        // A service may give the same tokens for the same pages.
        yield { ...answer, items, cursor: cursor === undefined || start === 1 ? cursor : `${start} ${cursor}` };
        guard.check(cursor);
      } while (cursor !== undefined);
      place.finish();
      return;
    } catch (error) {
      if (cursor === undefined || !(error instanceof ExportError) || error.code !== "usage") throw error;
      if (start === mostStarts) throw refused(label, error);
      place.restart();
    }
  }
}

function refused(label: string, error: ExportError): ExportError {
  return new ExportError("temporary", `the service refuses its own page tokens for ${label}: ${error.message}`, {
    hint: "run again; a smaller --concurrency may get through before they expire",
    cause: error,
    ofSlice: true,
  });
}

/** How far a listing was read, for beginning it again. */
export interface ListingPlace {
  /**
   * The items that were not given before, told by their texts, or by what `nameOf` says. With the last of all the listing
   * cannot be begun again any more.
   *
   * @throws ExportError where others stand in the place of those that were.
   */
  advance<Item extends EventText>(
    items: readonly Item[],
    isLast: boolean,
    nameOf?: (item: Item) => Piece,
  ): readonly Item[];
  restart(): void;
  /** @throws ExportError where the listing has ended before the place that it had been read to. */
  finish(): void;
}

/** @param label what is listed, for the message: "the list of cases" */
export function createListingPlace(label: string): ListingPlace {
  /** Of all items up to here, in their order. */
  let checksum = 0;
  let passed = 0;
  /** What was given before the listing was begun again. */
  let given = { items: 0, checksum: 0 };

  function changed(): ExportError {
    return new ExportError("temporary", `${label} was not read to its end at once, and read again it has changed`, {
      hint: "run again",
      ofSlice: true,
    });
  }

  return {
    advance(items, isLast, nameOf = pieceOf) {
      const known = Math.min(items.length, Math.max(0, given.items - passed));
      checksum = checksumOf(items.slice(0, known), checksum, nameOf);
      if (known > 0 && passed + known === given.items && checksum !== given.checksum) throw changed();
      if (!isLast) checksum = checksumOf(items.slice(known), checksum, nameOf);
      passed += items.length;
      return known === 0 ? items : items.slice(known);
    },
    restart() {
      // A second refusal may come before the place is reached again.
      if (passed >= given.items) given = { items: passed, checksum };
      checksum = 0;
      passed = 0;
    },
    finish() {
      if (passed < given.items) throw changed();
    },
  };
}

function checksumOf<Item>(items: readonly Item[], before: number, nameOf: (item: Item) => Piece): number {
  let sum = before;
  for (const item of items) sum = Math.imul(sum, 31) + fingerprint(nameOf(item));
  return sum;
}
