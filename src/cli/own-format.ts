import type { Command } from "commander";
import { environmentName, type Given, isTyped } from "./options.ts";

/**
 * What was given, without a format that is none of the command's own: a variable or a file that says it is for exports, and no
 * mistake here.
 */
export function withoutForeignFormat(command: Command, formats: readonly string[], { env, configured }: Given): Given {
  if (isTyped(command, "format")) return { env, ...(configured === undefined ? {} : { configured }) };
  const name = environmentName("format");
  const own = formats.includes(env[name] ?? "") ? env : { ...env, [name]: undefined };
  if (configured === undefined) return { env: own };
  return {
    env: own,
    configured: {
      ...configured,
      find(option) {
        const found = configured.find(option);
        return option === "format" && !formats.includes(String(found?.value)) ? undefined : found;
      },
    },
  };
}
