import Table from "cli-table3";
import { paint, type Style } from "../core/paint.ts";
import { gap } from "./table-layout.ts";
import { textWidth } from "./text-width.ts";

/** The lines of a table whose columns have these widths. */
export interface Frame {
  readonly rule: string;
  /** A line of cells, none of them wider than its column, painted as `looks` says. */
  line(cells: readonly string[], looks?: readonly Look[]): string;
}

interface Look {
  readonly style?: Style | undefined;
}

/** One column wide, and not in the frame itself. */
const standIn = "x";
const edges = ["top", "bottom", "left", "right"].flatMap((edge) => [
  edge,
  `${edge}-mid`,
  `${edge}-left`,
  `${edge}-right`,
]);
const chars = {
  ...Object.fromEntries(edges.map((edge) => [edge, ""])),
  middle: gap,
  mid: "─",
  "mid-mid": "─".repeat(gap.length),
};
const style = { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true };

/**
 * The library draws the frame once, around stand-ins, and the rows are poured into it: it would measure them by an old
 * version of string-width, to which a family of emoji is eight columns wide, cut cells that fit, leave the columns askew,
 * and take fifty times as long, for its way of looking for spanning cells.
 */
export function drawFrame(widths: readonly number[]): Frame {
  const cells = widths.map((width) => standIn.repeat(width));
  const table = new Table({ head: cells, colWidths: [...widths], chars, style });
  table.push(cells);
  const [, rule = "", row = ""] = table.toString().split("\n");
  const between = row.split(/x+/);
  return {
    rule,
    line(cells, looks) {
      let line = between[0] ?? "";
      for (const [index, cell] of cells.entries()) {
        line +=
          paint(looks?.[index]?.style, cell) +
          " ".repeat(Math.max(0, (widths[index] ?? 0) - textWidth(cell))) +
          (between[index + 1] ?? "");
      }
      return withoutEnd(line);
    },
  };
}

/** Without the blanks at its end. A regular expression would try at each blank before them: half of what a table takes. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (line[end - 1] === " ") end -= 1;
  return line.slice(0, end);
}
