import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type FieldType, wellKnownCases } from "../../src/sandbox/cases/model.ts";
import { seededCases } from "../../src/sandbox/cases/seed.ts";
import { hostileTexts } from "../../src/sandbox/hostile-text.ts";
import { peopleNames } from "../../src/sandbox/people.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { allEvents, allNumbers, allTexts, caseOf, data, eventsOf, largest } from "./seeded.ts";

describe("the seeded data", () => {
  it("is the same for a seed, in whatever order it is read", () => {
    const again = seededCases(1, "eu-central-1");
    for (const domain of again.domains.toReversed()) {
      for (const found of domain.cases.toReversed()) {
        assert.ok(found.events.length >= 0);
      }
    }
    assert.equal(JSON.stringify(again), JSON.stringify(data));
  });

  it("is other for another seed, but for the domains and the well-known cases", () => {
    const other = seededCases(2, "eu-central-1");
    assert.deepEqual(
      other.domains.map(({ domainId, name }) => ({ domainId, name })),
      data.domains.map(({ domainId, name }) => ({ domainId, name })),
    );
    const [first] = other.domains;
    assert.ok(first !== undefined);
    const counts = Object.values(wellKnownCases).map((caseId) => caseOf(first, caseId).events.length);
    assert.deepEqual(counts, [0, 1, 25, 26, 5000]);
    const before = new Set(allEvents.map((event) => event.eventId));
    const shared = other.domains
      .flatMap((domain) => domain.cases.flatMap(eventsOf))
      .filter((event) => {
        return before.has(event.eventId);
      });
    assert.equal(shared.length, 0);
    const ids = new Set(largest.cases.map((found) => found.caseId));
    assert.equal(first.cases.filter((found) => ids.has(found.caseId)).length, Object.keys(wellKnownCases).length);
  });

  it("starts within 300 ms", async () => {
    const started = performance.now();
    const sandbox = await startSandbox({ seed: 3 });
    const elapsed = performance.now() - started;
    await sandbox.close();
    assert.ok(elapsed < 300, `${elapsed} ms`);
  });

  it("has three domains of 200, 40 and 5 cases; most have 3 to 40 events, a few hundreds", () => {
    assert.deepEqual(
      data.domains.map((domain) => domain.cases.length),
      [200, 40, 5],
    );
    const counts = largest.cases.map((found) => found.events.length);
    assert.ok(counts.filter((count) => count >= 3 && count <= 40).length > 170);
    assert.ok(counts.filter((count) => count > 100 && count < 5000).length >= 3);
    const ids = data.domains.flatMap((domain) => domain.cases.map((found) => found.caseId));
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(new Set(allEvents.map((event) => event.eventId)).size, allEvents.length);
  });

  it("has the well-known cases in the largest domain", () => {
    const counts = Object.values(wellKnownCases).map((caseId) => caseOf(largest, caseId).events.length);
    assert.deepEqual(counts, [0, 1, 25, 26, 5000]);
    for (const caseId of Object.values(wellKnownCases)) {
      assert.match(caseId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
  });
});

describe("the seeded fields", () => {
  it("are of every type, and changed in the history of the largest case", () => {
    const types = new Map(largest.fields.map((field) => [field.fieldId, field.type]));
    const changed = new Set<FieldType>();
    for (const change of eventsOf(caseOf(largest, wellKnownCases.largest)).flatMap((event) => event.fields)) {
      const type = types.get(change.eventFieldId);
      if (type !== undefined && !("emptyValue" in change.newValue)) {
        changed.add(type);
      }
    }
    assert.equal(changed.size, 7);
  });

  it("are more than one page in the largest domain, and two deleted ones stand in histories", () => {
    assert.ok(largest.fields.filter((field) => field.deleted !== true).length > 100);
    const mentioned = new Set(
      largest.cases.flatMap(eventsOf).flatMap((event) => event.fields.map((change) => change.eventFieldId)),
    );
    const deleted = largest.fields.filter((field) => field.deleted === true);
    assert.equal(deleted.length, 2);
    assert.ok(deleted.every((field) => mentioned.has(field.fieldId)));
  });

  it("have ids of their own in each domain; choices are among the options", () => {
    const custom = data.domains.flatMap((domain) => domain.fields.filter((field) => field.namespace === "Custom"));
    assert.equal(new Set(custom.map((field) => field.fieldId)).size, custom.length);
    for (const domain of data.domains) {
      for (const field of domain.fields.filter((candidate) => candidate.type === "SingleSelect")) {
        const options = domain.options[field.fieldId] ?? [];
        assert.ok(options.length > 2);
        const values = domain.cases.flatMap((found) => found.values[field.fieldId] ?? []);
        assert.ok(
          values.every((value) =>
            options.some((option) => "stringValue" in value && option.value === value.stringValue),
          ),
        );
      }
    }
  });
});

describe("the seeded texts", () => {
  it("attack in every way, within the history of the largest case alone", () => {
    const texts = new Set(
      eventsOf(caseOf(largest, wellKnownCases.largest)).flatMap((event) =>
        event.fields.flatMap(({ newValue }) => ("stringValue" in newValue ? [newValue.stringValue] : [])),
      ),
    );
    for (const [name, text] of Object.entries(hostileTexts)) {
      assert.ok(texts.has(text), name);
    }
    assert.equal(hostileTexts.longest.length, 4100);
    assert.ok(hostileTexts.nul.includes("\0") && hostileTexts.eightBitControl.includes("\u009b"));
  });

  it("have no half character, at which many a jq stops", () => {
    assert.ok(allTexts.every((text) => !/\\ud[89a-f]/i.test(text)));
  });

  it("name every person, whatever the script", () => {
    const all = allTexts.join("\n");
    for (const name of peopleNames) {
      assert.ok(all.includes(name), name);
    }
    const scripts = [
      "Latin",
      "Cyrillic",
      "Greek",
      "Arabic",
      "Hebrew",
      "Devanagari",
      "Tamil",
      "Thai",
      "Han",
      "Hiragana",
      "Katakana",
      "Hangul",
    ];
    for (const script of scripts) {
      assert.match(all, new RegExp(String.raw`\p{Script=${script}}`, "u"), script);
    }
    assert.match(all, /\p{Emoji}\u200d/u);
    assert.match(all, /\p{L}\p{M}/u);
  });

  it("have numbers with a fraction, below zero and beyond what an integer can say exactly", () => {
    assert.ok(allNumbers.some((number) => !Number.isInteger(number)));
    assert.ok(allNumbers.some((number) => number < 0));
    assert.ok(allNumbers.some((number) => Number.isInteger(number) && !Number.isSafeInteger(number)));
    assert.ok(allNumbers.every((number) => Number.isFinite(number)));
  });
});
