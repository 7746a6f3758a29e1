import { visible } from "../core/visible.ts";
import { eventAt } from "../core/delivery.ts";
import type { Formatter } from "../core/types.ts";
import { chosenColumns, neededBy, readsTexts, tableColumns } from "./fields.ts";
import type { FormatterOptions } from "./registry.ts";
import { tableCellReader } from "./table-cells.ts";
import { chosenDrawer, type Drawer, type Row } from "./table-rows.ts";
import { textWidth } from "./text-width.ts";

/**
 * How many rows decide the widths. One page may hold a single row or none, and widths that fit only those would cut or
 * wrap all that follows, so the first rows are held back; not many, for a person is waiting at a terminal. A file can wait
 * longer. The count is of rows, not of pages, so the table does not depend on how the service cut its pages.
 */
const heldAtTerminal = 100;
const heldForFile = 1000;
/** Nor is it many rows when they are huge. */
const heldCharacters = 4_000_000;

/** Of a narrow terminal, what was done and changed gets more than who and what, which their few last characters tell. */
const shares = new Map<string, number | "whole">([
  ["time", "whole"],
  // Of `coverage`.
  ["since", "whole"],
  ["until", "whole"],
  ["action", 1.5],
  ["changes", 1.5],
  ["change.old", 1.5],
  ["change.new", 1.5],
]);

/** Columns for people: as wide as the first rows need, or as the terminal has room for. */
export function tableFormatter(options: FormatterOptions): Formatter {
  const columns = chosenColumns(options, "table", options.tableColumns ?? tableColumns);
  const readers = columns.map((column) => tableCellReader(column, options));
  const room =
    options.terminal === undefined ? undefined : options.terminal.columns > 0 ? options.terminal.columns : 80;
  const most = room === undefined ? heldForFile : heldAtTerminal;
  const headings = columns.map(({ name }) => visible(name));
  let drawer: Drawer | undefined;
  let held: Row[] = [];
  let characters = 0;

  function start(): string {
    const first = held;
    held = [];
    const measured = columns.map(({ path }, index) => {
      const heading = Math.max(1, textWidth(headings[index] ?? ""));
      const natural = first.reduce((widest, row) => Math.max(widest, textWidth(row[index]?.text ?? "")), heading);
      return { natural, heading, share: shares.get(path.join(".")) ?? 1 };
    });
    drawer = chosenDrawer(headings, measured, options.color === true, room);
    return drawer.heading(first.length) + drawer.draw(first);
  }

  return {
    needs: neededBy(options.schema),
    readsTexts: readsTexts(columns, options.schema),
    format(records, texts) {
      let written = "";
      const ready: Row[] = [];
      for (const [index, record] of records.entries()) {
        const row = readers.map((read) => read(record, eventAt(texts, index)));
        if (drawer !== undefined) {
          ready.push(row);
          continue;
        }
        held.push(row);
        characters += row.reduce((sum, cell) => sum + cell.text.length, 0);
        if (held.length >= most || characters >= heldCharacters) written += start();
      }
      return drawer === undefined ? written : written + drawer.draw(ready);
    },
    end: () => (drawer === undefined ? start() : ""),
    flush: () => (drawer === undefined && held.length > 0 ? start() : ""),
  };
}
