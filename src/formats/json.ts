import { eventAt } from "../core/delivery.ts";
import type { Formatter } from "../core/types.ts";
import { lineReader } from "./record-line.ts";
import { neededBy } from "./fields.ts";
import type { FormatterOptions } from "./registry.ts";

/** One array, streamed, one record a line: whole for a parser, and line by line still readable. */
export function jsonFormatter(options: FormatterOptions): Formatter {
  const line = lineReader(options);
  let separator = "\n";
  return {
    needs: neededBy(options.schema),
    begin: () => "[",
    format(records, texts) {
      let lines = "";
      for (const [index, record] of records.entries()) {
        lines += separator + line(record, eventAt(texts, index));
        separator = ",\n";
      }
      return lines;
    },
    end: () => (separator === "\n" ? "]\n" : "\n]\n"),
  };
}
