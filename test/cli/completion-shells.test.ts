import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { Command, Option } from "commander";
import { completionScripts } from "../../src/cli/completion/scripts.ts";
import { shells } from "../../src/cli/program.ts";
import { formats } from "../../src/formats/registry.ts";
import { wholeProgram } from "../../.tools/whole-program.ts";

const program = wholeProgram();

/** What the user's directory holds, and a program on the path. */
const files = ["events.csv", "my formatter.js"];
const child = "zq-child";
const formatNames = formats.flatMap(({ id, aliases }) => [id, ...aliases]);

interface Expectation {
  readonly line: string;
  readonly offers: readonly string[];
  /** What must not be offered, where a shell may offer more than `offers`. Left out: nothing but `offers` is. */
  readonly withholds?: readonly string[];
}

const visibleCommands = program.commands.map((command) => command.name());
const expectations: readonly Expectation[] = [
  { line: "audit-export ", offers: visibleCommands },
  { line: "audit-export san", offers: ["sandbox"] },
  { line: "audit-export connect-c", offers: [] },
  { line: "audit-export --vers", offers: ["--version"] },
  ...program.commands.map((command) => ({
    line: `audit-export ${command.name()} --`,
    offers: ["--help", ...command.options.filter(({ hidden }) => !hidden).map(({ long }) => long ?? "")],
  })),
  { line: "audit-export connect-cases --sch", offers: ["--schema"] },
  { line: "audit-export cases --schema ", offers: ["audit", "raw"] },
  { line: "audit-export cases --schema=", offers: ["audit", "raw"] },
  { line: "audit-export cases --schema=r", offers: ["raw"] },
  { line: "audit-export connect-cases --all --log-format=t", offers: ["text"] },
  { line: "audit-export cases --format ", offers: [...formatNames, ...files] },
  { line: "audit-export cases --format=", offers: [...formatNames, ...files] },
  { line: "audit-export cases -f ta", offers: ["table"] },
  { line: "audit-export cases --output ", offers: files },
  { line: "audit-export cases --output=ev", offers: ["events.csv"] },
  { line: "audit-export cases -o ev", offers: ["events.csv"] },
  { line: "audit-export cases --since ", offers: [] },
  // What an option takes is no command, whatever it looks like; a time has colons, which bash takes apart.
  { line: "audit-export cases --domain-id sandbox --schema ", offers: ["audit", "raw"] },
  { line: "audit-export cases --since=2026-11-01T10:00:00Z --until 2026-11-02T00:00:00Z --schema r", offers: ["raw"] },
  { line: "audit-export verify ", offers: files },
  { line: "audit-export summarize ", offers: files },
  { line: "audit-export summarize my.ndjson --by action ev", offers: ["events.csv"] },
  { line: "audit-export summarize --by=mo", offers: ["month"] },
  { line: "audit-export completion ", offers: [...shells] },
  { line: "audit-export completion bash ", offers: [], withholds: [...shells, ...files] },
  { line: "audit-export help san", offers: ["sandbox"] },
  { line: "audit-export help purecloud re", offers: ["realtime", "related", "results"] },
  { line: "audit-export help genesys realtime --", offers: [] },
  { line: "audit-export genesys services --s", offers: ["--schema", "--summary"] },
  { line: "audit-export genesys --filter Entity", offers: ["EntityType=", "EntityId="] },
  { line: "audit-export genesys realtime --filter=U", offers: ["UserId="] },
  { line: "audit-export genesys --filter UserId=x", offers: [], withholds: files },
  { line: "audit-export sandbox ", offers: [], withholds: [child, ...files] },
  { line: "audit-export sandbox -- zq-", offers: [child] },
  { line: "audit-export sandbox --seed 3 -- zq-child ev", offers: ["events.csv"] },
  { line: "audit-export sandbox -- audit-export cases --schema=", offers: ["audit", "raw"] },
];

/** Every text of this tree would run a command, end a quotation or mean something in some shell's own notation. */
const hostileTexts = [
  "a b",
  "$(touch ran)",
  "`touch ran`",
  "'; touch ran; '",
  '"; touch ran; "',
  "c:d",
  String.raw`e\:f`,
  String.raw`g\'h`,
  "[i]:(j)",
  "*",
  "~",
  "#k",
  "\u2019; touch ran; \u2019",
];

