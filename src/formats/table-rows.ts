import { paint, type Style } from "../core/paint.ts";
import type { TableCell } from "./table-cells.ts";
import { drawFrame } from "./table-draw.ts";
import { columnWidths, gap, type Measured } from "./table-layout.ts";
import { cut, textWidth, wrap } from "./text-width.ts";

export type Row = readonly TableCell[];

/** How the rows are set, decided once and then the same for every chunk, so that no seam shows. */
export interface Drawer {
  /** What stands above the first rows; `rows` is how many there are. */
  heading(rows: number): string;
  draw(rows: readonly Row[]): string;
}

/** Columns side by side where they have room, else the cells of a record one below the other. */
export function chosenDrawer(
  headings: readonly string[],
  measured: readonly Measured[],
  color: boolean,
  room?: number,
): Drawer {
  const widths = columnWidths(measured, room);
  const heads = headings.map((text): TableCell => ({ text, keep: "start", style: color ? "bold" : undefined }));
  const ruleStyle = color ? "dim" : undefined;
  if (widths !== undefined) return columnsDrawer(heads, widths, room !== undefined, ruleStyle);
  return cardsDrawer(heads, room ?? 80, ruleStyle);
}

function columnsDrawer(heads: Row, widths: readonly number[], cuts: boolean, ruleStyle: Style | undefined): Drawer {
  const frame = drawFrame(widths);
  function linesOf(row: Row): readonly string[] {
    return fitted(row).map((cells) => frame.line(cells, row));
  }
  function fitted(row: Row): readonly (readonly string[])[] {
    return cuts ? [row.map((cell, index) => cut(cell.text, widths[index] ?? 0, cell.keep))] : wrapped(row, widths);
  }
  return {
    heading: () => joined([...linesOf(heads), paint(ruleStyle, frame.rule)]),
    draw: (rows) => joined(rows.flatMap(linesOf)),
  };
}

/** The lines of a row whose cells wrap; below the end of a shorter cell is nothing. */
function wrapped(row: Row, widths: readonly number[]): readonly (readonly string[])[] {
  const cells = row.map((cell, index) => wrap(cell.text, widths[index] ?? 0));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => cells.map((lines) => lines[line] ?? ""));
}

/** A rule, then the record's cells, each on a line of its own behind its heading. */
function cardsDrawer(heads: Row, room: number, ruleStyle: Style | undefined): Drawer {
  const widest = heads.reduce((width, { text }) => Math.max(width, textWidth(text)), 0);
  const label = Math.max(1, Math.min(widest, Math.floor((room - gap.length) / 2)));
  const values = Math.max(1, room - label - gap.length);
  const { line } = drawFrame([label, values]);
  const rule = paint(ruleStyle, drawFrame([room]).rule);
  // Of a path, too, the end says more.
  const labels = heads.map(({ text, style }): TableCell => ({ text: cut(text, label, "end"), keep: "start", style }));
  function card(row: Row): readonly string[] {
    return [
      rule,
      ...row.map((cell, index) => {
        const head = labels[index] ?? noCell;
        return line([head.text, cut(cell.text, values, cell.keep)], [head, cell]);
      }),
    ];
  }
  return {
    // A card names its cells itself; without any the headings say at least what was asked for.
    heading: (rows) => (rows === 0 ? joined([cut(heads.map(({ text }) => text).join(gap), room, "start"), rule]) : ""),
    draw: (rows) => joined(rows.flatMap(card)),
  };
}

const noCell: TableCell = { text: "", keep: "start" };

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
