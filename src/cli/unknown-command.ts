import type { Command } from "commander";
import { nearest } from "../core/nearest.ts";
import { isTyped } from "./options.ts";

/** Ends as commander ends for an unknown command, also where it would take the word for a superfluous argument. */
export function refuseCommand(parent: Command, word: string): never {
  const commands = parent.createHelp().visibleCommands(parent);
  const close = nearest(
    word,
    commands.flatMap((command) => [command.name(), ...command.aliases()]),
  );
  const suggestion = close === undefined ? "" : `\n(Did you mean ${close}?)`;
  return parent.error(`error: unknown command '${word}'${suggestion}`, { code: "commander.unknownCommand" });
}

/** What stands before a command's name is of the command above it, and would be ignored: `genesys --since 7d realtime`. */
export function refuseMisplaced(parent: Command, command: Command): void {
  const misplaced = parent.options.find((option) => isTyped(parent, option.attributeName()));
  if (misplaced === undefined) return;
  const name = command.name();
  const hint = `write it behind ${name}`;
  command.error(`error: ${misplaced.long} stands before '${name}', where it says nothing\n(${hint})`);
}