function hostileProgram(): Command {
  const hostile = new Command("hostile-tool");
  for (const [index, text] of hostileTexts.entries()) hostile.command(`run${index}`).description(text);
  const command = hostile.command("all").aliases(hostileTexts).description(hostileTexts.join(" "));
  const placeholder = hostileTexts.join(" ").replaceAll(/[<>]/g, "");
  command.addOption(new Option(`--choose <${placeholder}>`, "choices").choices(hostileTexts));
  command.option(`--text <${placeholder}>`, hostileTexts.join(" "));
  for (const [index, text] of hostileTexts.entries()) command.option(`--flag${index}`, text);
  return hostile;
}

/** A command that works by itself and has a command below it, as `genesys` and `genesys related`. */
function nestedProgram(): Command {
  const nested = new Command("nested-tool");
  const group = nested
    .command("group")
    .alias("g")
    .option("--name <text>", "a name")
    .action(() => undefined);
  group
    .command("deep")
    .argument("<directory>")
    .argument("[mode]")
    .option("--all", "all")
    .action(() => undefined);
  return nested;
}

const nestedExpectations: readonly Expectation[] = [
  { line: "nested-tool g ", offers: ["deep"] },
  { line: "nested-tool g --name deep ", offers: ["deep"] },
  { line: "nested-tool group --name x deep --", offers: ["--all", "--help"] },
  { line: "nested-tool group deep --all ", offers: files },
  { line: "nested-tool group deep -- ev", offers: ["events.csv"] },
  { line: "nested-tool group deep x ", offers: [], withholds: ["deep", ...files] },
];

const hostileExpectations: readonly Expectation[] = [
  { line: "hostile-tool ", offers: ["all", "help", ...hostileTexts.map((_, index) => `run${index}`)] },
  {
    line: "hostile-tool all --",
    offers: ["--choose", "--text", "--help", ...hostileTexts.map((_, index) => `--flag${index}`)],
  },
  { line: "hostile-tool all --choose ", offers: hostileTexts },
  { line: "hostile-tool all --choose=", offers: hostileTexts },
  { line: "hostile-tool all --text ", offers: [] },
];

interface ShellDriver {
  readonly shell: string;
  /** What the shell offers for a line, in a directory. */
  complete(script: string, line: string): Promise<readonly string[]>;
}

let directory = "";
let home = "";

