import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ExportError } from "../../../src/core/errors.ts";
import { describeFaults, faultCatalog } from "../../../src/sandbox/faults/catalog.ts";
import { parseFaults } from "../../../src/sandbox/faults/spec.ts";
import { runCli } from "../../support/cli.ts";

describe("the faults that are asked for", () => {
  it("are read with their settings, and what is not said is as usual", () => {
    const [throttle, reset, ...more] = parseFaults(" throttle:every=3:retry-after=30 , reset:on=genesys:times=1,");
    assert.deepEqual(throttle, {
      name: "throttle",
      on: undefined,
      numbers: { every: 3, after: 0, "retry-after": 30 },
      words: { in: "header" },
    });
    assert.deepEqual(reset, { name: "reset", on: "genesys", numbers: { every: 5, after: 0, times: 1 }, words: {} });
    assert.deepEqual(more, []);
    assert.deepEqual(parseFaults(""), []);
  });

  for (const [text, message] of [
    ["throtle", /no fault "throtle"/],
    ["toString", /no fault "toString"/],
    ["reset:evry=3", /no setting of reset "evry"/],
    ["reset:every", /every is a whole number from 1 to 1000000, not ""/],
    ["reset:every=0", /not "0"/],
    ["reset:every=1.5", /not "1.5"/],
    ["error:status=700", /status is a whole number from 400 to 599/],
    ["throttle:in=trailer", /in is header or body, not "trailer"/],
    ["quota:every=3", /no setting of quota "every"/],
    ["reset:on=", /no setting of reset "on"|on/],
  ] as const) {
    it(`are refused: ${text}`, () => {
      assert.throws(
        () => parseFaults(text),
        (error) => error instanceof ExportError && error.code === "usage" && message.test(error.message),
      );
    });
  }

  it("end the command with 2 where there are none of that name, and are all in its help", async () => {
    const { code, stderr } = await runCli(["sandbox", "--faults", "rest:every=2"]);
    assert.equal(code, 2);
    assert.match(stderr, /no fault "rest"\n {2}next: did you mean reset\?/);
    const { stdout } = await runCli(["sandbox", "--help"]);
    assert.ok(stdout.includes(describeFaults()));
    for (const name of Object.keys(faultCatalog)) assert.match(stdout, new RegExp(`^ {2}${name} `, "m"));
  });
});
