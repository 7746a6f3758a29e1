import type { Formatter } from "../core/types.ts";
import { textOf } from "./record-json.ts";
import { lineReader } from "./record-line.ts";
import { neededBy } from "./fields.ts";
import type { FormatterOptions } from "./registry.ts";

/** One record a line. */
export function ndjsonFormatter(options: FormatterOptions): Formatter {
  const line = lineReader(options);
  const isVerbatim = options.schema === "raw" && options.columns === undefined && options.terminal === undefined;
  return {
    needs: neededBy(options.schema),
    format(records, texts) {
      // The events as they came: one copy, where line by line makes a rope that is copied when it is written.
      if (isVerbatim && records.length > 0) return `${records.map((_, index) => textOf(texts, index)).join("\n")}\n`;
      let lines = "";
      for (let index = 0; index < records.length; index++) {
        const record = records[index];
        if (record !== undefined) lines += `${line(record, textOf(texts, index))}\n`;
      }
      return lines;
    },
  };
}