before(async () => {
  directory = await mkdtemp(join(tmpdir(), "completion-"));
  home = await mkdtemp(join(tmpdir(), "completion-home-"));
  for (const file of files) await writeFile(join(directory, file), "");
  await mkdir(join(home, "bin"));
  await writeFile(join(home, "bin", child), "#!/bin/sh\n", { mode: 0o755 });
  await writeFile(join(home, ".zshrc"), zshSettings);
  for (const { file, text } of [
    ...completionScripts(program),
    ...completionScripts(hostileProgram()),
    ...completionScripts(nestedProgram()),
  ]) {
    await writeFile(join(home, file), text);
  }
});
after(async () => {
  await rm(directory, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
});

async function output(shell: string, parameters: readonly string[]): Promise<readonly string[]> {
  const path = `${join(home, "bin")}${delimiter}${process.env["PATH"] ?? ""}`;
  const env = { PATH: path, HOME: home, ZDOTDIR: home, TERM: "vt100", LANG: "C.UTF-8", OFFERED: `${home}/offered` };
  const { stdout } = await promisify(execFile)(shell, parameters, { cwd: directory, env, timeout: 20_000 });
  return stdout.split("\n").filter((line) => line !== "");
}

/** Calls the registered function as bash does, then does what bash would do with its answer. */
const bashDriver = String.raw`
source "$1"; line=$2; shift 2; words=("$@"); default='' filenames=''
registered=$(complete -p "$1"); 
[[ $registered == *'-o default'* ]] && default=yes
compopt() { case "$*" in '+o default') default='' ;; '-o filenames') filenames=yes ;; esac; }
COMP_LINE=$line COMP_POINT=${"$"}{#line} COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
last=${"$"}{words[COMP_CWORD]}; [[ $last == = ]] && last=''
[[ $registered =~ -F\ ([^ ]+) ]] && "${"$"}{BASH_REMATCH[1]}" "$1" "$last" ''
if [[ ${"$"}{#COMPREPLY[@]} -gt 0 ]]; then
  for reply in "${"$"}{COMPREPLY[@]}"; do
    if [[ -n $filenames ]]; then printf '%s\n' "$reply"; else eval "printf '%s\n' $reply"; fi
  done
elif [[ -n $default ]]; then
  compgen -f -- "$last"
fi
exit 0`;

const fishDriver = "source $argv[1]; complete -C $argv[2]";

/** Completes in a zsh of its own behind a terminal; each match passes compadd, which writes it down. */
const zshSettings = String.raw`
PS1='ready>'
autoload -Uz compinit
compinit -u -D
zstyle ':completion:*' completer _complete
source $SCRIPT
compadd() {
  if [[ ${"$"}{@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
    local offer; local -a offered
    builtin compadd -A offered "$@"
    for offer in "$offered[@]"; do eval "print -r -- $offer" >> $OFFERED; done
  fi
  builtin compadd "$@"
}
finish() { exit }
comppostfuncs=(finish)`;
const zshDriver = String.raw`
export SCRIPT=$1 OFFERED=$(mktemp)
zmodload zsh/zpty
zpty completion 'zsh -d -i'
zpty -r completion shown '*ready>*'
zpty -w -n completion "$2"$'\t'
while zpty -r completion shown; do :; done
sort -u $OFFERED
rm $OFFERED`;

const drivers: readonly ShellDriver[] = [
  {
    shell: "bash",
    complete(script, line) {
      // As readline cuts a line: = and : are words of their own.
      const pieces = [...(line.match(/[=:]+|[^\s=:]+/g) ?? []), ...(line.endsWith(" ") ? [""] : [])];
      return output("bash", ["--norc", "-u", "-c", bashDriver, "bash", script, line, ...pieces]);
    },
  },
  {
    shell: "zsh",
    complete: (script, line) => output("zsh", ["-f", "-c", zshDriver, "zsh", script, line]),
  },
  {
    shell: "fish",
    async complete(script, line) {
      const offered = await output("fish", ["--no-config", "-c", fishDriver, script, line]);
      return offered.map((offer) => offer.replace(/\t.*$/, "").replace(/^--[^=]+=/, ""));
    },
  },
];

function installed(shell: string): boolean {
  try {
    execFileSync(shell, ["-c", "exit"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function scriptOf(shell: string, tree: Command): string {
  return join(home, completionScripts(tree).find((script) => script.shell === shell)?.file ?? "");
}

for (const { shell, complete } of drivers) {
  const skip = installed(shell) ? false : `${shell} is not installed here`;
  describe(`completion in ${shell}`, { skip, concurrency: 4 }, () => {
    function expect(tree: Command, { line, offers, withholds }: Expectation): void {
      it(`completes "${line}"`, async () => {
        const offered = await complete(scriptOf(shell, tree), line);
        if (withholds === undefined) assert.deepEqual(offered.toSorted(), offers.toSorted());
        else for (const word of withholds) assert.ok(!offered.includes(word), word);
      });
    }
    for (const expectation of expectations) expect(program, expectation);
    for (const expectation of nestedExpectations) expect(nestedProgram(), expectation);

    for (const { line, offers } of hostileExpectations) {
      it(`takes every text of the tree for text: "${line}"`, async () => {
        const offered = await complete(scriptOf(shell, hostileProgram()), line);
        assert.deepEqual(offered.toSorted(), offers.toSorted());
        assert.deepEqual((await readdir(directory)).toSorted(), files.toSorted());
      });
    }
  });
}

describe("completion in PowerShell", () => {
  it(
    "is read by PowerShell",
    { skip: installed("pwsh") ? false : "pwsh is not installed: syntax not tested" },
    async () => {
      const parse = "[System.Management.Automation.Language.Parser]::ParseFile($args[0], [ref]$null, [ref]$errors)";
      for (const tree of [program, hostileProgram()]) {
        const check = `$errors = $null; $null = ${parse}; $errors | ForEach-Object { $_.Message }`;
        assert.deepEqual(
          await output("pwsh", ["-NoProfile", "-c", `& { ${check} } '${scriptOf("powershell", tree)}'`]),
          [],
        );
      }
    },
  );
});
