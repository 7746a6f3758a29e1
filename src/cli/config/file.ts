import { parse } from "smol-toml";
import { ExportError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { type Job, toJobs } from "./jobs.ts";
import { lineOf } from "./lines.ts";
import type { ConfigText } from "./location.ts";
import { camelCase, everyOption } from "./options.ts";
import { type Refuse, type SettingsTable, toSettings, toTable } from "./settings.ts";

export interface Config {
  readonly path: string;
  readonly defaults: SettingsTable;
  readonly profiles: Readonly<Record<string, SettingsTable>>;
  readonly jobs: readonly Job[];
}

/**
 * Reads a configuration file, every table of it, used or not: what is wrong is better known before the night it is needed.
 *
 * @throws ExportError (config) that names the line
 */
export function parseConfig({ path, text }: ConfigText, now: Date): Config {
  const document = toDocument(path, text);
  const refuse: Refuse = (keys, problem, hint = "audit-export run --help shows a configuration file") =>
    new ExportError("config", `${path}, line ${lineOf(text, keys)}: ${problem}`, { hint });
  for (const key of Object.keys(document)) {
    if (tables.includes(key)) continue;
    const close = nearest(key, tables);
    const isOption = Object.hasOwn(everyOption, camelCase(key));
    const hint = isOption ? "options stand below [defaults]" : close && `did you mean ${close}?`;
    throw refuse([key], `there is no table "${key}"`, hint);
  }
  const profiles = toTable(document["profiles"], ["profiles"], refuse);
  return {
    path,
    defaults: toSettings(document["defaults"], ["defaults"], refuse, now),
    profiles: Object.fromEntries(
      Object.entries(profiles).map(([name, table]) => [name, toSettings(table, ["profiles", name], refuse, now)]),
    ),
    jobs: toJobs(document["job"], Object.keys(profiles), refuse, now),
  };
}

const tables: readonly string[] = ["defaults", "profiles", "job"];

function toDocument(path: string, text: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text);
  } catch (error) {
    const { line, message } = error as { readonly line?: number; readonly message: string };
    // Behind the first line the parser quotes the file.
    const [what = ""] = message.split("\n");
    throw new ExportError("config", `${path}, line ${line ?? 1}: ${what}`, { hint: "correct the file; it is TOML" });
  }
}
