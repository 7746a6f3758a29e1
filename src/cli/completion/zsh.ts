import {
  type CommandDescription,
  type LocatedCommand,
  locateCommands,
  type OptionDescription,
  type ValueDescription,
} from "./tree.ts";

/** The script for zsh: one function for each command, which hands what can stand there to `_arguments`. */
export function zshScript(program: CommandDescription): string {
  const name = functionName(program.name, "");
  const functions = locateCommands(program).map((command) => commandFunction(program.name, command));
  return `#compdef ${program.name}

# zsh completion of ${program.name}, generated from its commands and options.
# A file for a directory of $fpath; or source it after compinit.

${functions.join("\n")}
# One of the words given, or a file.
${name}__choice_or_file() {
  local -a choices
  choices=("$@")
  _alternative 'choices:choice:compadd -a choices' 'files:file:_files'
}

if [[ "\${funcstack[1]}" == ${quote(name)} ]]; then
  ${name} "$@"
else
  compdef ${name} ${quote(program.name)}
fi
`;
}

function commandFunction(program: string, command: LocatedCommand): string {
  const { path, options, commands, values, repeats, runsCommand } = command;
  const isGroup = commands.length > 0;
  const specifications = [
    ...options.flatMap((option) => optionSpecifications(option, program)),
    ...(isGroup ? ["1:command:->command", "*::argument:->argument"] : []),
    ...(isGroup
      ? []
      : values.map((value, index) => {
          const place = repeats && index === values.length - 1 ? "*" : String(index + 1);
          return `${place}:${valueSpecification(value, program)}`;
        })),
  ];
  // What follows a subcommand's name is the subcommand's.
  const settings = isGroup ? "-C -s -S -A '-*'" : "-C -s -S";
  return `${functionName(program, path)}() {
  local curcontext="$curcontext" state state_descr line result=1
  local -A opt_args
${runsCommand ? childLine : ""}  _arguments ${settings} \\
    ${specifications.map(quote).join(" \\\n    ")} && result=0
${isGroup ? groupStates(program, command) : ""}  return result
}
`;
}

function groupStates(program: string, { path, commands }: LocatedCommand): string {
  const described = commands.map(({ name, summary }) => quote(`${escape(name)}:${summary.replaceAll("\\", "\\\\")}`));
  const entered = commands.map(({ name, aliases }) => {
    const target = functionName(program, `${path} ${name}`.trimStart());
    return `        ${[name, ...aliases].map(quote).join(" | ")}) ${target} && result=0 ;;`;
  });
  return `  case $state in
    command)
      local -a described
      described=(
        ${described.join("\n        ")}
      )
      _describe -t commands command described && result=0
      ;;
    argument)
      case $line[1] in
${entered.join("\n")}
      esac
      ;;
  esac
`;
}

/** Only after `--` stands a command, and then the line is that command's. */
const childLine = `  local -i dashes=\${words[(i)--]}
  if (( dashes < CURRENT )); then
    shift $dashes words
    (( CURRENT -= dashes ))
    _normal
    return
  fi
`;

/** An option with a value has two forms: `-f+` takes it in the same word or the next, `--format=` behind = or in the next. */
function optionSpecifications(option: OptionDescription, program: string): readonly string[] {
  const { flags, summary, value, repeatable } = option;
  const before = repeatable ? "*" : `(${flags.join(" ")})`;
  return flags.map((flag) => {
    if (value === undefined) return `${before}${flag}[${escape(summary)}]`;
    const form = `${flag}${flag.startsWith("--") ? "=" : "+"}`;
    return `${before}${form}[${escape(summary)}]:${valueSpecification(value, program)}`;
  });
}

/** What the value is called, and the action that completes it. */
function valueSpecification({ name, choices, files }: ValueDescription, program: string): string {
  const words = choices.map(evaluated).join(" ");
  const list = files ? ` ${functionName(program, "")}__choice_or_file ${words}` : `(${words})`;
  // No blank behind a word that goes on.
  if (choices.some((word) => word.endsWith("="))) return `${escape(name)}: compadd -S "" - ${words}`;
  return `${escape(name)}:${choices.length > 0 ? list : files ? "_files" : " "}`;
}

function functionName(program: string, path: string): string {
  return `_${program}${path === "" ? "" : ` ${path}`}`.replaceAll(/[^\w-]/g, "_");
}

/** Text in a specification of `_arguments`. */
function escape(text: string): string {
  return text.replaceAll(/[\\:[\]]/g, String.raw`\$&`);
}

/** A word that zsh evaluates in an action, written without the characters that mean something in a specification. */
function evaluated(word: string): string {
  if (/^[\w./-]+$/.test(word)) return word;
  const hidden = word.replaceAll(/[!-,:-@[-^`{-~]/g, (character) => `\\x${character.charCodeAt(0).toString(16)}`);
  return `$'${hidden}'`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
