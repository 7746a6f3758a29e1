import type { Command } from "commander";
import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import { powerShellScript } from "./powershell.ts";
import { type CommandDescription, describeProgram } from "./tree.ts";
import { zshScript } from "./zsh.ts";

interface ShellDefinition {
  readonly shell: string;
  /** What the shell expects a file of completions to be called. */
  readonly file: (program: string) => string;
  readonly script: (program: CommandDescription) => string;
}

const definitions: readonly ShellDefinition[] = [
  { shell: "bash", file: (program) => `${program}.bash`, script: bashScript },
  { shell: "zsh", file: (program) => `_${program}`, script: zshScript },
  { shell: "fish", file: (program) => `${program}.fish`, script: fishScript },
  { shell: "powershell", file: (program) => `${program}.ps1`, script: powerShellScript },
];

export interface CompletionScript {
  readonly shell: string;
  readonly file: string;
  readonly text: string;
}

/** The completion scripts of all shells, as they stand in `completions/`. */
export function completionScripts(program: Command): readonly CompletionScript[] {
  const description = describeProgram(program);
  return definitions.map(({ shell, file, script }) => ({
    shell,
    file: file(description.name),
    text: script(description),
  }));
}
