import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  type CaseFilter,
  type ConnectCasesClient,
  type FieldFilter,
  type FieldValue,
  SearchCasesCommand,
  type SearchCasesCommandInput,
} from "@aws-sdk/client-connectcases";
import { caseWith, domainWith } from "../../src/sandbox/cases/build.ts";
import { systemFieldsOf } from "../../src/sandbox/cases/fields.ts";
import type { CaseData, CasesField, FieldType, FieldValue as HeldValue } from "../../src/sandbox/cases/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { clientOf, failureOf } from "./support.ts";

function field(fieldId: string, type: FieldType): CasesField {
  return { fieldId, fieldArn: `arn:field/${fieldId}`, name: fieldId, type, namespace: "Custom" };
}

function held(caseId: string, values: Readonly<Record<string, HeldValue>>, updated: string): CaseData {
  return caseWith({
    caseId,
    values: { ...values, last_updated_datetime: { stringValue: updated } },
    tags: { team: caseId === "a" ? "care" : "claims", "cost-centre": "7" },
  });
}

const cases = [
  // The last by id comes first: the order found must not be that of the data.
  held("d", {}, "2026-03-02T00:00:00Z"),
  held(
    "a",
    {
      n: { doubleValue: 9 },
      t: { stringValue: "Zürich" },
      d: { stringValue: "2026-03-01T10:00:00Z" },
      b: { booleanValue: true },
    },
    "2026-03-01T00:00:00Z",
  ),
  held(
    "b",
    {
      n: { doubleValue: 10 },
      t: { stringValue: "Basel (old)" },
      d: { stringValue: "2026-03-01T10:30:00+01:00" },
      b: { booleanValue: false },
    },
    "2026-03-03T00:00:00Z",
  ),
  held(
    "c",
    { n: { doubleValue: -1.5 }, t: { stringValue: "Bern" }, u: { userArnValue: "arn:agent/1" } },
    "2026-03-02T00:00:00Z",
  ),
];

let sandbox: Sandbox;
let client: ConnectCasesClient;
before(async () => {
  const fields = [
    ...systemFieldsOf("arn:domain"),
    field("n", "Number"),
    field("t", "Text"),
    field("d", "DateTime"),
    field("b", "Boolean"),
    field("u", "User"),
  ];
  sandbox = await startSandbox({ cases: { domains: [domainWith({ domainId: "domain-1", fields, cases })] } });
  client = clientOf(sandbox);
});
after(async () => {
  client.destroy();
  await sandbox.close();
});

async function found(input: Omit<SearchCasesCommandInput, "domainId">): Promise<string> {
  const answer = await client.send(new SearchCasesCommand({ domainId: "domain-1", ...input }));
  assert.equal(answer.totalCount, answer.cases?.length);
  return answer.cases?.map((item) => item?.caseId).join("") ?? "";
}

type Operator = "equalTo" | "contains" | "greaterThan" | "greaterThanOrEqualTo" | "lessThan" | "lessThanOrEqualTo";
function where(operator: Operator, id: string, value: FieldValue["value"]): CaseFilter {
  const operand = { id, value };
  const filters: Record<Operator, FieldFilter> = {
    equalTo: { equalTo: operand },
    contains: { contains: operand },
    greaterThan: { greaterThan: operand },
    greaterThanOrEqualTo: { greaterThanOrEqualTo: operand },
    lessThan: { lessThan: operand },
    lessThanOrEqualTo: { lessThanOrEqualTo: operand },
  };
  return { field: filters[operator] };
}
const nine = where("equalTo", "n", { doubleValue: 9 });
const ten = where("equalTo", "n", { doubleValue: 10 });

