import { usageError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import type { Instant } from "../core/types.ts";

/**
 * The time zone that was named: one of the IANA's, whatever its capitals, `local` or `utc`.
 *
 * @throws ExportError (usage)
 */
export function toZone(name: string): string {
  const word = name.toLowerCase();
  if (word === "utc") return "UTC";
  try {
    return new Intl.DateTimeFormat("en", word === "local" ? {} : { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    const close = nearest(name, Intl.supportedValuesOf("timeZone"));
    const examples = "name one like Europe/Berlin or America/New_York, or local, or utc";
    throw usageError(
      `--tz "${name}" is no time zone`,
      close === undefined ? examples : `did you mean ${close}? ${examples}`,
    );
  }
}

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/**
 * Writes instants as the clocks of a zone showed them, with the digits that they have and the difference from UTC, by which an hour
 * that comes twice is told apart: `2026-11-01 11:00:00.123+01:00`. What is no instant stays as it is.
 */
export function localTimes(zone: string): (instant: Instant) => string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  return (instant) => {
    if (!instantPattern.test(instant)) return instant;
    if (zone === "UTC") return instant.replace("T", " ");
    // A Date knows no leap second: the second before it has the same difference.
    const isLeap = instant.slice(17, 19) === "60";
    const moment = new Date(`${instant.slice(0, 17)}${isLeap ? "59" : instant.slice(17, 19)}Z`);
    if (Number.isNaN(moment.getTime())) return instant;
    const [, offset = "+00:00"] = /GMT([+-][\d:]+)$/.exec(format.format(moment)) ?? [];
    const local = new Date(moment.getTime() + millisecondsOf(offset)).toISOString();
    // No more than four digits have a year here.
    if (local.length !== 24) return instant;
    const time = isLeap ? `${local.slice(11, 17)}60` : local.slice(11, 19);
    return `${local.slice(0, 10)} ${time}${instant.slice(19, -1)}${offset}`;
  };
}

/** Of `+05:30`; of times long ago also of `-00:44:30`. */
function millisecondsOf(offset: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(":").map(Number);
  return (offset.startsWith("-") ? -1000 : 1000) * ((hours * 60 + minutes) * 60 + seconds);
}
