import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toSpaceEvent } from "../../../src/sources/codecatalyst/record.ts";

const usual = { id: "e", eventName: "createProject", eventTime: "2026-11-01T10:00:00.000000+00:00" };
const space = { id: null, name: "ExampleCorp", type: "space" };

function record(members: object) {
  return toSpaceEvent({ ...usual, ...members }, "ExampleCorp");
}

describe("an event of a space as a record", () => {
  it("has what the event says", () => {
    assert.deepEqual(
      toSpaceEvent(
        {
          id: "e-1",
          eventName: "createSourceRepository",
          eventType: "AwsApiCall",
          eventCategory: "MANAGEMENT",
          eventSource: "manage",
          eventTime: "2022-12-01T22:47:24.605001+02:00",
          operationType: "MUTATION",
          userIdentity: { userType: "USER", principalId: "p-1", userName: "MaryMajor" },
          projectInformation: { name: "website", projectId: "pr-1" },
          errorCode: "ConflictException",
          sourceIpAddress: "203.0.113.7",
        },
        "ExampleCorp",
      ),
      {
        id: "e-1",
        time: "2022-12-01T20:47:24.605001Z",
        action: "createSourceRepository",
        actor: { id: "p-1", name: "MaryMajor", type: "user" },
        target: { id: "pr-1", name: "website", type: "project" },
        outcome: "failure",
        address: "203.0.113.7",
        changes: [],
        unreadable: [],
        unknown: [],
      },
    );
  });

  it("names what this version does not know: members and words", () => {
    for (const [members, unknown] of [
      [{ newMember: 1, operationType: "DELETION" }, ["newMember", 'operationType "DELETION"']],
      [{ userIdentity: { userType: "ROBOT", model: "T" } }, ["userIdentity.model", 'userIdentity.userType "ROBOT"']],
      [{ projectInformation: { name: "a", region: "b" } }, ["projectInformation.region"]],
      [{ eventType: "Any", eventCategory: "ANY", requestPayload: {}, responsePayload: {}, userAgent: "" }, []],
      [{ operationType: "READONLY", userIdentity: { userType: "UNKNOWN", awsAccountId: "1" }, requestId: "" }, []],
    ] as const) {
      assert.deepEqual(record(members).unknown, unknown);
    }
  });

  const actors: readonly (readonly [unknown, unknown])[] = [
    [undefined, null],
    [null, null],
    [
      { userType: "USER", principalId: "p" },
      { id: "p", name: null, type: "user" },
    ],
    [
      { userType: "USER", principalId: "p", userName: "" },
      { id: "p", name: null, type: "user" },
    ],
    // An account is no user and no role, and the service says no more.
    [
      { userType: "AWS_ACCOUNT", principalId: "p", awsAccountId: "1" },
      { id: "p", name: null, type: "unknown" },
    ],
    [
      { userType: "UNKNOWN", principalId: "p" },
      { id: "p", name: null, type: "unknown" },
    ],
    [
      { userType: "ROBOT", principalId: "p", userName: "r" },
      { id: "p", name: "r", type: "unknown" },
    ],
    [{}, { id: null, name: null, type: "unknown" }],
  ];
  for (const [userIdentity, actor] of actors) {
    it(`says who acted: ${JSON.stringify(userIdentity)}`, () => {
      const { unreadable, ...made } = record({ userIdentity });
      assert.deepEqual(made.actor, actor);
      assert.deepEqual(unreadable, []);
    });
  }

  const targets: readonly (readonly [unknown, unknown])[] = [
    [undefined, space],
    [null, space],
    [{}, space],
    [{ brandNew: 1 }, space],
    [{ name: "n" }, { id: null, name: "n", type: "project" }],
    [{ projectId: "p" }, { id: "p", name: null, type: "project" }],
    ["odd", null],
    [{ projectId: 7 }, null],
  ];
  for (const [projectInformation, target] of targets) {
    it(`says where: ${JSON.stringify(projectInformation)}`, () =>
      assert.deepEqual(record({ projectInformation }).target, target));
  }

  it("says how it ended: the service gives a code to every error", () => {
    assert.equal(record({}).outcome, "success");
    assert.equal(record({ errorCode: null }).outcome, "success");
    assert.equal(record({ errorCode: "X" }).outcome, "failure");
    assert.equal(record({ errorCode: "" }).outcome, null);
    assert.equal(record({ errorCode: 5 }).outcome, null);
    assert.equal(toSpaceEvent({}, "s").outcome, null);
    assert.equal(toSpaceEvent(null, "s").outcome, null);
  });

  it("never fails, and says what it could not read", () => {
    assert.deepEqual(
      record({ id: 1, eventName: {}, eventTime: 5, userIdentity: "me", projectInformation: 7, sourceIpAddress: [] })
        .unreadable,
      ["eventTime", "id", "eventName", "userIdentity", "projectInformation", "sourceIpAddress"],
    );
    for (const event of [null, undefined, 7, "text", [], true]) {
      const { id, time, unreadable } = toSpaceEvent(event, "s");
      assert.deepEqual([id, time], [null, null]);
      assert.ok(unreadable.includes("(event)"), String(event));
    }
  });
});
