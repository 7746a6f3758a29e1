import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { compareInstants, parseInstant } from "../../src/core/time.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { sources } from "../../src/sources/registry.ts";
import { runCli } from "../support/cli.ts";
import { runHere } from "../support/in-process.ts";
import { linesOf, rawTextOf } from "../support/invocation.ts";
import { memberOf as member, type SourceFixture } from "./source-fixture.ts";
import { fixtures } from "./source-fixtures.ts";

const recordKeys = [
  "schema",
  "source",
  "id",
  "time",
  "action",
  "actor",
  "target",
  "outcome",
  "address",
  "changes",
  "scope",
  "raw",
];

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

describe("the registry of sources", () => {
  it("has each folder of src/sources, and no other", () => {
    const folders = readdirSync(new URL("../../src/sources", import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    assert.ok(folders.length > 0);
    assert.deepEqual(sources.map(({ id }) => id).toSorted(), folders.toSorted());
  });

  it("has a fixture here for each source", () => {
    assert.deepEqual(Object.keys(fixtures).toSorted(), sources.map(({ id }) => id).toSorted());
  });
});

for (const { id } of sources) {
  const fixture = fixtures[id];
  if (fixture !== undefined) describe(`${id} keeps the contract`, { concurrency: 4 }, () => contract(id, fixture));
}

function withoutScope(line: string): string {
  return line.slice(0, line.indexOf('"scope":')) + rawTextOf(line);
}

function contract(id: string, fixture: SourceFixture): void {
  function run(...parameters: readonly string[]) {
    return runCli(parameters, { env: sandbox.environment });
  }

  /** The same without a process for each of many runs. */
  function runAgain(...parameters: readonly string[]) {
    return runHere(parameters, { env: sandbox.environment });
  }

  async function lines(...parameters: readonly string[]): Promise<readonly string[]> {
    const { code, stdout, stderr } = await runAgain(...parameters);
    assert.equal(code, 0, stderr);
    return linesOf(stdout);
  }

  it("exports every event once, its text untouched, in the order of the slices however many are read at once", async () => {
    const truth = fixture.allTexts(sandbox);
    assert.ok(truth.length > 1000, "the sandbox has too few events to prove anything");
    const { code, stdout, stderr } = await run(...fixture.everything, "-f", "ndjson", "--concurrency", "16");
    assert.equal(code, 0, stderr);
    const records = linesOf(stdout);
    assert.equal(records.length, truth.length);
    assert.deepEqual(records.map(rawTextOf), truth);
    assert.equal(new Set(records.map((record) => member(record, "id"))).size, truth.length);
  });

  it("exports the raw events byte for byte with --schema raw", async () => {
    const { stdout } = await run(...fixture.oneSlice, "--schema", "raw");
    assert.equal(
      stdout,
      fixture
        .sliceTexts(sandbox)
        .map((text) => `${text}\n`)
        .join(""),
    );
  });

  it("writes the record of the contract", async () => {
    for (const line of await lines(...fixture.oneSlice)) {
      const record = JSON.parse(line) as Readonly<Record<string, unknown>>;
      assert.deepEqual(Object.keys(record), recordKeys);
      assert.equal(record["schema"], "audit-export/1");
      assert.equal(record["source"], id);
      assert.equal(record["id"], fixture.idOf(rawTextOf(line)));
      assert.equal(record["time"], parseInstant(fixture.timeOf(rawTextOf(line))));
      for (const key of ["time", "action", "actor", "target", "outcome", "address"]) assert.notEqual(record[key], "");
      assert.ok(Array.isArray(record["changes"]));
    }
  });

  it("gives the same bytes whatever the page size", async () => {
    const { stdout: usual } = await run(...fixture.oneSlice);
    for (const size of [7, fixture.maximumPageSize - 1]) {
      const { stdout } = await runAgain(...fixture.oneSlice, "--page-size", String(size));
      assert.equal(stdout, usual, `page size ${size}`);
    }
  });

  it("stops after --limit records", async () => {
    const all = await lines(...fixture.oneSlice);
    assert.deepEqual(await lines(...fixture.oneSlice, "--limit", "7"), all.slice(0, 7));
    assert.deepEqual(await lines(...fixture.oneSlice, "--limit", String(all.length + 1)), all);
  });

  it("keeps the window half open, to the microsecond", async () => {
    const all = await lines(...fixture.oneSlice);
    const times = [...new Set(all.map((line) => member(line, "time")))].toSorted(compareInstants);
    const since = times[3] ?? "";
    const until = times[9] ?? "";
    assert.notEqual(until, "");
    const expected = all.filter((line) => {
      const time = member(line, "time");
      return compareInstants(time, since) >= 0 && compareInstants(time, until) < 0;
    });
    assert.ok(expected.length > 0 && expected.length < all.length);
    const found = await lines(...fixture.oneSlice, "--since", since, "--until", until);
    // What was asked differs, and with it the scope of a source that is asked for times; the events do not.
    assert.deepEqual(found.map(withoutScope), expected.map(withoutScope));
  });

  it("makes valid empty documents of an empty slice", async () => {
    assert.equal((await runAgain(...fixture.emptySlice, "-f", "ndjson")).stdout, "");
    assert.deepEqual(JSON.parse((await runAgain(...fixture.emptySlice, "-f", "json")).stdout), []);
    assert.match((await runAgain(...fixture.emptySlice, "-f", "csv")).stdout, /^time,source,id,[^\n]*\r\n$/);
    assert.equal((await runAgain(...fixture.emptySlice, "-f", "table")).code, 0);
  });

  it("ends with 3 and an empty stdout for what does not exist", async () => {
    for (const format of ["json", "csv"]) {
      const { code, stdout, stderr } = await runAgain(...fixture.missingSlice, "-f", format);
      assert.equal(code, 3, stderr);
      assert.equal(stdout, "");
    }
  });

  it("checks --page-size against the service before anything is sent", async () => {
    for (const size of ["0", String(fixture.maximumPageSize + 1), "ten", "-1", "2.5"]) {
      // Nothing listens there: were anything sent, the code would be 75.
      const env = { ...sandbox.environment, ...fixture.nowhere };
      const { code, stderr } = await runHere([...fixture.oneSlice, `--page-size=${size}`], { env });
      assert.equal(code, 2, stderr);
      assert.match(stderr, /--page-size/);
    }
  });

  it("ends with 4 and the remedy when there are no credentials", async () => {
    const kept = Object.entries(sandbox.environment).filter(([name]) => !fixture.credentials.includes(name));
    const { code, stderr } = await runCli(fixture.oneSlice, { env: Object.fromEntries(kept) });
    assert.equal(code, 4, stderr);
    assert.match(stderr, fixture.credentialsHint);
  });
}
