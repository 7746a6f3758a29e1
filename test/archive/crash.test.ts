import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { failAt, killAt, type Scenario, setStage, type Stage } from "./crash-cells.ts";

/** Some of the crash matrix; `npm run crash` does all of it, in CI too. */
let stage: Stage;

before(async () => {
  stage = await setStage();
});

after(() => stage.close());

/** Those after which the archive is another than before, or the next run has something to put right. */
function placesOf({ operations }: Scenario, part: RegExp): readonly number[] {
  const places = operations.flatMap((operation, index) => (part.test(operation) ? [index + 1] : []));
  assert.notEqual(places.length, 0, String(part));
  return places;
}

describe("an archive after a run that was killed", () => {
  const moments = [/^appendFile segments/, /^rename HEAD/, /^rm lock/];
  for (const moment of moments) {
    it(`before ${String(moment)} is whole after the next run`, async () => {
      const [scenario] = stage.scenarios.slice(moments.indexOf(moment) % stage.scenarios.length);
      assert.ok(scenario);
      const at = placesOf(scenario, moment).at(-1) ?? 0;
      assert.deepEqual(await killAt(stage, scenario, at, "kill"), { problem: undefined }, scenario.name);
    });
  }

  it("within a write is whole after the next run", async () => {
    const [, scenario] = stage.scenarios;
    assert.ok(scenario);
    for (const at of placesOf(scenario, /^(?:appendFile segments|writeFile HEAD)/)) {
      assert.deepEqual(await killAt(stage, scenario, at, "torn"), { problem: undefined });
    }
  });
});

describe("an archive after an operation that failed", () => {
  for (const [code, place, failing] of [
    ["ENOSPC", 1, /^(?:appendFile|writeFile (?:HEAD|manifests))/],
    ["EIO", 2, /^(?:rename|sync (?:HEAD|segments))/],
  ] as const) {
    it(`with ${code} is whole after the next run`, async () => {
      const scenario = stage.scenarios[place];
      assert.ok(scenario);
      for (const at of placesOf(scenario, failing)) {
        assert.deepEqual(await failAt(stage, scenario, at, code), { problem: undefined }, scenario.operations[at - 1]);
      }
    });
  }
});
