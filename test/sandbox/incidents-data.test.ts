import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hostileTexts } from "../../src/sandbox/hostile-text.ts";
import { caseStatuses, wellKnownIncidents } from "../../src/sandbox/incidents/model.ts";
import { seededIncidents } from "../../src/sandbox/incidents/seed.ts";
import { peopleNames } from "../../src/sandbox/people.ts";
import { incidentOf, secondsOf } from "./incidents-support.ts";

const data = seededIncidents(1, "eu-central-1");
const edits = data.cases.flatMap((found) => found.edits);
const counts = (seed: number) =>
  Object.values(wellKnownIncidents).map((id) => incidentOf(seededIncidents(seed, "r").cases, id).edits.length);

interface Edit {
  readonly principal: string;
  readonly action: string;
  readonly message: string;
}

function parsed(text: string): Edit {
  return JSON.parse(text) as Edit;
}

describe("the seeded incidents", () => {
  it("are the same for a seed, in whatever order they are read, and others for another", () => {
    const again = seededIncidents(1, "eu-central-1");
    for (const { edits: read } of again.cases.toReversed()) assert.ok(read.length >= 0);
    assert.equal(JSON.stringify(again), JSON.stringify(data));
    const other = new Set(seededIncidents(2, "eu-central-1").cases.flatMap((found) => found.edits));
    assert.ok(edits.every((text) => !other.has(text)));
  });

  it("are 60 cases with ids of their own, and the well-known ones under every seed", () => {
    for (const seed of [1, 2, 77]) {
      assert.deepEqual(counts(seed), [0, 1, 25, 26, 77, 640]);
      const ids = seededIncidents(seed, "r").cases.map(({ caseId }) => caseId);
      assert.equal(new Set(ids).size, 60);
      for (const id of ids) assert.match(id, /^\d{10}$/);
    }
    assert.ok(edits.length > 1000);
  });

  it("have twins within a page of 25 and across the borders of two, and nowhere else", () => {
    const { edits: found } = incidentOf(data.cases, wellKnownIncidents.twins);
    const repeated = found.flatMap((text, index) => (index > 0 && text === found[index - 1] ? [index] : []));
    assert.deepEqual(repeated, [11, 25, 26, 48, 49, 50, 51]);
    assert.equal(new Set(found).size, 77 - 7);
    const others = data.cases.filter(({ caseId }) => caseId !== wellKnownIncidents.twins);
    for (const { edits: own } of others) assert.equal(new Set(own).size, own.length);
  });

  it("keep the model's constraints", () => {
    for (const text of edits) {
      const { principal, action, message } = parsed(text);
      assert.ok(action.length >= 1 && action.length <= 100);
      const { length } = Array.from(message);
      assert.ok(length >= 10 && length <= 4096, `${length} characters`);
      assert.match(principal, /^(?:AWS Responder|\d{12}|arn:aws:(?:iam|sts)::\d{12}:.+|security-ir\.amazonaws\.com)$/);
    }
    for (const { listed } of data.cases) {
      const { title } = JSON.parse(listed) as { readonly title: string };
      assert.ok(title.length >= 1 && title.length <= 300);
    }
  });

  it("go through the states, one of which has a comma, and end in each of them", () => {
    const last = data.cases.map(({ listed }) => (JSON.parse(listed) as { readonly caseStatus: string }).caseStatus);
    assert.deepEqual(new Set(last), new Set(caseStatuses));
    const { listed, edits: own } = incidentOf(data.cases, wellKnownIncidents.pageAndOne);
    assert.match(listed, /"caseStatus":"Containment, Eradication and Recovery"/);
    assert.ok(own.some((text) => text.includes("→ Containment, Eradication and Recovery")));
  });

  it("go forward in time, and say so in seconds of every notation", () => {
    for (const { edits: own } of data.cases) {
      const times = own.map(secondsOf);
      assert.deepEqual(
        times,
        times.toSorted((left, right) => left - right),
      );
      assert.ok(times.every((time) => time > Date.UTC(2025, 0, 1) / 1000));
    }
    for (const form of [/:\d{10},/, /:\d{10}\.\d{1,3},/, /:\d{10}\.\d{4,6},/, /:1\.\d+E9,/]) {
      assert.ok(edits.filter((text) => form.test(text)).length > edits.length / 50, String(form));
    }
  });

  it("name every person, and attack in every way", () => {
    const messages = edits.map((text) => parsed(text).message).join("\n");
    for (const name of peopleNames) assert.ok(messages.includes(name), name);
    const { longest, ...others } = hostileTexts;
    assert.ok(messages.includes(longest.slice(0, 4000)));
    for (const [name, text] of Object.entries(others)) assert.ok(messages.includes(text), name);
  });
});
