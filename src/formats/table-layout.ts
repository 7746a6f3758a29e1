/** The blanks between two columns. */
export const gap = "  ";

/** Narrower than this no column is squeezed, unless all it holds is narrower. */
const least = 6;
/** Without a terminal nothing is cut, so a column may be wide: an ARN fits. What is longer wraps. */
const widest = 100;
/** The last column, where what changed stands, has nothing beside it to push away: room for what later chunks bring. */
const lastLeast = 40;

/** What decides a column's width. */
export interface Measured {
  /** The widest of its heading and its cells, as far as they are known. */
  readonly natural: number;
  readonly heading: number;
  /** Its part of the room when there is too little: 2 gets twice what 1 gets. `whole` is never cut, as a time must not be. */
  readonly share: number | "whole";
}

/**
 * The width of each column, or undefined when the terminal is too narrow to set them side by side. Columns that are too
 * wide for it give way, the widest first, each to its share.
 */
export function columnWidths(columns: readonly Measured[], room: number | undefined): readonly number[] | undefined {
  if (room === undefined) {
    return columns.map(({ natural }, index) => {
      const wide = index === columns.length - 1 ? Math.max(natural, lastLeast) : natural;
      return Math.max(2, Math.min(wide, widest));
    });
  }
  const free = room - gap.length * (columns.length - 1);
  const widths = columns.map(({ natural, heading, share }) =>
    share === "whole" ? natural : Math.min(natural, Math.max(least, Math.min(heading, least + 2))),
  );
  let left = free - widths.reduce((sum, width) => sum + width, 0);
  if (left < 0) return undefined;
  while (left > 0) {
    const growing = columns.flatMap(({ natural, share }, index) => {
      const width = widths[index] ?? 0;
      return width < natural && share !== "whole" ? [{ index, taken: width / share }] : [];
    });
    const [first] = growing.toSorted((one, other) => one.taken - other.taken);
    // All as wide as they would be: what is left is for what the last column may bring later.
    const next = first?.index ?? columns.length - 1;
    const more = first === undefined ? left : 1;
    widths[next] = (widths[next] ?? 0) + more;
    left -= more;
  }
  return widths;
}
