import { type Options, stringify } from "csv-stringify/sync";
import { visible } from "../core/visible.ts";
import { eventAt } from "../core/delivery.ts";
import type { Formatter } from "../core/types.ts";
import { type Cell, cellReader } from "./column-values.ts";
import { chosenColumns, csvColumns, neededBy, readsTexts } from "./fields.ts";
import type { FormatterOptions } from "./registry.ts";

/** RFC 4180: a header line, commas, CRLF, quotes where they are needed. */
export function csvFormatter(options: FormatterOptions): Formatter {
  const columns = chosenColumns(options, "csv", csvColumns);
  const readers = columns.map((column) => cellReader(column, options.schema));
  const layout: Options = {
    record_delimiter: "windows",
    // Given a record delimiter, the library would leave a lone line feed or carriage return unquoted.
    quote_record_delimiter: true,
    // A line with nothing on it is no record to many readers.
    quoted_empty: columns.length === 1,
  };
  function written(cell: Cell): string {
    const text = options.escapeFormulas && cell.kind === "text" ? defused(cell.text) : cell.text;
    return options.terminal === undefined ? text : visible(text);
  }
  return {
    needs: neededBy(options.schema),
    readsTexts: readsTexts(columns, options.schema),
    begin: () => stringify([columns.map(({ name }) => written({ text: name, kind: "text" }))], layout),
    format(records, texts) {
      const rows = records.map((record, index) => readers.map((read) => written(read(record, eventAt(texts, index)))));
      return rowsText(rows, layout);
    },
  };
}

/**
 * The rows as the library writes them. Those without a character that wants quotes need no library, which would spend several
 * times as long on them as all else that is done for a row (measured); a single empty cell does want quotes.
 */
function rowsText(rows: readonly (readonly string[])[], layout: Options): string {
  let text = "";
  let odd: (readonly string[])[] = [];
  for (const row of rows) {
    if (row.length === 1 || row.some((cell) => wantsQuotes.test(cell))) {
      odd.push(row);
      continue;
    }
    if (odd.length > 0) text += stringify(odd, layout);
    odd = [];
    text += `${row.join(",")}\r\n`;
  }
  return odd.length > 0 ? text + stringify(odd, layout) : text;
}

const wantsQuotes = /[",\r\n]/;

/**
 * What a spreadsheet takes for a formula, by OWASP's list: = + - @, their full-width twins (some programs fold them), tab,
 * carriage return and line feed. White space and control characters before the sign are looked through, since programs
 * trim them; so are apostrophes, for then the one put before a formula can always be taken off again: no cell begins with
 * an apostrophe and a formula by itself. The library's own `escape_formulas` knows only the first character, and takes
 * text for a number's minus sign by its type, which exact digits, being text here, do not have.
 */
const formula = /^'*(?:[\t\r\n]|[\s\0-\u001f\u007f-\u009f]*[=+\-@＝＋－＠])/;

function defused(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}
