import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toCaseEvent } from "../../../src/sources/cases/record.ts";

const role = "arn:aws:iam::111122223333:role/CaseIntegration";

function record(event: unknown) {
  return toCaseEvent(event, "case-1", (id) => (id === "status" ? "Status" : null));
}

function change(oldValue: unknown, newValue: unknown) {
  const { changes } = record({
    eventId: "e",
    performedTime: "2026-11-01T10:00:00Z",
    fields: [{ eventFieldId: "status", oldValue, newValue }],
  });
  return [changes[0]?.old, changes[0]?.new];
}

describe("a case audit event as a record", () => {
  it("has what the event says", () => {
    assert.deepEqual(
      record({
        eventId: "e-1",
        type: "Case.Updated",
        performedTime: "2026-11-01T12:00:00.123456+02:00",
        fields: [{ eventFieldId: "status", oldValue: { stringValue: "open" }, newValue: { stringValue: "closed" } }],
        performedBy: { iamPrincipalArn: role, user: { userArn: "arn:aws:connect:x:agent/1" } },
      }),
      {
        id: "e-1",
        time: "2026-11-01T10:00:00.123456Z",
        action: "Case.Updated",
        actor: { id: "arn:aws:connect:x:agent/1", name: null, type: "user" },
        target: { id: "case-1", name: null, type: "case" },
        outcome: null,
        address: null,
        changes: [{ field: "status", name: "Status", old: "open", new: "closed" }],
        unreadable: [],
        unknown: [],
      },
    );
  });

  it("reads every member of the value union, and keeps one it does not know whole", () => {
    assert.deepEqual(change(undefined, { stringValue: "" }), [null, ""]);
    assert.deepEqual(change({ doubleValue: 1.5 }, { doubleValue: "NaN" }), [1.5, "NaN"]);
    assert.deepEqual(change({ booleanValue: false }, { emptyValue: {} }), [false, null]);
    assert.deepEqual(change({ userArnValue: role }, { brandNew: { a: [1] } }), [role, { brandNew: { a: [1] } }]);
    assert.deepEqual(change(null, { stringValue: "a", doubleValue: 1 }), [null, { stringValue: "a", doubleValue: 1 }]);
    assert.deepEqual(change("text", {}), ["text", {}]);
  });

  const actors: readonly (readonly [unknown, unknown])[] = [
    [undefined, null],
    [null, null],
    [{ iamPrincipalArn: role }, { id: role, name: null, type: "role" }],
    [
      { iamPrincipalArn: "arn:aws:sts::1:assumed-role/Admin/me" },
      { id: "arn:aws:sts::1:assumed-role/Admin/me", name: null, type: "role" },
    ],
    [{ iamPrincipalArn: "arn:aws:iam::1:user/me" }, { id: "arn:aws:iam::1:user/me", name: null, type: "user" }],
    [
      { iamPrincipalArn: "arn:aws:iam::1:role/aws-service-role/x/AWSServiceRoleForY" },
      { id: "arn:aws:iam::1:role/aws-service-role/x/AWSServiceRoleForY", name: null, type: "service" },
    ],
    [{ iamPrincipalArn: "other" }, { id: "other", name: null, type: "unknown" }],
    [
      { iamPrincipalArn: role, user: { customEntity: "bot@partner" } },
      { id: "bot@partner", name: null, type: "unknown" },
    ],
    [
      { iamPrincipalArn: role, user: { brandNew: "x" } },
      { id: role, name: null, type: "role" },
    ],
  ];
  for (const [performedBy, actor] of actors) {
    it(`says who acted: ${JSON.stringify(performedBy)}`, () => {
      assert.deepEqual(record({ eventId: "e", performedTime: "2026-11-01T10:00:00Z", performedBy }).actor, actor);
    });
  }

  it("names what this version does not know: members, words, kinds of values", () => {
    const usual = { eventId: "e", performedTime: "2026-11-01T10:00:00Z" };
    for (const [members, unknown] of [
      [{ newMember: 1, "new member, (3)": 2 }, ["newMember", '"new member, (3)"']],
      [{ type: "Case.Exploded", relatedItemType: "Parcel" }, ['relatedItemType "Parcel"', 'type "Case.Exploded"']],
      [{ type: "x".repeat(999) }, [`type "${"x".repeat(60)}…"`]],
      [
        { fields: [{ eventFieldId: "a", oldValue: { dateValue: 1 }, newValue: { moneyValue: {} }, reason: "" }] },
        ["fields[].reason", "fields[].oldValue.dateValue", "fields[].newValue.moneyValue"],
      ],
      [
        { performedBy: { iamPrincipalArn: role, via: 1, user: { botArn: "b" } } },
        ["performedBy.via", "performedBy.user.botArn"],
      ],
      [{ type: "", relatedItemType: null, performedBy: null, fields: [{ newValue: "text" }] }, []],
    ] as const) {
      assert.deepEqual(record({ ...usual, ...members }).unknown, unknown);
    }
    for (const relatedItemType of ["Contact", "Comment", "File", "Sla", "ConnectCase", "Custom"]) {
      for (const act of ["Created", "Updated", "Deleted"]) {
        assert.deepEqual(record({ ...usual, type: `RelatedItem.${act}`, relatedItemType }).unknown, []);
      }
    }
  });

  it("names twenty of them an event, however many there are", () => {
    const members = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`new${index}`, 1]));
    const { unknown = [] } = record({ ...members, eventId: "e" });
    assert.deepEqual([unknown.length, new Set(unknown).size, unknown.at(-1)], [5000, 21, "(others)"]);
  });

  it("never fails, and says what it could not read", () => {
    assert.deepEqual(
      record({ eventId: "e", performedTime: 1793527200, fields: {}, type: 7, performedBy: "me" }).unreadable,
      ["performedTime", "type", "performedBy", "fields"],
    );
    for (const event of [null, undefined, 7, "text", [], true]) {
      const { id, unreadable } = record(event);
      assert.equal(id, null);
      assert.ok(unreadable.includes("(event)"), String(event));
    }
    assert.equal(record({ eventId: "e", performedTime: "yesterday" }).time, null);
    assert.deepEqual(record({ eventId: "e", performedTime: "2026-11-01T10:00:00Z", fields: [null, 7] }).changes, [
      { field: null, name: null, old: null, new: null },
      { field: null, name: null, old: null, new: null },
    ]);
  });
});
