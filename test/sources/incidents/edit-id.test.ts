import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { createEditNames, editFingerprint } from "../../../src/sources/incidents/edit-id.ts";
import { edit } from "./service.ts";

const caseId = "1234567890";

function item(text: string) {
  return { text, event: JSON.parse(text) as unknown };
}

/** The ids of edits that come on pages of this size. */
function idsOf(texts: readonly string[], pageSize = texts.length): readonly (string | undefined)[] {
  const names = createEditNames(caseId);
  const ids: (string | undefined)[] = [];
  for (let start = 0; start < texts.length; start += pageSize) {
    ids.push(...names(texts.slice(start, start + pageSize).map(item)).map(({ id }) => id));
  }
  return ids;
}

describe("the fingerprint of an edit", () => {
  it("is what its description says", () => {
    const text = `{"message":"Größe \\u0041","eventTimestamp":1.793527200123E9,"principal":"p","action":"a","new":1}`;
    const joined = `["1234567890","1.793527200123E9","p","a","Größe A"]`;
    assert.equal(editFingerprint(caseId, text), createHash("sha256").update(joined).digest("hex").slice(0, 32));
    const nothing = createHash("sha256").update(`["1234567890",null,null,null,null]`).digest("hex").slice(0, 32);
    assert.equal(editFingerprint(caseId, "{}"), nothing);
    assert.equal(editFingerprint(caseId, `{"message":null}`), nothing);
  });

  it("is fixed: a change of it would rename every edit that was ever exported", () => {
    const text = `{"eventTimestamp":1793527200.5,"principal":"arn:aws:iam::111122223333:user/ada","action":"Case Updated","message":"Status changed"}`;
    assert.equal(editFingerprint(caseId, text), "d81d1921ad29ed67d0ddf78523f140fd");
  });

  it("is the same for what is the same, whatever stands between the tokens and in other members", () => {
    const same = [
      edit(1),
      JSON.stringify({ brandNew: [1], ...(JSON.parse(edit(1)) as object) }),
      JSON.stringify(JSON.parse(edit(1)), null, 1),
      edit(1).replace("Edit", "\\u0045dit"),
    ];
    assert.equal(new Set(same.map((text) => editFingerprint(caseId, text))).size, 1);
  });

  it("differs in every part, and the parts never run into one another", () => {
    const different = [
      `{"eventTimestamp":1,"principal":"a","action":"b","message":"c"}`,
      `{"eventTimestamp":1.0,"principal":"a","action":"b","message":"c"}`,
      `{"eventTimestamp":1793527200.1234567891,"principal":"a","action":"b","message":"c"}`,
      `{"eventTimestamp":1793527200.1234567892,"principal":"a","action":"b","message":"c"}`,
      `{"eventTimestamp":1,"principal":"ab","action":"","message":"c"}`,
      `{"eventTimestamp":1,"principal":"a","action":"bc","message":""}`,
      `{"eventTimestamp":1,"principal":"a","action":"bc"}`,
      `{"eventTimestamp":1,"principal":"a\\",\\"b","action":"c"}`,
      `{"eventTimestamp":1,"principal":"a","action":"b","message":"\\ud800"}`,
      `{"eventTimestamp":1,"principal":"a","action":"b","message":"\\ud801"}`,
      `{"eventTimestamp":1,"principal":"a","action":"b","message":"\\ufffd"}`,
      `{"eventTimestamp":{"a":1},"principal":["a"],"action":true}`,
    ];
    const fingerprints = different.map((text) => editFingerprint(caseId, text));
    assert.equal(new Set([...fingerprints, editFingerprint("9999999999", different[0] ?? "")]).size, 13);
    for (const fingerprint of fingerprints) assert.match(fingerprint, /^[0-9a-f]{32}$/);
  });
});

describe("the ids of a case's edits", () => {
  it("count equal edits in their order, also across a page border, whatever the page size", () => {
    const texts = [edit(1), edit(2), edit(1), edit(1), edit(3), edit(2)];
    const ids = idsOf(texts);
    assert.deepEqual(
      ids.map((id) => id?.slice(33)),
      ["1", "1", "2", "3", "1", "2"],
    );
    assert.equal(new Set(ids).size, 6);
    for (const size of [1, 2, 4]) assert.deepEqual(idsOf(texts, size), ids);
  });

  it("are left to the engine for what is no edit", () => {
    assert.deepEqual(idsOf(["null", "7", `"text"`, "[]"]), [undefined, undefined, undefined, undefined]);
  });
});
