import { nearest } from "../../core/nearest.ts";
import type { OptionDefinition } from "../../core/source-definition.ts";
import { sources } from "../../sources/registry.ts";
import { environmentName, kebabCase } from "../options.ts";
import type { Path } from "./lines.ts";
import { findExport, optionsOfCommand } from "./options.ts";
import { type Refuse, type Settings, toTable, toValues } from "./settings.ts";
import type { GivenValue } from "./values.ts";

/** An export that `audit-export run` makes. */
export interface Job {
  readonly name: string;
  /** The words of its command: `genesys`, `realtime`. */
  readonly command: readonly string[];
  /** The profile of the configuration file that it takes; undefined: the run's own. */
  readonly profile: string | undefined;
  /** Its options by their names in camel case. */
  readonly settings: Settings;
  /** The same as they are typed. */
  readonly parameters: readonly string[];
  /** What cannot be typed: a flag that the file sets for all commands, turned off. */
  readonly environment: Readonly<Record<string, string>>;
}

const keys: readonly string[] = ["name", "source", "profile", "archive", "options"];

/** @throws what `refuse` gives, for what is no list of jobs */
export function toJobs(value: unknown, profiles: readonly string[], refuse: Refuse, now: Date): readonly Job[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw refuse(["job"], "job is no list of tables", "write each as [[job]]");
  const jobs = value.map((table: unknown, index) => toJob(table, ["job", index], profiles, refuse, now));
  const names = jobs.map(({ name }) => name);
  const again = names.findIndex((name, index) => names.indexOf(name) < index);
  if (again !== -1) {
    throw refuse(["job", again], `there are two jobs named "${names[again]}"`, "give each a name of its own: name = …");
  }
  return jobs;
}

function toJob(value: unknown, path: Path, profiles: readonly string[], refuse: Refuse, now: Date): Job {
  const table = toTable(value, path, refuse);
  const unknown = Object.keys(table).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    const close = nearest(unknown, keys);
    const hint =
      close === undefined ? `a job has ${keys.join(", ")}; its options stand in options` : `did you mean ${close}?`;
    throw refuse([...path, unknown], `there is no "${unknown}" of a job`, hint);
  }
  const source = text("source");
  const found = source === undefined ? undefined : findExport(source);
  if (source === undefined || found === undefined) {
    const known = sources.map(({ id }) => id).join(", ");
    const at = source === undefined ? path : [...path, "source"];
    throw refuse(
      at,
      source === undefined ? "the job has no source" : `there is no source "${source}"`,
      `choose ${known}`,
    );
  }
  const { sourceId, definition } = found;
  if (Object.values(definition.options).some(({ positional }) => positional === true)) {
    throw refuse(
      [...path, "source"],
      `${source} is no export that a job can make`,
      "it asks for what one person wants to see once",
    );
  }
  const name = text("name") ?? source;
  if (!/^[\w.][\w. -]*$/.test(name)) {
    throw refuse(
      [...path, "name"],
      `"${name}" is no name of a job`,
      "use letters, digits, dots, hyphens and underscores, no hyphen first",
    );
  }
  const profile = text("profile");
  if (profile !== undefined && !profiles.includes(profile)) {
    const hint = profiles.length === 0 ? "the file has no [profiles.<name>]" : `it has ${profiles.join(", ")}`;
    throw refuse([...path, "profile"], `there is no profile "${profile}" in the file`, hint);
  }
  const definitions = optionsOfCommand(definition);
  const options = Object.entries(toTable(table["options"], [...path, "options"], refuse));
  const archive = Object.hasOwn(table, "archive") ? [["archive", table["archive"]] as const] : [];
  if (archive.length > 0 && options.some(([key]) => key === "archive")) {
    throw refuse([...path, "options", "archive"], "archive stands twice", "give it once");
  }
  const settings = {
    ...toValues(options, [...path, "options"], definitions, refuse, now),
    ...toValues(archive, path, definitions, refuse, now),
  };
  if (settings["archive"] === undefined && [undefined, "-"].includes(settings["output"] as string | undefined)) {
    const hint = 'give archive = "<directory>", or options.output; standard output is not one job\'s';
    throw refuse(path, `the job "${name}" has nowhere to write to`, hint);
  }
  if (Array.isArray(settings["caseId"]) && settings["caseId"].includes("-")) {
    throw refuse(
      [...path, "options", "case-id"],
      "a job has no standard input to read ids from",
      "name the cases, or all = true",
    );
  }
  const command = definition.id === sourceId ? [sourceId] : [sourceId, definition.id];
  const parameters = Object.entries(settings).flatMap(([key, given]) => toParameters(key, given, definitions[key]));
  const off = Object.entries(settings).filter(
    ([key, given]) => given === false && definitions[key]?.negatable !== true,
  );
  const environment = Object.fromEntries(off.map(([key]) => [environmentName(key), "0"]));
  return { name, command, profile, settings, parameters, environment };

  function text(key: string): string | undefined {
    const given = table[key];
    if (given === undefined || (typeof given === "string" && given !== "")) return given;
    throw refuse([...path, key], `${key} is a text`, `write ${key} = "…"`);
  }
}

/** Joined by `=`, for a value may begin with a hyphen. */
function toParameters(name: string, value: GivenValue, definition: OptionDefinition | undefined): readonly string[] {
  const flag = kebabCase(name);
  if (value === true) return [`--${flag}`];
  if (value === false) return definition?.negatable === true ? [`--no-${flag}`] : [];
  return [value].flat().map((text) => `--${flag}=${text}`);
}
