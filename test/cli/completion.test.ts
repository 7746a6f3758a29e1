import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, it } from "node:test";
import type { Command } from "commander";
import { runCompletionCommand } from "../../src/cli/completion-command.ts";
import { completionScripts } from "../../src/cli/completion/scripts.ts";
import type { CliContext } from "../../src/cli/context.ts";
import { shells } from "../../src/cli/program.ts";
import { formats } from "../../src/formats/registry.ts";
import { wholeProgram } from "../../.tools/whole-program.ts";

const directory = new URL("../../completions/", import.meta.url);
const program = wholeProgram("98.76.54");
const scripts = completionScripts(program);
const commands = [program, ...below(program)];

function below(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...below(child)]);
}

/** Whether the text has the word, and not only as a part of a longer one. */
function hasWord(script: string, word: string): boolean {
  return new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(script);
}

function hasFlag(shell: string, script: string, flag: string): boolean {
  if (shell !== "fish") return hasWord(script, flag);
  return script.includes(flag.startsWith("--") ? ` -l '${flag.slice(2)}' ` : ` -s '${flag.slice(1)}' `);
}

function flagsOf({ short, long }: { readonly short?: string; readonly long?: string }): readonly string[] {
  return [short, long].filter((flag) => flag !== undefined);
}

describe("completions/", () => {
  it("holds what is generated from the command tree", async () => {
    const remedy = "stale: run node --import tsx .tools/write-completions.ts";
    assert.deepEqual((await readdir(directory)).toSorted(), scripts.map(({ file }) => file).toSorted(), remedy);
    for (const { file, text } of scripts) {
      assert.ok((await readFile(new URL(file, directory), "utf8")) === text, `completions/${file} is ${remedy}`);
    }
  });

  it("has a script for every shell that the help names", () => {
    assert.deepEqual(
      scripts.map(({ shell }) => shell),
      [...shells],
    );
  });
});

for (const { shell, text: script } of scripts) {
  describe(`the script for ${shell}`, () => {
    it("names every command and its aliases", () => {
      assert.ok(commands.length > 3);
      for (const command of commands) {
        for (const name of [command.name(), ...command.aliases()]) assert.ok(hasWord(script, name), name);
      }
      assert.ok(hasWord(script, "help"), "help");
    });

    it("names every option that the help shows, and no hidden one", () => {
      const options = commands.flatMap((command) => command.options);
      const [visible, hidden] = [options.filter((option) => !option.hidden), options.filter((option) => option.hidden)];
      assert.ok(visible.length > 20 && hidden.length > 0);
      for (const flag of ["-h", "--help", ...visible.flatMap(flagsOf)]) assert.ok(hasFlag(shell, script, flag), flag);
      for (const flag of hidden.flatMap(flagsOf)) assert.ok(!hasFlag(shell, script, flag), `${flag} is hidden`);
    });

    it("names every choice, every format and every shell", () => {
      const choices = commands.flatMap((command) => command.options.flatMap((option) => option.argChoices ?? []));
      assert.ok(choices.length > 3);
      const names = formats.flatMap(({ id, aliases }) => [id, ...aliases]);
      for (const word of [...choices, ...names, ...shells]) assert.ok(hasWord(script, word), word);
    });

    it("does not change with the version", () => {
      assert.doesNotMatch(script, /98\.76\.54/);
    });
  });
}

describe("audit-export completion", () => {
  async function complete(shell: string): Promise<{ code: number; stdout: string; stderr: string }> {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const context: CliContext = {
      env: {},
      stdin: new PassThrough(),
      stdout,
      stderr,
      stdoutIsFile: false,
      directory: "/",
      platform: "linux",
      signal: new AbortController().signal,
      onExit: () => () => undefined,
      abandon: () => undefined,
      now: () => new Date(0),
      version: "98.76.54",
      processes: { pid: 1, isRunning: () => true },
      program: { node: "", script: "", nodeVersion: "20.19.0" },
    };
    const streams = Promise.all([text(stdout), text(stderr)]);
    const code = await runCompletionCommand(shell, program, context);
    stdout.end();
    stderr.end();
    const [out, err] = await streams;
    return { code, stdout: out, stderr: err };
  }

  for (const { shell, text: script } of scripts) {
    it(`prints the script for ${shell}`, async () => {
      assert.deepEqual(await complete(shell), { code: 0, stdout: script, stderr: "" });
    });
  }

  it("says which shells there are", async () => {
    const { code, stdout, stderr } = await complete("tcsh\u001b[2J");
    assert.equal(code, 2);
    assert.equal(stdout, "");
    const [first, second] = stderr.split("\n");
    assert.equal(first, String.raw`error: there is no completion for "tcsh\u001b[2J"`);
    assert.equal(second, "  next: choose bash, zsh, fish, powershell");
  });
});
