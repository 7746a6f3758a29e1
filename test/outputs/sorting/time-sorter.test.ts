import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import * as fc from "fast-check";
import { ExportError } from "../../../src/core/errors.ts";
import { compareInstants } from "../../../src/core/time.ts";
import type { AuditRecord } from "../../../src/core/types.ts";
import { createTimeSorter, type SorterSettings } from "../../../src/outputs/sorting/time-sorter.ts";
import { anyCase } from "../../formats/arbitraries.ts";
import { sample } from "../../formats/fixtures.ts";

interface Arrival {
  readonly record: AuditRecord;
  readonly text: string;
  readonly unknown: readonly string[];
}

/** The same moment in several precisions, moments that their digits alone tell apart, and none. */
const time = fc.option(
  fc
    .tuple(
      fc.constantFrom("2026-11-01T10:00:00", "2026-11-01T10:00:59", "2016-12-31T23:59:60", "0000-01-01T00:00:00"),
      fc.constantFrom("", ".0", ".5", ".50", ".500001", ".12", ".123456789012", ".9"),
    )
    .map(([second, digits]) => `${second}${digits}Z`),
  { freq: 4 },
);

const arrival: fc.Arbitrary<Arrival> = fc
  .tuple(anyCase, time, fc.array(fc.string({ unit: "binary" }), { maxLength: 2 }), fc.nat(9))
  .map(([{ record, text: own }, time, unknown, kind]) => {
    // Half a character that stands in the text as it is, and a number that no double holds.
    const text = kind === 0 ? '{"half":"\ud800漢"}' : own;
    const odd = { field: null, name: "n", old: [Infinity, -Infinity, -0], new: kind === 1 ? -0 : Infinity };
    const changes = kind < 3 ? [...record.changes, odd] : record.changes;
    return { record: { ...record, time, changes, raw: JSON.parse(text) }, text, unknown };
  });

const sizes = fc.record({
  runSize: fc.integer({ min: 1, max: 6000 }),
  blockSize: fc.integer({ min: 1, max: 300 }),
  fanIn: fc.integer({ min: 2, max: 4 }),
});

function sorterWith(settings: Partial<SorterSettings> = {}) {
  const { signal } = new AbortController();
  const onExit = () => () => undefined;
  return createTimeSorter({ runSize: 4000, blockSize: 64, fanIn: 2, parses: false, signal, onExit, ...settings });
}

async function sorted(arrivals: readonly Arrival[], atOnce: number, settings: Partial<SorterSettings>) {
  const sorter = sorterWith(settings);
  try {
    for (let from = 0; from < arrivals.length; from += atOnce) {
      const some = arrivals.slice(from, from + atOnce);
      await sorter.add({
        records: some.map(({ record }) => record),
        texts: some,
        unknown: some.map(({ unknown }) => unknown),
      });
    }
    const given: Arrival[] = [];
    for await (const { records, texts, unknown } of sorter.inOrder()) {
      for (const [index, record] of records.entries()) {
        given.push({ record, text: texts[index]?.text ?? "", unknown: unknown[index] ?? [] });
      }
    }
    return given;
  } finally {
    await sorter.close();
  }
}

function inTime(one: Arrival, other: Arrival): number {
  const [left, right] = [one.record.time, other.record.time];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return compareInstants(left, right);
}

/** Where the sorter's files lie, and those of other tests that run in this process meanwhile. */
const own = mkdtempSync(join(tmpdir(), "audit-export-sorter-"));
const usual = process.env["TMPDIR"];

function left(): readonly string[] {
  return readdirSync(own).filter((name) => name.startsWith("audit-export-sort-"));
}

describe("createTimeSorter", () => {
  before(() => void (process.env["TMPDIR"] = own));
  after(() => {
    if (usual === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = usual;
    rmSync(own, { recursive: true });
  });

  test("gives what an order in memory gives, exactly, whatever the records hold and however little fits", async () => {
    const arrivals = fc.array(arrival, { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(arrivals, sizes, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (all, some, n, parses) => {
        const expected = all
          .toSorted(inTime)
          .map((one) => (parses ? one : { ...one, record: { ...one.record, raw: null } }));
        assert.deepEqual(await sorted(all, n, { ...some, parses }), expected);
      }),
      { numRuns: 60 },
    );
    assert.deepEqual(left(), []);
  });

  test("bears an event that is longer than what is read at once, and values nested to any depth", async () => {
    const deep: unknown = JSON.parse("[".repeat(50_000) + "]".repeat(50_000));
    const changes = [{ field: "f", name: null, old: null, new: deep }];
    const text = JSON.stringify({ long: "x".repeat(100_000) });
    const { record } = sample(1, { changes, raw: null });
    const all = Array.from({ length: 3 }, () => ({ record, text, unknown: [] }));
    const given = await sorted(all, 1, { runSize: 1 });
    assert.deepEqual(
      given.map(({ text }) => text),
      all.map(({ text }) => text),
    );
    let depth = 0;
    for (let at = given[2]?.record.changes[0]?.new; Array.isArray(at); at = at[0]) depth += 1;
    assert.equal(depth, 50_000);
  });

  test("keeps its files from others, and from nobody's later day", async () => {
    const kept: (() => void)[] = [];
    const onExit = (action: () => void) => {
      kept.push(action);
      return () => void kept.pop();
    };
    const { record, text } = sample(1);
    const delivery = { records: [record], texts: [{ text }], unknown: [[]] };
    const sorter = sorterWith({ runSize: 1, onExit });
    await sorter.add(delivery);
    const path = join(own, left().join());
    const modes = [path, join(path, "1")].map((name) => statSync(name).mode & 0o777);
    if (process.platform !== "win32") assert.deepEqual(modes, [0o700, 0o600]);
    // As a signal does it, in the middle of the run.
    for (const action of kept) action();
    assert.deepEqual(left(), []);
    await assert.rejects(sorter.add(delivery), (error) => {
      assert.ok(error instanceof ExportError);
      assert.equal(error.code, "output");
      assert.match(`${error.message}\n${error.hint}`, /^could not sort in .*\n.*TMPDIR/);
      return true;
    });
    await sorter.close();
    assert.equal(kept.length, 0);
  });
});
