import { usageError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { faultCatalog, type FaultDescription, type FaultName, scheduleSettings, type Setting } from "./catalog.ts";

/** One fault as it was asked for. */
export interface FaultSpec {
  readonly name: FaultName;
  /** The id of a source or the name of an operation; left out: all. */
  readonly on: string | undefined;
  readonly numbers: Readonly<Record<string, number>>;
  readonly words: Readonly<Record<string, string>>;
}

/**
 * Reads `throttle:every=3:retry-after=30,reset:on=genesys`: faults separated by commas, each with its settings.
 *
 * @throws ExportError (usage) for a fault or a setting that there is none of, or a value out of its bounds.
 */
export function parseFaults(text: string): readonly FaultSpec[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(parseFault);
}

function parseFault(text: string): FaultSpec {
  const [name = "", ...pairs] = text.split(":");
  if (!isFault(name)) throw unknown("fault", name, Object.keys(faultCatalog));
  const { settings = {}, unscheduled }: FaultDescription = faultCatalog[name];
  const all: Readonly<Record<string, Setting>> = { ...(unscheduled ? {} : scheduleSettings), ...settings };
  const numbers: Record<string, number> = {};
  const words: Record<string, string> = {};
  for (const [key, { usual }] of Object.entries(all)) {
    if (typeof usual === "number") numbers[key] = usual;
    if (typeof usual === "string") words[key] = usual;
  }
  let on: string | undefined;
  for (const pair of pairs) {
    const [key = "", value = ""] = pair.split(/=(.*)/s);
    const setting = Object.hasOwn(all, key) ? all[key] : undefined;
    if (key === "on" && value !== "") on = value;
    else if (setting === undefined) throw unknown(`setting of ${name}`, key, [...Object.keys(all), "on"]);
    else if ("words" in setting) words[key] = wordOf(name, key, value, setting.words);
    else numbers[key] = numberOf(name, key, value, setting);
  }
  return { name, on, numbers, words };
}

function isFault(name: string): name is FaultName {
  return Object.hasOwn(faultCatalog, name);
}

function wordOf(name: string, key: string, value: string, words: readonly string[]): string {
  if (words.includes(value)) return value;
  throw usageError(`--faults ${name}: ${key} is ${words.join(" or ")}, not "${value}"`);
}

function numberOf(
  name: string,
  key: string,
  value: string,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): number {
  const number = /^-?\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= minimum && number <= maximum) return number;
  throw usageError(`--faults ${name}: ${key} is a whole number from ${minimum} to ${maximum}, not "${value}"`);
}

function unknown(what: string, name: string, known: readonly string[]): Error {
  const guess = nearest(name, known);
  const hint = guess === undefined ? `there are ${known.join(", ")}` : `did you mean ${guess}?`;
  return usageError(`--faults: there is no ${what} "${name}"`, hint);
}
