import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toEditEvent } from "../../../src/sources/incidents/record.ts";
import { edit } from "./service.ts";

function record(text: string) {
  return toEditEvent(JSON.parse(text), text, "1234567890");
}

describe("an edit as a record", () => {
  it("has what the edit says", () => {
    const principal = "arn:aws:sts::111122223333:assumed-role/Responder/ada";
    assert.deepEqual(record(edit(0, { principal })), {
      id: null,
      time: "2026-11-01T10:00:00Z",
      action: "Case Updated",
      actor: { id: principal, name: null, type: "role" },
      target: { id: "1234567890", name: null, type: "case" },
      outcome: null,
      address: null,
      changes: [],
      unreadable: [],
      unknown: [],
    });
  });

  it("reads the time from the number's own text", () => {
    assert.equal(record(`{"eventTimestamp":1793527200.123456789012}`).time, "2026-11-01T10:00:00.123456789012Z");
    assert.equal(
      record(`{"eventTimestamp":1,"a":{"eventTimestamp":5},"eventTimestamp":2.50}`).time,
      "1970-01-01T00:00:02.50Z",
    );
  });

  const actors: Readonly<Record<string, string>> = {
    "arn:aws:iam::111122223333:user/ada": "user",
    "arn:aws:iam::111122223333:root": "user",
    "arn:aws:iam::111122223333:role/Responder": "role",
    "arn:aws:iam::111122223333:role/aws-service-role/triage.security-ir.amazonaws.com/AWSServiceRoleForSecurityIR":
      "service",
    "security-ir.amazonaws.com": "service",
    "AWS Responder": "service",
    "111122223333": "unknown",
    "Zoë Lindqvist": "unknown",
  };
  for (const [principal, type] of Object.entries(actors)) {
    it(`says who acted: ${principal}`, () => {
      assert.deepEqual(record(edit(1, { principal })).actor, { id: principal, name: null, type });
    });
  }

  it("says null, never an empty text, for what the service did not give", () => {
    for (const members of [
      { principal: "", action: "" },
      { principal: null, action: null },
    ]) {
      const { actor, action, unreadable } = record(edit(1, members));
      assert.deepEqual([actor, action, unreadable], [null, null, []]);
    }
  });

  it("names members that this version does not know", () => {
    const { unknown } = record(edit(1, { message: "Case was updated", newMember: 1, __proto: {} }));
    assert.deepEqual(unknown, ["newMember", "__proto"]);
    assert.deepEqual(record(`{"__proto__":{"a":1},"action":"Some New Act"}`).unknown, ["__proto__"]);
  });

  it("never fails, and says what it could not read", () => {
    const odd = `{"eventTimestamp":"2026-11-01T10:00:00Z","principal":{"arn":"x"},"action":7,"message":[]}`;
    assert.deepEqual(record(odd).unreadable, ["eventTimestamp", "principal", "action"]);
    for (const timestamp of ["1e400", "-1e99", "null", "true", "[1]"]) {
      assert.deepEqual(record(`{"eventTimestamp":${timestamp}}`).unreadable, ["eventTimestamp"], timestamp);
    }
    for (const text of ["null", "7", `"text"`, "[]", "true"]) {
      const { time, actor, unreadable } = record(text);
      assert.deepEqual([time, actor], [null, null]);
      assert.ok(unreadable.includes("(event)"), text);
    }
  });
});
