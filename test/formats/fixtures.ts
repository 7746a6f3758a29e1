import assert from "node:assert/strict";
import { ByteRange } from "../../src/core/byte-range.ts";
import type { AuditRecord, EventText, Formatter } from "../../src/core/types.ts";
import type { FormatterOptions } from "../../src/formats/registry.ts";

/** A record and the event's own text, which `raw` is parsed from. */
export interface Sample {
  readonly record: AuditRecord;
  readonly text: string;
}

export const defaults: FormatterOptions = {
  columns: undefined,
  schema: "audit",
  escapeFormulas: true,
  terminal: undefined,
};

export function sample(number: number, part: Partial<AuditRecord> = {}, text?: string): Sample {
  const id = `8e2a7c10-5b1d-4f7e-9a63-${String(number).padStart(12, "0")}`;
  const raw = text ?? JSON.stringify({ eventId: id, type: "Case.Updated" });
  const record: AuditRecord = {
    schema: "audit-export/1",
    source: "cases",
    id,
    time: `2026-11-01T10:00:${String(number % 60).padStart(2, "0")}.123Z`,
    action: "Case.Updated",
    actor: { id: "arn:aws:iam::111122223333:user/ann", name: "Ann Archer", type: "user" },
    target: { id: "case-1", name: null, type: "case" },
    outcome: "success",
    address: "203.0.113.7",
    changes: [{ field: "status", name: "Status", old: "open", new: "closed" }],
    scope: { domainId: "dom-1", caseId: "case-1" },
    raw: JSON.parse(raw),
    ...part,
  };
  return { record, text: raw };
}

/** Everything that acts on a terminal or hides in one; `\u` escapes, so that this file hides nothing. */
export const hostileText =
  "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u009b2J \u202egnp.exe\u202c \u2066i\u2069 a\u200bb\u00ad\ufeff\u2028\u2029\u{e0041} \ud800 \u0000\u007f\b end\r\nforged\trow\rover";

/** By hand, so that it does not share a mistake with the code: all that may never reach a terminal as it is. */
export const dangerous =
  /[\0-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}\p{Cs}]/u;

function named(name: string): Partial<AuditRecord> {
  return { actor: { id: "u-1", name, type: "user" } };
}

function changed(old: unknown, next: unknown, name: string | null = "Title"): AuditRecord["changes"][number] {
  return { field: "title", name, old, new: next };
}

export const samples: readonly Sample[] = [
  sample(1),
  sample(2, { ...named(hostileText), action: hostileText, changes: [changed(hostileText, "x")] }),
  sample(3, {
    action: null,
    actor: null,
    target: null,
    time: null,
    outcome: null,
    address: null,
    changes: [],
    scope: {},
  }),
  sample(4, { ...named("山田太郎"), changes: [changed("未対応", "対応済み", "ステータス")] }),
  sample(5, { ...named("محمد القحطاني"), changes: [changed("Ελλάδα", "Україна")] }),
  sample(6, { ...named("👩‍👩‍👧 Zoë 🏳️‍🌈 e\u0301 नमस्ते"), changes: [changed("👍🏽", "🇩🇪 ❤️")] }),
  sample(7, {
    ...named('=HYPERLINK("http://x.example","a")'),
    action: "+1",
    target: { id: "-5", name: "@SUM(1)", type: "\t=1" },
    address: "'=1",
    changes: [changed("=1+1", "-2", "=cmd")],
  }),
  sample(8, {
    changes: [
      changed("open", "closed", "Status"),
      changed(null, "X"),
      changed("", null),
      changed(-5, true, null),
      changed("a → b; c", " d "),
      changed({ k: [1, null] }, [2], "A; B: C"),
    ],
  }),
  sample(
    9,
    {},
    '{"big":12345678901234567890,"huge":1e400,"exact":1.10,"n":-5,"s":"\\u00e9\\/","a":1,"a":2,"o":{"x.y":[true,"t,\\"q\\""]}}',
  ),
  sample(10, {
    actor: {
      id: "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_SupportAdministrator_0123456789abcdef/zoe",
      name: null,
      type: "role",
    },
    target: { id: "arn:aws:cases:us-east-1:111122223333:domain/dom-1/case/9d1f", name: null, type: "case" },
  }),
  sample(11, {
    ...named('comma, "quote"; semicolon'),
    action: "line\nfeed",
    address: "carriage\rreturn",
    changes: [changed("long ".repeat(40), "done")],
  }),
  sample(12, {
    actor: { id: null, name: null, type: "system" },
    outcome: "failure",
    source: "genesys",
    time: "2026-11-01T10:00:12.123456Z",
  }),
];

/** What a formatter makes of the samples, a few at a time, whichever of its two ways is taken. */
export function written(
  formatter: Pick<Formatter, "begin" | "format" | "pieces" | "end">,
  all: readonly Sample[],
  atOnce = all.length,
): string {
  let text = formatter.begin?.() ?? "";
  for (let from = 0; from < all.length; from += atOnce) {
    const part = all.slice(from, from + atOnce);
    const records = part.map(({ record }) => record);
    const formatted = formatter.format(
      records,
      part.map((event) => event.text),
    );
    for (const events of [part.map(({ text: own }) => ({ text: own })), part.map((event) => asBytes(event.text))]) {
      assert.equal(formatter.pieces?.(records, events).join("") ?? formatted, formatted);
    }
    text += formatted;
  }
  return text + (formatter.end?.() ?? "");
}

/** An event as it stands in a page: its text is not to be asked for. Half a pair of UTF-16 stands in none. */
function asBytes(text: string): EventText {
  const page = Buffer.from(`[${text}]`);
  if (page.toString() !== `[${text}]`) return { text };
  return {
    bytes: new ByteRange(page, 1, page.length - 1, "utf8"),
    get text(): string {
      return assert.fail("made text of an event's bytes");
    },
  };
}
