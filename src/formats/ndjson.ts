import { eventAt } from "../core/delivery.ts";
import type { Formatter } from "../core/types.ts";
import { neededBy } from "./fields.ts";
import { isWhole, lineReader, piecesOfLines } from "./record-line.ts";
import type { FormatterOptions } from "./registry.ts";

/** One record a line. */
export function ndjsonFormatter(options: FormatterOptions): Formatter {
  const line = lineReader(options);
  return {
    needs: neededBy(options.schema),
    format(records, texts) {
      let lines = "";
      for (let index = 0; index < records.length; index++) {
        const record = records[index];
        if (record !== undefined) lines += `${line(record, eventAt(texts, index))}\n`;
      }
      return lines;
    },
    ...(isWhole(options) ? { pieces: piecesOfLines(options.schema) } : {}),
  };
}
