import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { readOptions } from "../options.ts";
import { configOptions } from "../shared-options.ts";
import type { Config } from "./file.ts";
import { readConfigText } from "./location.ts";

/**
 * The configuration file that counts for a command; undefined where there is none, which costs no more than the look.
 *
 * @throws ExportError (config, usage)
 */
export async function readConfig(command: Command, context: CliContext): Promise<Config | undefined> {
  const { config } = readOptions(command, configOptions, { env: context.env }, context.now());
  const found = await readConfigText(config, context);
  if (found === undefined) return undefined;
  const { parseConfig } = await import("./file.ts");
  return parseConfig(found, context.now());
}

/** The context with what the configuration file says to the options of a source's command. */
export async function withConfig(
  command: Command,
  sourceId: string | undefined,
  context: CliContext,
): Promise<CliContext> {
  const config = await readConfig(command, context);
  if (config === undefined) return context;
  const { configuredBy } = await import("./configured.ts");
  const configured = configuredBy(config, sourceId, context.env);
  // Its members are got when they are asked for: see main.ts.
  return Object.create(context, { configured: { value: configured, enumerable: true } }) as CliContext;
}
