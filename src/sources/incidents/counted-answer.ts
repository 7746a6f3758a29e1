import type { ListAnswer } from "../list-answer.ts";

/** One page of ListCaseEdits or ListCases: both say how many items there are in all. */
export interface CountedAnswer extends ListAnswer {
  readonly total?: number | undefined;
}

export function countOf(pages: readonly CountedAnswer[]): number {
  return pages.reduce((sum, { items }) => sum + items.length, 0);
}
