import type { Command } from "commander";
import { nearest } from "../core/nearest.ts";

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
