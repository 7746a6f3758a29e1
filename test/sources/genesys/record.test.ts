import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toGenesysEvent } from "../../../src/sources/genesys/record.ts";

const plain = { id: "a", eventDate: "2026-03-02T10:00:00Z", action: "Update" };

function record(members: object) {
  return toGenesysEvent({ ...plain, ...members });
}

describe("an audit message as a record", () => {
  it("has what the message says", () => {
    assert.deepEqual(
      toGenesysEvent({
        id: "a-1",
        userHomeOrgId: "o-1",
        user: { id: "u-1", name: "Ada", selfUri: "/api/v2/users/u-1" },
        client: { id: "c-1" },
        remoteIp: ["203.0.113.7", "10.0.0.1"],
        serviceName: "PeoplePermissions",
        level: "USER",
        eventDate: "2026-03-02T12:00:00.123+02:00",
        action: "Update",
        entity: { id: "e-1", name: "Admin" },
        entityType: "Role",
        status: "SUCCESS",
        propertyChanges: [{ property: "name", oldValues: ["Old"], newValues: ["New"] }],
        entityChanges: [{ entityId: "u-2", entityName: "Bo", entityType: "User", newValues: ["a", "b"] }],
      }),
      {
        id: "a-1",
        time: "2026-03-02T10:00:00.123Z",
        action: "Update",
        actor: { id: "u-1", name: "Ada", type: "user" },
        target: { id: "e-1", name: "Admin", type: "Role" },
        outcome: "success",
        address: "203.0.113.7",
        changes: [
          { field: "name", name: null, old: "Old", new: "New" },
          { field: "u-2", name: "Bo", old: null, new: ["a", "b"] },
        ],
        unreadable: [],
        unknown: [],
      },
    );
  });

  it("says nothing where the message has empty texts", () => {
    const { id, action, actor, target, address, outcome } = record({
      id: "",
      action: "",
      user: { id: "", name: "" },
      client: { id: "" },
      remoteIp: [""],
      entity: { id: "", name: "" },
      entityType: "",
      status: "",
    });
    assert.deepEqual([id, action, actor, target, address, outcome], [null, null, null, null, null, null]);
  });

  const actors: readonly (readonly [object, unknown])[] = [
    [{}, null],
    [{ user: null, client: null }, null],
    [{ user: { id: "u" } }, { id: "u", name: null, type: "user" }],
    [
      { user: { id: "u" }, client: { id: "c" } },
      { id: "u", name: null, type: "user" },
    ],
    [
      { user: { id: "" }, client: { id: "c" } },
      { id: "c", name: null, type: "service" },
    ],
    [{ client: { id: "c" } }, { id: "c", name: null, type: "service" }],
    [{ level: "SYSTEM" }, { id: null, name: null, type: "system" }],
    [
      { level: "SYSTEM", client: { id: "c" } },
      { id: "c", name: null, type: "system" },
    ],
    [
      { userId: "u", userDisplay: "Ada", username: { name: "ada" } },
      { id: "u", name: "Ada", type: "user" },
    ],
    [
      { userId: "u", username: { id: "u", name: "ada" } },
      { id: "u", name: "ada", type: "user" },
    ],
    [{ userDisplay: "Ada" }, { id: null, name: "Ada", type: "user" }],
    [
      { userId: "", clientId: { id: "c" } },
      { id: "c", name: null, type: "service" },
    ],
    [{ clientId: "c" }, { id: "c", name: null, type: "service" }],
  ];
  for (const [members, expected] of actors) {
    it(`has the actor of ${JSON.stringify(members)}`, () => assert.deepEqual(record(members).actor, expected));
  }

  for (const [status, outcome] of [
    ["SUCCESS", "success"],
    ["FAILURE", "failure"],
    ["WARNING", null],
    ["NEW", null],
  ]) {
    it(`has the outcome ${outcome} for ${status}`, () => assert.equal(record({ status }).outcome, outcome));
  }

  it("names what this version does not know: members and words", () => {
    const message = { message: "", messageParams: {} };
    const file = { userId: "u", userHomeOrgId: "o", username: {}, userDisplay: "", clientId: {}, eventTime: "" };
    for (const [members, unknown] of [
      [{ newMember: 1, level: "PARTNER", status: "DENIED" }, ["newMember", 'level "PARTNER"', 'status "DENIED"']],
      [
        { propertyChanges: [{ property: "a", why: 1 }], entityChanges: [{ entityId: "b", how: 1 }] },
        ["propertyChanges.why", "entityChanges.how"],
      ],
      [{ serviceName: "Any", action: "Any", entityType: "Any", context: { any: "" }, message }, []],
      [{ application: "", initiatingAction: {}, transactionInitiator: false, level: "GENESYS_INTERNAL" }, []],
      [{ ...file, level: "SYSTEM", status: "WARNING", remoteIp: [] }, []],
    ] as const) {
      assert.deepEqual(record(members).unknown, unknown);
    }
  });

  it("has one value, several, or none of a change", () => {
    const { changes } = record({
      propertyChanges: [
        { property: "a", oldValues: [], newValues: [""] },
        { property: "b", oldValues: null, newValues: ["1", "2"] },
        { property: "c" },
        { oldValues: [7, { x: 1 }], newValues: [false] },
      ],
    });
    assert.deepEqual(changes, [
      { field: "a", name: null, old: null, new: "" },
      { field: "b", name: null, old: null, new: ["1", "2"] },
      { field: "c", name: null, old: null, new: null },
      { field: null, name: null, old: [7, { x: 1 }], new: false },
    ]);
  });

  it("has the time of either shape", () => {
    assert.equal(toGenesysEvent({ id: "a", eventTime: "2026-03-02T10:00:00Z" }).time, "2026-03-02T10:00:00Z");
    assert.equal(record({ eventDate: "2026-03-02T10:00:00.000+0000" }).time, "2026-03-02T10:00:00.000Z");
    assert.deepEqual(toGenesysEvent({ id: "a", eventTime: "soon" }).unreadable, ["eventTime"]);
    assert.deepEqual(toGenesysEvent({ id: "a" }).unreadable, ["eventDate"]);
  });

  it("never fails, whatever it is given, and notes what it could not read", () => {
    for (const value of [undefined, null, 1, "x", true, [], [1], () => 1]) {
      assert.ok(toGenesysEvent(value).unreadable.includes("(event)"));
      for (const member of [
        "id",
        "action",
        "user",
        "client",
        "username",
        "entity",
        "entityType",
        "status",
        "remoteIp",
        "propertyChanges",
        "entityChanges",
      ]) {
        const { unreadable, changes } = record({ [member]: value });
        assert.ok(Array.isArray(changes));
        if (typeof value === "number") assert.deepEqual(unreadable, [member]);
      }
      for (const path of ["propertyChanges", "entityChanges"]) {
        const { changes } = record({ [path]: [value, { oldValues: value, newValues: value, property: value }] });
        assert.equal(changes.length, 2);
      }
    }
  });
});
