import type { Command } from "commander";
import { paint, type Style } from "../core/paint.ts";
import { visible } from "../core/visible.ts";
import { sources } from "../sources/registry.ts";
import { hasColor } from "./color.ts";
import type { CliContext } from "./context.ts";
import { helpHint, kebabCase, readOptions } from "./options.ts";
import { messageOptions, sharedOptions } from "./shared-options.ts";

/** commander's message in our two lines. What was typed may have been pasted from anywhere, so it is made harmless. */
export function usageMessage(text: string, command: Command, context: CliContext): string {
  const [failure = "", suggestion = ""] = text.trimEnd().split("\n");
  const guess = /^\((.*)\)$/.exec(suggestion)?.[1]?.replace(/^Did/, "did");
  const next = misplacedHint(failure, command) ?? guess ?? helpHint(command);
  const [label = "", ...words] = failure.replace(/\.$/, "").split(" ");
  const color = hasColor(colorOf(command, context), context.env, context.stderr.isTTY === true);
  const painted = (style: Style, part: string): string => (color ? paint(style, part) : part);
  return `${painted("red", visible(label))} ${visible(words.join(" "))}\n${painted("cyan", "  next:")} ${visible(next)}\n`;
}

/** An option that there is, of another command: no slip of the fingers, whatever it may be near to. */
function misplacedHint(failure: string, command: Command): string | undefined {
  const [, flag = ""] = /^error: unknown option '(--[\w-]+)/.exec(failure) ?? [];
  if (flag === "") return undefined;
  if (command.name() === "sandbox") return "write -- before the command that is to run in the sandbox";
  const name = flag.slice(2);
  if (topOf(command) === "plan" && isAmong(name, sharedOptions)) {
    return `plan takes what chooses what is read: leave ${flag} out`;
  }
  const owners = sources.filter(({ options, commands = [] }) =>
    [{ options }, ...commands].some((definition) => isAmong(name, definition.options)),
  );
  return owners.length === 0 ? undefined : `${flag} is an option of ${owners.map(({ id }) => id).join(" and ")}`;
}

function isAmong(name: string, definitions: object): boolean {
  return Object.keys(definitions).some((key) => kebabCase(key) === name);
}

/** The first word behind the program's name. */
function topOf(command: Command): string {
  const { parent } = command;
  return parent === null || parent.parent === null ? command.name() : topOf(parent);
}

/** What was chosen of colours, as far as what was typed has been understood. */
function colorOf(command: Command, context: CliContext): boolean | undefined {
  try {
    return readOptions(command, { color: messageOptions.color }, context, context.now()).color;
  } catch {
    return undefined;
  }
}
