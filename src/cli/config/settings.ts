import { ExportError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import type { OptionDefinitions } from "../../core/source-definition.ts";
import { sources } from "../../sources/registry.ts";
import { parseWhere } from "../../formats/where.ts";
import { checkValue, kebabCase } from "../options.ts";
import type { Path } from "./lines.ts";
import { camelCase, everyOption, optionsOfSource } from "./options.ts";
import { type GivenValue, toGiven } from "./values.ts";

/** Options by their names in camel case. */
export type Settings = Readonly<Record<string, GivenValue>>;

/** A table of settings, for all commands, and in it those for the commands of one source. */
export interface SettingsTable {
  readonly all: Settings;
  readonly bySource: Readonly<Record<string, Settings>>;
}

/** What is wrong with a value of the file, and where it stands. */
export type Refuse = (path: Path, problem: string, hint?: string) => ExportError;

/** @throws what `refuse` gives, for what is no table */
export function toTable(value: unknown, path: Path, refuse: Refuse): Readonly<Record<string, unknown>> {
  if (value === undefined) return {};
  if (typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw refuse(path, `${path.join(".")} is no table`, `write [${path.join(".")}]`);
}

/** @throws what `refuse` gives */
export function toSettings(value: unknown, path: Path, refuse: Refuse, now: Date): SettingsTable {
  const table = toTable(value, path, refuse);
  const ids: readonly string[] = sources.map(({ id }) => id);
  const own = Object.entries(table).filter(([key]) => !ids.includes(key));
  const bySource = Object.entries(table)
    .filter(([key]) => ids.includes(key))
    .map(([id, inner]): [string, Settings] => {
      const options = Object.entries(toTable(inner, [...path, id], refuse));
      return [id, toValues(options, [...path, id], optionsOfSource(id), refuse, now)];
    });
  return { all: toValues(own, path, everyOption, refuse, now), bySource: Object.fromEntries(bySource) };
}

/** @throws what `refuse` gives, for an option that there is none of or a value that is none of it */
export function toValues(
  entries: readonly (readonly [string, unknown])[],
  path: Path,
  definitions: OptionDefinitions,
  refuse: Refuse,
  now: Date,
): Settings {
  const values = entries.map(([key, value]): [string, GivenValue] => {
    const name = camelCase(key);
    const definition = Object.hasOwn(definitions, name) && kebabCase(name) === key ? definitions[name] : undefined;
    if (definition === undefined) {
      const isTable = typeof value === "object" && value !== null && !Array.isArray(value);
      const known = isTable ? sources.map(({ id }) => id) : Object.keys(definitions).map(kebabCase);
      const close = nearest(key, known);
      const kind = isTable ? "source" : "option";
      throw refuse([...path, key], `there is no ${kind} "${key}"`, close && `did you mean ${close}?`);
    }
    const given = toGiven(value, definition);
    if ("expected" in given) throw refuse([...path, key], `${key} is ${given.expected}`);
    try {
      checkValue(given.value, definition, key, now);
      if (name === "where" && Array.isArray(given.value)) parseWhere(given.value);
    } catch (error) {
      if (!(error instanceof ExportError)) throw error;
      throw refuse([...path, key], error.message, error.hint);
    }
    return [name, given.value];
  });
  return Object.fromEntries(values);
}
