import type { AuditRecord, ExplodedRecord, ExportedRecord, Formatter } from "../core/types.ts";

/** The formatter, given a record for each change; an event without changes stays one, since nothing may be lost. */
export function exploding(formatter: Formatter): Formatter {
  const { needs, readsTexts, begin, end, flush } = formatter;
  return {
    ...(needs === undefined ? {} : { needs }),
    ...(readsTexts === undefined ? {} : { readsTexts }),
    ...(begin === undefined ? {} : { begin: () => begin.call(formatter) }),
    format(records, texts) {
      const rows: ExportedRecord[] = [];
      const rowTexts: string[] = [];
      for (const [index, record] of records.entries()) {
        const some = "changes" in record ? explode(record) : [record];
        for (const row of some) {
          rows.push(row);
          rowTexts.push(texts[index] ?? "");
        }
      }
      return formatter.format(rows, rowTexts);
    },
    ...(end === undefined ? {} : { end: () => end.call(formatter) }),
    ...(flush === undefined ? {} : { flush: () => flush.call(formatter) }),
  };
}

/** The members in the order of the record's, `change` where `changes` stands. */
function explode(record: AuditRecord): readonly ExplodedRecord[] {
  const { schema, source, id, time, action, actor, target, outcome, address, changes, scope, raw } = record;
  const all = changes.length === 0 ? [null] : changes;
  return all.map((change) => ({
    schema,
    source,
    id,
    time,
    action,
    actor,
    target,
    outcome,
    address,
    change,
    scope,
    raw,
  }));
}
