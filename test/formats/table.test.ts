import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ExportError } from "../../src/core/errors.ts";
import { parseFields } from "../../src/formats/fields.ts";
import { localTimes } from "../../src/formats/local-time.ts";
import type { FormatterOptions } from "../../src/formats/registry.ts";
import { tableFormatter } from "../../src/formats/table.ts";
import { textWidth } from "../../src/formats/text-width.ts";
import { defaults, sample, samples, written, type Sample } from "./fixtures.ts";

function lines(all: readonly Sample[], columns?: number, options: Partial<FormatterOptions> = {}): readonly string[] {
  const terminal = columns === undefined ? undefined : { columns };
  const text = written(tableFormatter({ ...defaults, ...options, terminal }), all, 25);
  assert.ok(text.endsWith("\n"));
  return text.slice(0, -1).split("\n");
}

/** Where each column of a heading begins. */
function starts(heading: string): readonly number[] {
  return Array.from(heading.matchAll(/\S+/g), ({ index }) => index);
}

/** The characters of a line from one terminal column on. */
function after(line: string, column: number): string {
  let used = 0;
  let at = 0;
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (used >= column) break;
    used += textWidth(segment);
    at += segment.length;
  }
  assert.ok(used <= column || at === line.length, `a cell reaches over column ${column}: ${line}`);
  return line.slice(at);
}

describe("on a terminal", () => {
  for (const width of [1, 7, 20, 40, 60, 67, 80, 120, 200]) {
    test(`no line is wider than ${width} columns`, () => {
      for (const line of lines(samples, width)) assert.ok(textWidth(line) <= Math.max(width, 5), line);
    });
  }

  test("columns line up under their headings, whatever the script", () => {
    for (const width of [80, 120]) {
      const [heading = "", rule = "", ...rows] = lines(samples, width);
      assert.deepEqual(heading.split(/ +/), ["time", "action", "actor", "target", "changes"]);
      assert.equal(rule, "─".repeat(width));
      assert.equal(rows.length, samples.length);
      const columns = starts(heading);
      for (const [index, row] of rows.entries()) {
        if (row === "") continue;
        assert.ok(row.startsWith(samples[index]?.record.time ?? ""));
        for (const column of columns.slice(1)) {
          assert.match(after(row, column - 2), /^ {2}\S/, row);
        }
      }
    }
  });

  test("what is cut says so, and a time never is", () => {
    const long = sample(1, { time: "2026-11-01T10:00:00.123456789Z", action: "A".repeat(90) });
    const [, , row = ""] = lines([long], 80);
    assert.match(row, /^2026-11-01T10:00:00\.123456789Z {2}A+… {2}/);
  });

  test("ids and ARNs keep their end, names and texts their beginning", () => {
    const arn = "arn:aws:sts::111122223333:assumed-role/Administrator/zoe";
    const all = [
      sample(1, { actor: { id: arn, name: null, type: "role" } }),
      sample(2, { actor: { id: arn, name: "Ann Archer of the Export Department of Audits", type: "role" } }),
    ];
    const principal = sample(3, {}, JSON.stringify({ by: arn, text: `the ${arn}` }));
    const raw = lines([principal], 40, { columns: parseFields("by,text", "raw"), schema: "raw" });
    assert.match(raw[2] ?? "", /^…\S+\/zoe {2}the arn:\S+…$/);
    const fields = parseFields("time,id,actor.id,actor,address", "audit");
    const [, , first = "", second = ""] = lines(all, 80, { columns: fields });
    assert.match(first, / {2}…\d+0001 {2}…\S+\/zoe {2}…\S+\/zoe {2}203/);
    assert.match(second, / {2}…\d+0002 {2}…\S+\/zoe {2}Ann A.*… {2}203/);
  });

  test("a party without a name shows its id, without an id its type", () => {
    const all = [
      sample(1, { actor: { id: "u-1", name: "", type: "user" } }),
      sample(2, { actor: { id: null, name: null, type: "system" } }),
      sample(3, { actor: { id: null, name: null, type: "unknown" } }),
    ];
    const actors = lines(all, 80, { columns: parseFields("actor,address", "audit") }).slice(2);
    assert.deepEqual(
      actors.map((line) => line.split(/ {2,}/)[0]),
      ["u-1", "system", ""],
    );
  });

  test("widths stay, headings come once, and no seam shows after the first rows", () => {
    const all = Array.from({ length: 350 }, (_, index) =>
      sample(index, {
        action: index < 100 ? "Short" : "Much.Longer.Than.Before",
        actor: { id: "u", name: index === 50 ? "Widest" : "A", type: "user" },
      }),
    );
    const [heading = "", , ...rows] = lines(all, 80);
    assert.equal(rows.length, 350);
    assert.equal(rows.filter((row) => row.includes("time")).length, 0);
    const [, , actor = 0, target = 0] = starts(heading);
    assert.deepEqual([...new Set(rows.map((row) => row.slice(actor, target).trim()))], ["A", "Widest"]);
    assert.deepEqual([...new Set(rows.map((row) => row.slice(target, target + 6)))], ["case-1"]);
    assert.ok(rows[100]?.includes("  Much.…"));
  });

  test("the first rows are held until there are enough to measure, and no longer", () => {
    const formatter = tableFormatter({ ...defaults, terminal: { columns: 80 } });
    function page(count: number): string {
      const all = Array.from({ length: count }, (_, index) => sample(index));
      return formatter.format(
        all.map(({ record }) => record),
        all.map(({ text }) => text),
      );
    }
    assert.equal(page(99), "");
    assert.equal(page(1).split("\n").length, 103);
    assert.equal(page(1).split("\n").length, 2);
    assert.equal(formatter.end?.(), "");
  });

  test("what is too narrow for columns shows each record's cells one below the other", () => {
    const all = lines(samples, 40);
    assert.equal(all.length, samples.length * 6);
    assert.deepEqual(all.slice(0, 7), [
      "─".repeat(40),
      "time     2026-11-01T10:00:01.123Z",
      "action   Case.Updated",
      "actor    Ann Archer",
      "target   case-1",
      "changes  Status: open → closed",
      "─".repeat(40),
    ]);
    const many = parseFields("time,id,action,actor.id,actor.name,target.id,outcome,address,changes,scope,raw", "audit");
    assert.equal(lines(samples, 80, { columns: many }).length, samples.length * 12);
  });

  test("a terminal that does not know its width has 80 columns", () => {
    assert.deepEqual(lines(samples, 0), lines(samples, 80));
  });
});

