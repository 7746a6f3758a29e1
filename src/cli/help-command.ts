import type { Command } from "commander";
import { refuseCommand } from "./unknown-command.ts";

export const helpCommandName = "help";

/** `help genesys realtime`: commander's own help command knows only the commands of the program itself. */
export function addHelpCommand(program: Command): void {
  program
    .command(helpCommandName)
    .summary("show help for a command")
    .description("Shows the help of the program, or of a command.")
    .argument("[command...]", "the command, such as cases or genesys realtime")
    .action((words: readonly string[]) => commandAt(program, words).outputHelp());
}

function commandAt(program: Command, words: readonly string[]): Command {
  let command = program;
  for (const word of words) {
    const child = command.commands.find((other) => other.name() === word || other.aliases().includes(word));
    if (child === undefined) refuseCommand(command, word);
    command = child;
  }
  return command;
}
