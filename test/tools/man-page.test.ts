import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { Command } from "commander";
import { exitStatus } from "../../.tools/man/exit-status.ts";
import { manPage } from "../../.tools/man/page.ts";
import { prose, roff } from "../../.tools/man/roff.ts";
import { wholeProgram } from "../../.tools/whole-program.ts";
import { exitCodes } from "../../src/core/errors.ts";
import { sources } from "../../src/sources/registry.ts";

const program = wholeProgram("98.76.54");
const readme = readFileSync("README.md", "utf8");
const page = manPage(program, readme, "98.76.54");

function below(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...below(child)]);
}

/** What a reader sees of a line. */
function plain(text: string): string {
  return text
    .replaceAll(/\\f[BIR]/g, "")
    .replaceAll("\\-", "-")
    .replaceAll("\\(aq", "'");
}

/** The text of each subsection, by its heading. */
const sections = new Map(
  page
    .split(/^\.S[SH] /m)
    .slice(1)
    .map((text) => [plain(text.slice(0, text.indexOf("\n"))).replaceAll('"', ""), plain(text)]),
);

/** `plan genesys realtime`: the words behind the program's. */
function nameOf(command: Command): string {
  return command.parent === null || command.parent === program
    ? command.name()
    : `${nameOf(command.parent)} ${command.name()}`;
}

function sectionOf(name: string): string | undefined {
  return [...sections].find(([heading]) => heading.split(" (")[0] === `audit-export ${name}`)?.[1];
}

describe("the manual page", () => {
  it("has every command, with its arguments and every option that its help shows", () => {
    const commands = below(program).filter((command) => command.name() !== "help");
    assert.ok(commands.length > 10);
    const shared = sections.get("OPTIONS OF EXPORTS") ?? "";
    for (const command of commands) {
      const name = nameOf(command);
      const text = sectionOf(name) ?? "";
      assert.notEqual(text, "", name);
      for (const alias of command.aliases()) assert.ok(text.includes(alias), alias);
      for (const argument of command.registeredArguments) assert.ok(text.includes(`\n${argument.name()}\n`), name);
      const [, place = "", mentioned = ""] = /options of (exports, below|audit-export [^:]+): (.*)\./.exec(text) ?? [];
      const planned = place.startsWith("audit-export ") ? (sectionOf(place.slice("audit-export ".length)) ?? "") : "";
      for (const { flags, long, hidden } of command.options.filter((option) => !option.hidden)) {
        const shown = `\n${flags.replaceAll(/[<>]/g, "")}\n`;
        assert.equal(hidden, false);
        assert.ok(
          text.includes(shown) ||
            ((shared.includes(shown) || planned.includes(shown)) &&
              (text.includes("options of exports, below.") || mentioned.split(", ").includes(long ?? ""))),
          `${name} ${flags}`,
        );
      }
      for (const { long } of command.options.filter((option) => option.hidden)) {
        assert.ok(!text.includes(`\n${long}\n`), `${long} is hidden`);
      }
    }
    // Told once, not under each command.
    assert.equal(page.split("\\fB\\-\\-checkpoint ").length, 2);
  });

  it("has every exit code and every example", () => {
    const codes = exitStatus(readme).flatMap(([listed]) => listed.split(", ").map(Number));
    assert.deepEqual(
      codes.toSorted((one, other) => one - other),
      [0, ...Object.values(exitCodes)],
    );
    const examples = sections.get("EXAMPLES") ?? "";
    for (const source of sources) {
      for (const definition of [source, ...(source.commands ?? [])]) {
        for (const [line] of definition.examples) assert.ok(examples.includes(plain(roff(line))), line);
      }
    }
    assert.ok(examples.includes("summarize") && examples.includes("sandbox"));
  });

  it("takes text for text", () => {
    assert.equal(roff(".so /etc/passwd"), "\\&.so /etc/passwd");
    assert.equal(roff("'br"), "\\(aqbr");
    assert.equal(roff(String.raw`\fB "x" -y`), "\\efB \\(dqx\\(dq \\-y");
    assert.equal(roff("…→é😀"), "\\[u2026]\\[u2192]\\[u00E9]\\[u1F600]");
    assert.equal(prose("`.x` is <y>"), "\\fB.x\\fR is \\fIy\\fR");
    assert.match(page, /^[\n -~]*$/);
  });

  for (const [name, parameters] of [
    ["groff", ["-man", "-ww", "-Tutf8", "-z"]],
    ["mandoc", ["-T", "lint", "-W", "error"]],
  ] as const) {
    const missing = spawnSync(name, ["--version"]).error !== undefined;
    it(`is read by ${name} without a warning`, { skip: missing ? `${name} is not installed here` : false }, () => {
      const { status, stdout, stderr } = spawnSync(name, parameters, { input: page, encoding: "utf8" });
      assert.deepEqual([status, stdout, stderr], [0, "", ""]);
    });
  }
});
