import { ExportError } from "../../core/errors.ts";
import type { Configured } from "../options.ts";
import type { Config } from "./file.ts";
import type { Job } from "./jobs.ts";
import type { SettingsTable } from "./settings.ts";

/** Names the profile of the configuration file; of the AWS configuration only where the file has no profiles. */
export const profileVariable = "AUDIT_EXPORT_PROFILE";

/**
 * What a configuration file says to the options of one source's commands: its profile first, then its defaults, and in each
 * what is of the source before what is of all.
 *
 * @throws ExportError (config) for a profile that the file does not have
 */
export function configuredBy(
  { path, defaults, profiles }: Config,
  sourceId: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Configured {
  const names = Object.keys(profiles);
  const chosen = names.length === 0 ? "" : (env[profileVariable] ?? "");
  const profile = Object.hasOwn(profiles, chosen) ? profiles[chosen] : undefined;
  if (chosen !== "" && profile === undefined) {
    throw new ExportError("config", `there is no profile "${chosen}" in ${path}`, {
      hint: `${profileVariable} is one of ${names.join(", ")}; AWS_PROFILE and --profile name those of the AWS configuration`,
    });
  }
  const levels = [
    ...(profile === undefined ? [] : levelsOf(profile, `profile ${chosen}`, sourceId)),
    ...levelsOf(defaults, "defaults", sourceId),
  ];
  return {
    path,
    profile: profile === undefined ? undefined : chosen,
    ignored: names.length === 0 ? [] : [profileVariable],
    find(name) {
      const level = levels.findIndex(({ settings }) => Object.hasOwn(settings, name));
      const found = levels[level];
      const value = found?.settings[name];
      return found === undefined || value === undefined ? undefined : { value, origin: found.origin, level };
    },
  };
}

function levelsOf({ all, bySource }: SettingsTable, origin: string, sourceId: string | undefined) {
  const own = sourceId !== undefined && Object.hasOwn(bySource, sourceId) ? bySource[sourceId] : undefined;
  return [
    ...(own === undefined ? [] : [{ settings: own, origin: `${origin}, ${sourceId}` }]),
    { settings: all, origin },
  ];
}

/** What a job has of an option that names a file: its own, or that of its profile or of the defaults. */
export function settingOf(
  { settings, profile, command }: Job,
  config: Config,
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const chosen = profile === undefined ? env : { ...env, [profileVariable]: profile };
  const value = settings[name] ?? configuredBy(config, command[0], chosen).find(name)?.value;
  return typeof value === "string" ? value : undefined;
}
