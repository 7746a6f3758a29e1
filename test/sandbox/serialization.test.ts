import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { casesDataWith } from "../../src/sandbox/cases/build.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { sendRaw } from "./support.ts";

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ cases: casesDataWith() });
});
after(() => sandbox.close());

describe("what the typed client cannot say is checked too", () => {
  const path = "/domains/domain-1/cases-search";
  const rows: readonly (readonly [body: string, status: number, type: string, message: RegExp])[] = [
    ['{"maxResults":"25"}', 400, "SerializationException", /^STRING_VALUE can not be converted to an Integer$/],
    ['{"maxResults":2.5}', 400, "SerializationException", /^NUMBER_VALUE can not be converted to an Integer$/],
    ['{"maxResults":true}', 400, "SerializationException", /^BOOLEAN_VALUE can not/],
    ['{"nextToken":7}', 400, "SerializationException", /^NUMBER_VALUE can not be converted to a String$/],
    ['{"sorts":{}}', 400, "SerializationException", /^STRUCTURE_VALUE can not be converted to a list$/],
    ['{"sorts":["x"]}', 400, "SerializationException", /^STRING_VALUE can not be converted to a structure$/],
    ['{"filter":[]}', 400, "SerializationException", /^LIST_VALUE can not be converted to a structure$/],
    ['{"sorts":[{"fieldId":"x","sortOrder":1}]}', 400, "SerializationException", /^NUMBER_VALUE can not/],
    [
      '{"filter":{"field":{"equalTo":{"id":"a","value":{"booleanValue":1}}}}}',
      400,
      "SerializationException",
      /Boolean/,
    ],
    [
      '{"filter":{"field":{"equalTo":{"id":"a","value":{"doubleValue":"1"}}}}}',
      400,
      "SerializationException",
      /Double/,
    ],
    ["[]", 400, "SerializationException", /^LIST_VALUE can not be converted to a structure$/],
    ["{", 400, "SerializationException", /^The body is not JSON in UTF-8$/],
    [
      '{"sorts":[{"fieldId":"status","sortOrder":"asc"}]}',
      400,
      "ValidationException",
      /Value 'asc' at 'sorts.1.member.sortOrder' failed to satisfy constraint: Member must satisfy enum value set: \[Asc, Desc\]/,
    ],
    ['{"fields":[null]}', 400, "ValidationException", /Value null at 'fields.1.member' failed/],
    [
      '{"filter":{}}',
      400,
      "ValidationException",
      /at 'filter' failed .* exactly one of: \[field, not, tag, andAll, orAll\]/,
    ],
    ['{"filter":{"andAll":[],"orAll":[]}}', 400, "ValidationException", /at 'filter' failed .* exactly one of/],
    ['{"filter":{"brandNew":{}}}', 400, "ValidationException", /at 'filter' failed .* exactly one of/],
    ['{"filter":{"field":{}}}', 400, "ValidationException", /at 'filter.field' failed .* exactly one of/],
    [
      '{"filter":{"field":{"equalTo":{"id":"status","value":{}}}}}',
      400,
      "ValidationException",
      /at 'filter.field.equalTo.value' failed .* exactly one of/,
    ],
    [
      '{"filter":{"tag":{"equalTo":{"key":"a#b","value":"c"}}}}',
      400,
      "ValidationException",
      /at 'filter.tag.equalTo.key' failed .* regular expression pattern/,
    ],
    [
      '{"filter":{"tag":{"equalTo":{"key":"a","value":"ü"}}}}',
      400,
      "ValidationException",
      /at 'filter.tag.equalTo.value' failed .* regular expression pattern/,
    ],
    [
      '{"filter":{"tag":{"equalTo":{"key":""}}}}',
      400,
      "ValidationException",
      /^2 validation errors detected: .* greater than or equal to 1; .* regular expression pattern/,
    ],
    [
      '{"filter":{"field":{"equalTo":{"id":"status","value":{"doubleValue":"NaN"}}}}}',
      400,
      "ValidationException",
      /not one of type SingleSelect/,
    ],
    ['{"maxResults":null,"filter":null,"brandNew":[1],"domainId":"elsewhere"}', 200, "", /^$/],
    ["", 200, "", /^$/],
  ];
  for (const [body, status, type, message] of rows) {
    it(`${body || "no body"}: ${status} ${type}`, async () => {
      const answer = await sendRaw(sandbox, { path, body });
      assert.equal(answer.status, status);
      assert.equal(answer.headers["x-amzn-errortype"] ?? "", type);
      assert.match(JSON.parse(answer.text).message ?? "", message);
    });
  }

  it("members in the query string do not count in the body, nor the other way round", async () => {
    const listed = await sendRaw(sandbox, { path: "/domains-list", body: '{"maxResults":99}' });
    assert.equal(listed.status, 200);
    const searched = await sendRaw(sandbox, { path, query: { maxResults: "999" }, body: "{}" });
    assert.equal(searched.status, 200);
    const wrong = await sendRaw(sandbox, { path: "/domains-list", query: { maxResults: "ten" } });
    assert.equal(wrong.headers["x-amzn-errortype"], "SerializationException");
  });

  it("text that is not UTF-8 is refused, in the body and in the path", async () => {
    const body = await sendRaw(sandbox, { path, body: Buffer.from('{"x":"\xff"}', "latin1") });
    assert.equal(body.headers["x-amzn-errortype"], "SerializationException");
    const label = await sendRaw(sandbox, { path: "/domains/%ff" });
    assert.equal(label.headers["x-amzn-errortype"], "SerializationException");
  });
});
