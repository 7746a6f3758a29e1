import type { Dimension } from "./dimensions.ts";
import { inOrder, largestFirst } from "./sections.ts";
import type { Group } from "./tally.ts";

/** The members of a row, in their order. */
export const rowColumns = "by,value,count,share,first,last,id";

/**
 * The groups of a dimension as rows for programs, each as JSON: all of them unless `top` says otherwise, time in its order, all
 * else the largest first; and only values that there are.
 *
 * `share` is of all records; `id` is that of an actor or target, whose `value` is its name where it has one.
 */
export function rowTexts(
  { name, course }: Dimension,
  groups: readonly Group[],
  all: number,
  top: number | undefined,
): readonly string[] {
  const largest = largestFirst(groups).slice(0, top ?? groups.length);
  const chosen = course === undefined ? largest : inOrder(largest);
  return chosen.map(({ text, isLiteral, count, first, last, id }) => {
    const value = isLiteral && text !== null ? text : JSON.stringify(text);
    const share = Number((count / all).toFixed(6));
    const others = JSON.stringify({ count, share, first, last, id }).slice(1);
    return `{"by":${JSON.stringify(name)},"value":${value},${others}`;
  });
}