describe("in a file", () => {
  test("nothing is cut", () => {
    const long = `${"word ".repeat(100)}${"x".repeat(300)}漢字`.repeat(3);
    const all = [
      ...samples,
      sample(50, { changes: [{ field: "f", name: "F", old: null, new: long }], action: "é".repeat(500) }),
    ];
    const [heading = "", , ...rows] = lines(all);
    assert.ok(!rows.some((row) => row.includes("…")));
    const [, action = 0, actor = 0] = starts(heading);
    const changes = starts(heading).at(-1) ?? 0;
    const last = rows.slice(rows.findIndex((row) => row.includes("10:00:50")));
    assert.ok(last.length > 10);
    assert.equal(last.map((row) => row.slice(action, actor).trim()).join(""), "é".repeat(500));
    assert.equal(
      last
        .map((row) => row.slice(changes))
        .join("")
        .replaceAll(" ", ""),
      `F:→${long.replaceAll(" ", "")}`,
    );
  });

  test("a later row wider than the first wraps in its column, wide characters too", () => {
    const columns = parseFields("n,m", "raw");
    const narrow = Array.from({ length: 1000 }, (_, index) => sample(index, {}, '{"n":1}'));
    const wide = sample(1, {}, '{"n":"漢字ab漢字","m":2}');
    const rows = lines([...narrow, wide], undefined, { columns, schema: "raw" }).slice(1002);
    assert.deepEqual(rows, ["漢  2", "字", "ab", "漢", "字"]);
  });
});

test("an empty result is its headings", () => {
  assert.deepEqual(lines([], 80), ["time  action  actor  target  changes", "─".repeat(80)]);
  assert.deepEqual(lines([], 40), ["time  action  actor  target  changes", "─".repeat(40)]);
  assert.deepEqual(lines([], 20), ["time  action  actor…", "─".repeat(20)]);
  assert.match(lines([])[0] ?? "", /^time {2}action {2}actor {2}target {2}changes$/);
});

test("the raw schema needs --fields", () => {
  assert.throws(
    () => tableFormatter({ ...defaults, schema: "raw" }),
    (error) => error instanceof ExportError && error.code === "usage" && error.message.includes("--fields"),
  );
});

/** The program's own codes, and no others. */
const own = /\u001b\[(?:1|2|22|31|33|39)m/g;

describe("colours", () => {
  test("change nothing but the look, in columns, in cards, wrapped and cut", () => {
    const columns = parseFields("time,action,actor.type,outcome,changes", "audit");
    for (const width of [undefined, 120, 80, 30]) {
      for (const options of [{}, { columns }]) {
        for (const all of [samples, []]) {
          const painted = lines(all, width, { ...options, color: true });
          const plain = lines(all, width, options);
          assert.deepEqual(
            painted.map((line) => line.replaceAll(own, "")),
            plain,
          );
          assert.notDeepEqual(painted, plain);
        }
      }
    }
  });

  test("say what the words say", () => {
    const columns = parseFields("action,outcome,actor.type,raw.outcome", "audit");
    const failed = {
      action: "DeleteUser",
      outcome: "failure",
      actor: { id: null, name: null, type: "system" },
    } as const;
    const all = [sample(1, failed, '{"outcome":"failure"}'), sample(2)];
    const [heading, rule, row, other] = lines(all, 80, { columns, color: true });
    assert.match(heading ?? "", /^\u001b\[1maction\u001b\[22m +\u001b\[1moutcome/);
    assert.match(rule ?? "", /^\u001b\[2m─+\u001b\[22m$/);
    assert.equal(
      row?.replaceAll(/ +/g, " "),
      "\u001b[33mDeleteUser\u001b[39m \u001b[31mfailure\u001b[39m \u001b[2msystem\u001b[22m failure",
    );
    assert.doesNotMatch(other ?? "", /\u001b/);
    const raw = lines([sample(1, {}, '{"outcome":"failure"}')], 80, {
      columns: parseFields("outcome", "raw"),
      schema: "raw",
      color: true,
    });
    assert.equal(raw[2], "failure");
  });
});

test("times of a zone are no wider than they are written, and never cut", () => {
  const columns = parseFields("time,id,raw.time", "audit");
  const all = [sample(1, {}, '{"time":"2026-11-01T10:00:01.123Z"}'), sample(2, { time: null })];
  const [heading = "", , row, untimed] = lines(all, 100, { columns, localTime: localTimes("Europe/Berlin") });
  assert.match(row ?? "", /^2026-11-01 11:00:01\.123\+01:00 {2}8e2a.* {2}2026-11-01T10:00:01\.123Z$/);
  assert.equal(starts(heading)[1], "2026-11-01 11:00:01.123+01:00  ".length);
  assert.match(untimed ?? "", /^ +8e2a/);
});
