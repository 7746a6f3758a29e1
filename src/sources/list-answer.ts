import type { Item } from "../core/types.ts";

/** One answer of a list operation, with its items as the service sent them. */
export interface ListAnswer {
  readonly items: readonly Item[];
  readonly cursor?: string | undefined;
}
