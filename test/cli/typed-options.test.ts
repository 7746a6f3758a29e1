import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Command } from "commander";
import { type OptionFilter, readOptions, typedOptions } from "../../src/cli/options.ts";
import { type Actions, buildProgram } from "../../src/cli/program.ts";
import { readingOptions } from "../../src/cli/shared-options.ts";
import { sources } from "../../src/sources/registry.ts";
import { runCli } from "../support/cli.ts";

/** The export that was chosen, as commander has understood it. */
async function chosen(words: readonly string[], options?: OptionFilter): Promise<Command> {
  let found: Command | undefined;
  const actions = {
    exportSource: async (_source: string, _definition: unknown, command: Command) => {
      found = command;
      return 0;
    },
  } as unknown as Actions;
  const program = buildProgram("1.0.0", actions, () => undefined, {
    words,
    ...(options === undefined ? {} : { options }),
  });
  await program.parseAsync(words, { from: "user" });
  assert.ok(found !== undefined);
  return found;
}

/** Every way to type each option that an export has. */
async function waysToType(words: readonly string[]): Promise<readonly (readonly string[])[]> {
  const command = await chosen(words);
  return command.options.flatMap(({ long, short, flags }) => {
    const takesValue = flags.endsWith(">");
    const values = takesValue ? [[`${long}`, "value"], [`${long}=value`], [`${long}=`, "--quiet"]] : [[`${long}`]];
    const letters =
      short === undefined ? [] : takesValue ? [[short, "-"], [`${short}value`], ["-q", `${short}=x`]] : [[short]];
    return [...values, ...letters].map((typed) => [...words, ...typed]);
  });
}

describe("the options that commander gets", () => {
  const exports = sources.flatMap(({ id, commands = [] }) => [[id], ...commands.map((command) => [id, command.id])]);
  for (const name of exports) {
    it(`are all that can be meant, of ${name.join(" ")}`, async () => {
      const required = (await chosen([...name, ...idsOf(name)])).args;
      const ways = await waysToType([...name, ...required]);
      assert.ok(ways.length > 15);
      for (const words of ways) {
        const [whole, typed] = [await chosen(words), await chosen(words, typedOptions(words))];
        assert.deepEqual(understood(typed), understood(whole), words.join(" "));
        assert.ok(typed.options.length < whole.options.length);
      }
    });
  }

  it("are no others than those of the environment", async () => {
    const command = await chosen(["cases"], typedOptions(["cases"]));
    const env = { AUDIT_EXPORT_LIMIT: "7" };
    assert.equal(readOptions(command, { limit: readingOptions.limit }, { env }, new Date()).limit, 7);
  });

  it("are all there for who has mistyped one, and for help", async () => {
    const { code, stderr } = await runCli(["cases", "--case-id", "1", "--concurency", "2"]);
    assert.deepEqual(
      [code, stderr],
      [2, "error: unknown option '--concurency'\n  next: did you mean --concurrency?\n"],
    );
    const help = await runCli(["cases", "--case-id", "1", "-qh"]);
    assert.equal(help.code, 0);
    assert.match(help.stdout, /--concurrency/);
  });
});

/** What was typed, without what nobody chose. */
function understood(command: Command): readonly unknown[] {
  const chosen = Object.entries(command.opts()).filter(([, value]) => value !== undefined);
  return [Object.fromEntries(chosen), command.args];
}

/** What `related`, `results` and their like are of. */
function idsOf(name: readonly string[]): readonly string[] {
  const source = sources.find(({ id }) => id === name[0]);
  const definition = source?.commands?.find(({ id }) => id === name[1]) ?? source;
  const positional = Object.values(definition?.options ?? {}).filter((option) => option.positional === true);
  return positional.map(() => "an-id");
}
