import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { AuditEventField, FieldValue } from "../../src/sandbox/cases/model.ts";
import { allEvents, allFields, allTexts, data, eventsOf } from "./seeded.ts";

function checkChange(
  now: Map<string, FieldValue>,
  { eventFieldId, oldValue, newValue }: AuditEventField,
  index: number,
): void {
  assert.deepEqual(oldValue, index === 0 ? undefined : (now.get(eventFieldId) ?? { emptyValue: {} }));
  now.set(eventFieldId, newValue);
}

function microseconds(time: string): number {
  const fraction = /\.(\d+)Z$/.exec(time)?.[1] ?? "";
  return Date.parse(time.replace(/\.\d+Z$/, "Z")) * 1000 + Number(fraction.padEnd(6, "0"));
}

function kinds(values: readonly string[]): readonly string[] {
  return [...new Set(values)].toSorted();
}

describe("a seeded history", () => {
  it("is a story: every event takes up where the ones before it ended, and the case is as the last one left it", () => {
    for (const found of data.domains.flatMap((domain) => domain.cases)) {
      const now = new Map<string, FieldValue>();
      for (const [index, event] of eventsOf(found).entries()) {
        assert.equal(event.type === "Case.Created", index === 0);
        assert.equal(event.relatedItemType !== undefined, event.type.startsWith("RelatedItem."));
        for (const change of event.type.startsWith("Case.") ? event.fields : []) {
          checkChange(now, change, index);
        }
      }
      for (const [fieldId, value] of now) {
        assert.deepEqual(found.values[fieldId] ?? { emptyValue: {} }, value);
      }
    }
  });

  it("goes forward in time, and says so in none, three or six digits of the second", () => {
    for (const found of data.domains.flatMap((domain) => domain.cases)) {
      // Sixteen digits of microseconds still fit a number exactly.
      const times = eventsOf(found).map(({ performedTime }) => microseconds(performedTime));
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
      );
      // What happens to related items is no change of the case: a client that looks at this alone misses it.
      const changed = eventsOf(found).findLast((event) => event.type.startsWith("Case."))?.performedTime;
      if (changed !== undefined) {
        const stringValue = new Date(changed).toISOString();
        assert.deepEqual(found.values["last_updated_datetime"], { stringValue });
      }
    }
    for (const digits of [0, 3, 6]) {
      const pattern = new RegExp(
        String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d${digits === 0 ? "" : String.raw`\.\d{${digits}}`}Z$`,
      );
      assert.ok(allEvents.filter((event) => pattern.test(event.performedTime)).length > allEvents.length / 10);
    }
    const all = allEvents.map((event) => event.performedTime).toSorted();
    assert.ok((all[0] ?? "") >= "2025-01-01" && (all.at(-1) ?? "") < "2026-11-01T00:00:01");
  });

  it("is shaped as the API says", () => {
    for (const { eventId, fields, performedBy } of allEvents) {
      assert.match(eventId, /^[0-9a-f-]{36}$/);
      assert.ok(fields.length > 0);
      const user = performedBy?.user;
      if (user !== undefined && "customEntity" in user) {
        assert.match(user.customEntity, /^[a-zA-Z0-9_\-.@:/ ]*[a-zA-Z0-9_\-.@:/]$/);
      }
    }
    assert.ok(allTexts.every((text) => text.length <= 4100));
  });

  it("shows every kind of event, related item, value and actor", () => {
    assert.deepEqual(kinds(allEvents.map((event) => event.type)), [
      "Case.Created",
      "Case.Updated",
      "RelatedItem.Created",
      "RelatedItem.Deleted",
      "RelatedItem.Updated",
    ]);
    assert.deepEqual(kinds(allEvents.map((event) => event.relatedItemType ?? "")), [
      "",
      "Comment",
      "ConnectCase",
      "Contact",
      "Custom",
      "File",
      "Sla",
    ]);
    for (const values of [
      allFields.map((change) => change.newValue),
      allFields.flatMap((change) => change.oldValue ?? []),
    ]) {
      assert.deepEqual(kinds(values.flatMap((value) => Object.keys(value))), [
        "booleanValue",
        "doubleValue",
        "emptyValue",
        "stringValue",
        "userArnValue",
      ]);
    }
    const actors = allEvents.map(({ performedBy }) => {
      return performedBy === undefined ? "none" : Object.keys(performedBy.user ?? { principal: "" }).join("");
    });
    assert.deepEqual(kinds(actors), ["customEntity", "none", "principal", "userArn"]);
    const principals = allEvents.map(({ performedBy }) => performedBy?.iamPrincipalArn ?? "");
    for (const kind of [":role/aws-service-role/", ":role/Case", ":assumed-role/", ":user/"]) {
      assert.ok(
        principals.some((principal) => principal.includes(kind)),
        kind,
      );
    }
  });
});
