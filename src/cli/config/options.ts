import type { ExportDefinition, OptionDefinitions } from "../../core/source-definition.ts";
import { sources } from "../../sources/registry.ts";
import { sharedOptions } from "../shared-options.ts";

/** The options that a configuration file can set: those of exports, but what is given by its place. */
function settable(definitions: OptionDefinitions): OptionDefinitions {
  return Object.fromEntries(Object.entries(definitions).filter(([, { positional }]) => positional !== true));
}

/** Those of one command. */
export function optionsOfCommand({ options, defaultSince, lists }: ExportDefinition): OptionDefinitions {
  const { fullSweep, ...shared } = sharedOptions;
  const unlisted = defaultSince === undefined && lists === undefined ? { fullSweep } : {};
  return settable({ ...shared, ...unlisted, ...options });
}

/** Those of a source, its further commands included. */
export function optionsOfSource(sourceId: string): OptionDefinitions {
  const source = sources.find(({ id }) => id === sourceId);
  if (source === undefined) return {};
  return Object.assign({}, ...[source, ...(source.commands ?? [])].map(optionsOfCommand));
}

/** Those of all commands. */
export const everyOption: OptionDefinitions = Object.assign({}, ...sources.map(({ id }) => optionsOfSource(id)));

/** The export that a job names as it is typed: `cases`, `genesys realtime`. */
export function findExport(
  words: string,
): { readonly sourceId: string; readonly definition: ExportDefinition } | undefined {
  const [name = "", ...further] = words.trim().split(/\s+/);
  const source = sources.find(({ id, aliases }) => id === name || aliases.includes(name));
  if (source === undefined || further.length > 1) return undefined;
  const [command] = further;
  if (command === undefined) return { sourceId: source.id, definition: source };
  const definition = source.commands?.find(({ id }) => id === command);
  return definition === undefined ? undefined : { sourceId: source.id, definition };
}

/** `max-runtime` → `maxRuntime`. */
export function camelCase(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