/** What is found in the order of the case ids. */
const filters: readonly (readonly [name: string, filter: CaseFilter, found: string])[] = [
  ["a number", nine, "a"],
  ["numbers as numbers, not as texts", where("greaterThan", "n", { doubleValue: 9 }), "b"],
  ["numbers from one on", where("greaterThanOrEqualTo", "n", { doubleValue: 9 }), "ab"],
  ["numbers below", where("lessThan", "n", { doubleValue: 9 }), "c"],
  ["numbers up to one", where("lessThanOrEqualTo", "n", { doubleValue: 9 }), "ac"],
  ["a text, whole", where("equalTo", "t", { stringValue: "Bern" }), "c"],
  ["a text, not a part of it", where("equalTo", "t", { stringValue: "Ber" }), ""],
  ["a part of a text", where("contains", "t", { stringValue: "(old" }), "b"],
  ["texts in order", where("lessThan", "t", { stringValue: "Bern" }), "b"],
  ["an instant, in whatever offset", where("equalTo", "d", { stringValue: "2026-03-01T09:30:00.000Z" }), "b"],
  ["instants from one on", where("greaterThanOrEqualTo", "d", { stringValue: "2026-03-01T11:00:00+01:00" }), "a"],
  ["instants before", where("lessThan", "d", { stringValue: "2026-03-01T10:00:00Z" }), "b"],
  ["a truth value", where("equalTo", "b", { booleanValue: false }), "b"],
  ["a user", where("equalTo", "u", { userArnValue: "arn:agent/1" }), "c"],
  ["an empty field", where("equalTo", "b", { emptyValue: {} }), "cd"],
  ["the case's own id", where("equalTo", "case_id", { stringValue: "d" }), "d"],
  ["not", { not: nine }, "bcd"],
  ["all of several", { andAll: [{ not: nine }, where("greaterThan", "n", { doubleValue: 0 })] }, "b"],
  ["all of none", { andAll: [] }, "abcd"],
  ["any of several", { orAll: [nine, ten] }, "ab"],
  ["any of none", { orAll: [] }, ""],
  ["nested", { not: { orAll: [{ andAll: [nine] }, { not: { not: ten } }] } }, "cd"],
  ["a tag", { tag: { equalTo: { key: "team", value: "care" } } }, "a"],
  ["a tag of any value", { tag: { equalTo: { key: "cost-centre", value: undefined } } }, "abcd"],
  ["a tag's value under another key", { tag: { equalTo: { key: "cost-centre", value: "care" } } }, ""],
];

describe("a search finds by", () => {
  for (const [name, filter, wanted] of filters) {
    it(name, async () => {
      assert.equal(await found({ filter, sorts: [{ fieldId: "case_id", sortOrder: "Asc" }] }), wanted);
    });
  }

  it("a term, in any text and either letter case", async () => {
    assert.equal(await found({ searchTerm: "zÜRICH" }), "a");
    assert.equal(await found({ searchTerm: "nowhere" }), "");
    assert.equal(await found({ searchTerm: "" }), "bcda");
  });

  it("nothing that does not fit the field's type", async () => {
    const misfits = [
      where("equalTo", "n", { stringValue: "9" }),
      where("equalTo", "t", { doubleValue: 9 }),
      where("greaterThan", "d", { stringValue: "yesterday" }),
      where("greaterThan", "d", { stringValue: "2026-03-01" }),
      where("contains", "n", { doubleValue: 1 }),
      where("greaterThan", "b", { booleanValue: true }),
      where("lessThan", "n", { emptyValue: {} }),
    ];
    for (const filter of misfits) {
      assert.equal((await failureOf(found({ filter }))).name, "ValidationException");
    }
    const unknown = await failureOf(found({ filter: where("equalTo", "gone", { emptyValue: {} }) }));
    assert.equal(unknown.name, "ResourceNotFoundException");
  });
});

describe("a search orders by", () => {
  const orders: readonly (readonly [name: string, sorts: SearchCasesCommandInput["sorts"], found: string])[] = [
    ["the last change, the latest first, when nothing is asked", undefined, "bcda"],
    ["the same for an empty list", [], "bcda"],
    ["numbers, those without last", [{ fieldId: "n", sortOrder: "Asc" }], "cabd"],
    ["numbers downwards, those without still last", [{ fieldId: "n", sortOrder: "Desc" }], "bacd"],
    ["instants", [{ fieldId: "d", sortOrder: "Asc" }], "bacd"],
    ["texts", [{ fieldId: "t", sortOrder: "Desc" }], "acbd"],
    [
      "a second field where the first is equal",
      [
        { fieldId: "last_updated_datetime", sortOrder: "Asc" },
        { fieldId: "case_id", sortOrder: "Desc" },
      ],
      "adcb",
    ],
  ];
  for (const [name, sorts, wanted] of orders) {
    it(name, async () => {
      assert.equal(await found(sorts === undefined ? {} : { sorts }), wanted);
    });
  }
});
