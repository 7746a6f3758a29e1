import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createAdmission, tagOf } from "../../src/archive/admission.ts";
import type { Batch } from "../../src/core/slice-reader.ts";
import type { AuditRecord, Slice } from "../../src/core/types.ts";

const slice: Slice = { key: "k", label: "l", scope: {} };

function record(id: string, time: string | null = "2026-03-01T10:00:00Z"): AuditRecord {
  return {
    schema: "audit-export/1",
    source: "cases",
    id,
    time,
    action: null,
    actor: null,
    target: null,
    outcome: null,
    address: null,
    changes: [],
    scope: {},
    raw: null,
  };
}

function batch(records: readonly AuditRecord[], more: Partial<Batch> = {}): Batch {
  return {
    slice,
    records,
    texts: records.map(({ id }, index) => ({ text: `${id} ${index}` })),
    unknown: records.map(() => []),
    strays: [],
    duplicates: 0,
    conflicts: [],
    unreadable: new Map(),
    isProvisional: false,
    parts: [],
    ...more,
  };
}

describe("what is admitted into an archive", () => {
  it("has each id once, and tells what it had from what came twice", () => {
    const { admit, archived } = createAdmission(undefined);
    archived.add("old", tagOf(record("old"), false));
    const first = admit(batch([record("old"), record("new"), record("new")]));
    assert.deepEqual(
      first.batch.records.map(({ id }) => id),
      ["new"],
    );
    assert.deepEqual([first.known, first.batch.duplicates], [1, 1]);
    assert.deepEqual(admit(batch([record("new"), record("newer")])).batch.texts, [{ text: "newer 1" }]);
  });

  it("has another event of the same id under a name of its own, the same in every run", () => {
    const given = batch([record("a"), record("a")], { conflicts: [1] });
    const ids = [createAdmission(undefined), createAdmission(undefined)].map(({ admit }) =>
      admit(given).batch.records.map(({ id }) => id),
    );
    assert.deepEqual(ids[0], ids[1]);
    assert.equal(ids[0]?.[0], "a");
    assert.match(ids[0]?.[1] ?? "", /^a~[0-9a-f]{32}$/);
  });

  it("has two events of one id that are of different times or cases, the same in every run", () => {
    const later = record("a", "2026-03-01T11:00:00Z");
    const other = { ...record("a"), scope: { caseId: "other" } };
    const idsOf = (given: readonly AuditRecord[]) => {
      const { batch: admitted } = createAdmission(undefined).admit(batch(given));
      return admitted.records.map(({ id }) => id);
    };
    const ids = idsOf([record("a"), later, other, record("a"), later]);
    assert.equal(new Set(ids).size, 3);
    assert.deepEqual(
      ids.map((id) => id.replace(/~[0-9a-f]{32}$/, "~")),
      ["a", "a~", "a~"],
    );
    assert.deepEqual(idsOf([record("a"), later, other]), ids);
  });

  it("knows an event that was archived under another name, though what took its own is not at hand", () => {
    const other = { ...record("a"), scope: { caseId: "other" } };
    const first = createAdmission(undefined).admit(batch([record("a"), other])).batch.records[1];
    const { admit, archived } = createAdmission(undefined);
    archived.add(first?.id ?? "", tagOf(other, false));
    const { batch: admitted, known } = admit(batch([other]));
    assert.deepEqual([admitted.records, known], [[], 1]);
  });

  it("names an event without id and time by its text alone, whatever window it came in", () => {
    const ids = ["1", "2"].map((window) => {
      const { admit } = createAdmission([{ since: "2026-03-01T00:00:00Z", until: "2026-03-02T00:00:00Z" }]);
      const given = record(`${window}${"0".repeat(31)}-2`, null);
      return admit(batch([given], { texts: [{ text: "{}" }] })).batch.records[0]?.id;
    });
    assert.equal(ids[0], ids[1]);
    assert.match(ids[0] ?? "", /^[0-9a-f]{32}-2$/);
  });

  it("has what comes in another window than its own, once", () => {
    const windows = [{ since: "2026-03-01T00:00:00Z", until: "2026-03-02T00:00:00Z" }];
    const { admit } = createAdmission(windows);
    const stray = { record: record("s"), text: "s", unknown: [] };
    const first = admit(batch([record("a")], { strays: [stray] }));
    assert.deepEqual(
      first.batch.records.map(({ id }) => id),
      ["a", "s"],
    );
    const own = admit(batch([record("s"), record("b")]));
    assert.deepEqual(
      own.batch.records.map(({ id }) => id),
      ["b"],
    );
    assert.equal(own.batch.duplicates, 0);
  });

  it("leaves out what lies in none of the windows, but nothing without a time", () => {
    const { admit } = createAdmission([{ since: "2026-03-01T00:00:00Z", until: "2026-03-01T11:00:00Z" }]);
    const { batch: admitted } = admit(
      batch([record("in"), record("out", "2026-03-01T11:00:00Z"), record("none", null)]),
    );
    assert.deepEqual(
      admitted.records.map(({ id }) => id),
      ["in", "none"],
    );
  });
});
