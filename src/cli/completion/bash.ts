import { bashReader } from "./bash-reader.ts";
import { type CommandDescription, type LocatedCommand, locateCommands, type ValueDescription } from "./tree.ts";

/** The script for bash: tables of what can stand where, as functions of `case`, and the code that reads the line. */
export function bashScript(program: CommandDescription): string {
  const name = program.name.replaceAll(/\W/g, "_");
  const commands = locateCommands(program);
  return `# bash completion of ${program.name}, generated from its commands and options.
# For bash 3.2 and newer; the package bash-completion is not needed.

# Goes to the command that the word $1 chooses at the command in \`at\`.
__${name}_enter() {
${paths(commands, enterArms)}}

# What the option $1 takes at the command in \`at\`; fails for an option that takes nothing.
__${name}_value() {
${paths(commands, valueArms)}}

# What can stand at the command in \`at\` as its word number $1.
__${name}_words() {
${paths(commands, wordArms)}}

# The options of the command in \`at\`.
__${name}_options() {
  case $at in
${commands.map(({ path, options }) => `    ${quote(path)}) ${choose(options.flatMap(({ flags }) => flags))} ;;\n`).join("")}\
  esac
}

# Whether the command in \`at\` runs another program, named after \`--\`.
__${name}_runs() {
  case $at in
${commands
  .filter(({ runsCommand }) => runsCommand)
  .map(({ path }) => `    ${quote(path)}) ;;\n`)
  .join("")}\
    *) return 1 ;;
  esac
}
${bashReader(name, quote(program.name))}`;
}

/** A \`case\` over the commands that have arms of their own, of their second word. */
function paths(commands: readonly LocatedCommand[], arms: (command: LocatedCommand) => readonly string[]): string {
  const cases = commands.flatMap((command) => {
    const own = arms(command);
    if (own.length === 0) return [];
    return [
      `    ${quote(command.path)})`,
      "      case $1 in",
      ...own,
      "        *) return 1 ;;",
      "      esac",
      "      ;;",
    ];
  });
  return ["  case $at in", ...cases, "    *) return 1 ;;", "  esac", ""].join("\n");
}

function enterArms({ path, commands }: LocatedCommand): readonly string[] {
  return commands.map(({ name, aliases }) => arm([name, ...aliases], `at=${quote(`${path} ${name}`.trimStart())}`));
}

/** Options that take the same share an arm. */
function valueArms({ options }: LocatedCommand): readonly string[] {
  const flagsByValue = new Map<string, string[]>();
  for (const { flags, value } of options) {
    if (value === undefined) continue;
    const body = fill(value);
    flagsByValue.set(body, [...(flagsByValue.get(body) ?? []), ...flags]);
  }
  return [...flagsByValue].map(([body, flags]) => arm(flags, body));
}

function wordArms({ commands, values, repeats }: LocatedCommand): readonly string[] {
  if (commands.length > 0) return [arm(["1"], choose(commands.map(({ name }) => name)))];
  return values.map((value, index) => {
    const isLast = repeats && index === values.length - 1;
    return isLast ? `        *) ${fill(value)} ;;` : arm([String(index + 1)], fill(value));
  });
}

function arm(patterns: readonly string[], body: string): string {
  return `        ${patterns.map(quote).join(" | ")}) ${body}${body === "" ? "" : " "};;`;
}

function fill({ choices, files }: ValueDescription): string {
  const assignments = [choices.length === 0 ? "" : choose(choices), files ? "files=yes" : ""];
  return assignments.filter((assignment) => assignment !== "").join(" ");
}

function choose(words: readonly string[]): string {
  return `choices=(${words.map(quote).join(" ")})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
