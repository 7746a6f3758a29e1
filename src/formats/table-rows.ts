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
export function chosenDrawer(headings: readonly string[], measured: readonly Measured[], room?: number): Drawer {
  const widths = columnWidths(measured, room);
  if (widths !== undefined) return columnsDrawer(headings, widths, room !== undefined);
  return cardsDrawer(headings, room ?? 80);
}

function columnsDrawer(headings: readonly string[], widths: readonly number[], cuts: boolean): Drawer {
  const frame = drawFrame(widths);
  function fitted(row: Row): readonly (readonly string[])[] {
    return cuts ? [row.map((cell, index) => cut(cell.text, widths[index] ?? 0, cell.keep))] : wrapped(row, widths);
  }
  return {
    heading: () => joined([...fitted(headings.map(asCell)).map(frame.line), frame.rule]),
    draw: (rows) => joined(rows.flatMap((row) => fitted(row).map(frame.line))),
  };
}

/** The lines of a row whose cells wrap; below the end of a shorter cell is nothing. */
function wrapped(row: Row, widths: readonly number[]): readonly (readonly string[])[] {
  const cells = row.map((cell, index) => wrap(cell.text, widths[index] ?? 0));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => cells.map((lines) => lines[line] ?? ""));
}

/** A rule, then the record's cells, each on a line of its own behind its heading. */
function cardsDrawer(headings: readonly string[], room: number): Drawer {
  const widest = headings.reduce((width, heading) => Math.max(width, textWidth(heading)), 0);
  const label = Math.max(1, Math.min(widest, Math.floor((room - gap.length) / 2)));
  const values = Math.max(1, room - label - gap.length);
  const { line } = drawFrame([label, values]);
  const { rule } = drawFrame([room]);
  // Of a path, too, the end says more.
  const labels = headings.map((heading) => cut(heading, label, "end"));
  function card(row: Row): readonly string[] {
    return [rule, ...row.map((cell, index) => line([labels[index] ?? "", cut(cell.text, values, cell.keep)]))];
  }
  return {
    // A card names its cells itself; without any the headings say at least what was asked for.
    heading: (rows) => (rows === 0 ? joined([cut(headings.join(gap), room, "start"), rule]) : ""),
    draw: (rows) => joined(rows.flatMap(card)),
  };
}

function asCell(text: string): TableCell {
  return { text, keep: "start" };
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
