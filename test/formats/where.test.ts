import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ExportError } from "../../src/core/errors.ts";
import type { AuditRecord } from "../../src/core/types.ts";
import { parseWhere } from "../../src/formats/where.ts";

const record: AuditRecord = {
  schema: "audit-export/1",
  source: "cases",
  id: "e-1",
  time: "2026-11-01T10:00:00Z",
  action: "Case.Updated",
  actor: { id: "arn:aws:iam::1:user/ann", name: null, type: "user" },
  target: null,
  outcome: null,
  address: "203.0.113.7",
  changes: [{ field: "status", name: "Status", old: "open", new: "closed" }],
  scope: { caseId: "c-1" },
  raw: null,
};
const text = '{"ip":"10.0.0.1","big":12345678901234567890,"nested":{"a=b":"x"}}';

function holds(...conditions: readonly string[]): boolean {
  return parseWhere(conditions)(record, text);
}

describe("--where", () => {
  const table: readonly (readonly [condition: string, expected: boolean])[] = [
    ["action=Case.Updated", true],
    ["action=case.updated", false],
    ["action!=Case.Created", true],
    ["action!=Case.Updated", false],
    ["action~^Case\\.", true],
    ["action~updated$", false],
    ["actor.type=user", true],
    ["actor.name=", true],
    ["target.id=", true],
    ["outcome!=success", true],
    ["scope.caseId=c-1", true],
    ["changes~Status: open", true],
    ["changes.0.new=closed", true],
    ["raw.ip~^10\\.", true],
    ["raw.ip=10.0.0.1", true],
    ["raw.big=12345678901234567890", true],
    ["raw.missing=", true],
    ["raw.ip=a=b", false],
    [" action =Case.Updated", true],
  ];
  for (const [condition, expected] of table) it(condition, () => assert.equal(holds(condition), expected));

  it("asks for all of several", () => {
    assert.equal(holds("action=Case.Updated", "actor.type=user"), true);
    assert.equal(holds("action=Case.Updated", "actor.type=role"), false);
  });

  const wrong: readonly (readonly [string, RegExp])[] = [
    ["", /is no condition/],
    ["action", /is no condition/],
    ["=x", /is no condition/],
    ["actoin=x", /--where: the record has no "actoin"/],
    ["time,action=x", /more than one field/],
    ["action~(", /Invalid regular expression/],
  ];
  for (const [condition, message] of wrong) {
    it(`is a usage error: "${condition}"`, () => {
      assert.throws(
        () => parseWhere([condition]),
        (error: unknown) => error instanceof ExportError && error.code === "usage" && message.test(error.message),
      );
    });
  }
});
