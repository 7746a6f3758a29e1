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

/**
 * The context with what the configuration file says to the options of a source's command.
 *
 * @throws ExportError (config) for a profile that the file does not have
 */
export async function contextWith(
  config: Config | undefined,
  sourceId: string | undefined,
  context: CliContext,
): Promise<CliContext> {
  if (config === undefined) return context;
  const { configuredBy } = await import("./configured.ts");
  const configured = configuredBy(config, sourceId, context.env);
  // Its members are got when they are asked for: see main.ts.
  return Object.create(context, { configured: { value: configured, enumerable: true } }) as CliContext;
}

/** The same of the file that counts. @throws ExportError (config, usage) */
export async function withConfig(
  command: Command,
  sourceId: string | undefined,
  context: CliContext,
): Promise<CliContext> {
  return contextWith(await readConfig(command, context), sourceId, context);
}
