import {
  type CommandDescription,
  type LocatedCommand,
  locateCommands,
  type OptionDescription,
  type ValueDescription,
} from "./tree.ts";

/** The script for fish: one `complete` for each thing that can stand somewhere, under a condition that says where. */
export function fishScript(program: CommandDescription): string {
  const name = program.name.replaceAll(/\W/g, "_");
  const commands = locateCommands(program);
  const complete = `complete -c ${quote(program.name)}`;
  const lines = commands.flatMap((command) => [
    "",
    ...command.commands.map((child) => {
      const words = `-a ${list([child.name])} -d ${quote(child.summary)}`;
      return `${complete} -n ${at(name, command.path, 1)} ${words}`;
    }),
    ...command.values.map((value, index) => {
      // One that may come again has no number of its own; there is none before it.
      const place = command.repeats && index === command.values.length - 1 ? undefined : index + 1;
      return `${complete} -n ${at(name, command.path, place)} ${take(value)}`;
    }),
    ...command.options.map((option) => `${complete} -n ${at(name, command.path)} ${describe(option)}`),
  ]);
  return `# fish completion of ${program.name}, generated from its commands and options.

${reader(name, commands)}
# File names only where a file can stand.
${complete} -f
${lines.join("\n")}

# The line of another program, after \`--\`.
${complete} -n ${quote(`test (__${name}_at | count) -gt 2`)} -a ${quote(`(__${name}_child)`)}
`;
}

/** The condition that the line is at a command, and there at its word of that number. */
function at(name: string, path: string, count?: number): string {
  return quote(`__${name}_is ${quote(path)}${count === undefined ? "" : ` ${count}`}`);
}

function describe({ flags, summary, value }: OptionDescription): string {
  const forms = flags.map((flag) =>
    flag.startsWith("--") ? `-l ${quote(flag.slice(2))}` : `-s ${quote(flag.slice(1))}`,
  );
  return [...forms, ...(value === undefined ? [] : [`-r ${take(value)}`]), `-d ${quote(summary)}`].join(" ");
}

function take({ choices, files }: ValueDescription): string {
  return `${files ? "-F" : "-f"}${choices.length === 0 ? "" : ` -a ${list(choices)}`}`;
}

/** What stands behind -a is read as fish source once more. */
function list(words: readonly string[]): string {
  return quote(words.map(quote).join(" "));
}

function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}

function reader(name: string, commands: readonly LocatedCommand[]): string {
  const entries = commands.flatMap(({ path, commands: children }) =>
    children.map((child) => {
      const words = [child.name, ...child.aliases].map((word) => quote(`${path}/${word}`)).join(" ");
      return `contains -- "$at/$word" ${words}\n            set at ${quote(`${path} ${child.name}`.trimStart())}`;
    }),
  );
  const takers = commands.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) => (value === undefined ? [] : flags.map((flag) => quote(`${path}/${flag}`)))),
  );
  const runners = commands.filter(({ runsCommand }) => runsCommand).map(({ path }) => quote(path));
  return `# Where the line is: the command, the number of the word to come, and after \`--\` the words of another program.
function __${name}_at
    set -l at ''
    set -l count 1
    set -l option
    set -l ended
    set -l words (commandline -opc)
    set -e words[1]
    while set -q words[1]
        set -l word $words[1]
        set -e words[1]
        if set -q option[1]
            set -e option[1]
        else if set -q ended[1]
            set count (math $count + 1)
        else if test "$word" = --
            if contains -- "$at" ${runners.join(" ")}
                printf '%s\\n' $at $count -- $words
                return
            end
            set ended yes
        else if contains -- "$at/$word" ${takers.join(" ")}
            set option yes
        else if string match -q -- '-*' "$word"
            continue
        else if test $count -gt 1
            set count (math $count + 1)
        else if ${entries.join("\n        else if ")}
        else
            set count (math $count + 1)
        end
    end
    printf '%s\\n' "$at" $count
end

function __${name}_is -a path count
    set -l place (__${name}_at)
    test (count $place) -eq 2; and test "$place[1]" = "$path"; and test -z "$count" -o "$place[2]" = "$count"
end

function __${name}_child
    set -l words (__${name}_at)[4..-1]
    complete -C (string join ' ' -- (string escape -- $words) (commandline -ct))
end
`;
}
