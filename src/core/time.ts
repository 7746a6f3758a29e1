import { usageError } from "./errors.ts";
import type { Instant, Window } from "./types.ts";

/**
 * Instants stay text: a Date would cut the microseconds that a service gave. Only the minutes are computed with,
 * so any number of digits, and a leap second, come through.
 */
const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[Zz]|([+-])(\d\d):?(\d\d))$/;

/** What nearly all times are: in UTC, of a day that every month has. The hour 24 and the second 60 go the long way. */
const usual =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|\+00:00)$/;

/** The same moment as an Instant, or undefined when the text is no RFC 3339 date and time. */
export function parseInstant(text: string): Instant | undefined {
  if (usual.test(text)) return text.endsWith("Z") ? text : `${text.slice(0, -6)}Z`;
  const match = rfc3339.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = "", fraction = "", sign, offsetHours = "0", offsetMinutes = "0"] =
    match;
  if (Number(second) > 60 || Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return undefined;
  const local = utcMinute(Number(year), Number(month), Number(day), Number(hour), Number(minute));
  if (local === undefined) return undefined;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === "-" ? -1 : 1);
  const utc = new Date(local.getTime() - offset * 60_000);
  const utcYear = utc.getUTCFullYear();
  if (utcYear < 0 || utcYear > 9999) return undefined;
  return `${utc.toISOString().slice(0, 17)}${second}${fraction}Z`;
}

/** The minute named by calendar and clock, or undefined where there is none: 30 February, 24:00. */
function utcMinute(year: number, month: number, day: number, hour: number, minute: number): Date | undefined {
  if (hour > 23 || minute > 59) return undefined;
  const date = new Date(0);
  // Date.UTC would take the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minute);
  return date;
}

/** Of milliseconds since 1970; a whole second has no fraction. */
export function toInstant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString().replace(".000Z", "Z");
}

/** Below 0 when `left` is earlier, above 0 when it is later. Exact to the last digit: no Date is involved. */
export function compareInstants(left: Instant, right: Instant): number {
  if (left === right) return 0;
  // Two seconds differ before their fractions do: mostly in their last digits.
  for (let at = 18; at >= 0; at--) {
    if (left.charCodeAt(at) !== right.charCodeAt(at)) return left < right ? -1 : 1;
  }
  const leftKey = sortKey(left);
  const rightKey = sortKey(right);
  return leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : 0;
}

/** Text that sorts as time does, the same for the same moment: without Z, and without zeros that only say how precisely its giver counts. */
export function sortKey(instant: Instant): string {
  const key = instant.slice(0, -1);
  return key.includes(".") ? key.replace(/\.?0+$/, "") : key;
}

/** Whether `instant` lies in the half-open window. */
export function isWithin(window: Window, instant: Instant): boolean {
  if (window.since !== undefined && compareInstants(instant, window.since) < 0) return false;
  return window.until === undefined || compareInstants(instant, window.until) < 0;
}

const shortDuration = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const isoDuration = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const dateOnly = /^(\d{4})-(\d\d)-(\d\d)$/;

/**
 * What people write after --since and --until: RFC 3339, a date (its midnight in UTC), `now`, `today`, `yesterday`,
 * or a length of time back from now: `24h`, `7d`, `1h30m`, `P7D`.
 *
 * @throws ExportError (usage) for anything else, and for a time without a zone: it would mean another moment elsewhere.
 */
export function parseTime(text: string, now: Date): Instant {
  const expression = text.trim();
  const instant = parseInstant(expression) ?? parseDate(expression) ?? parseRelative(expression, now);
  if (instant !== undefined) return instant;
  const zoneless = parseInstant(`${expression}Z`) !== undefined;
  throw usageError(
    `"${text}" is not a time`,
    zoneless
      ? `say in which zone: ${expression}Z for UTC, or ${expression}+02:00`
      : "write it like 2026-11-01, 2026-11-01T10:00:00Z, 24h, 7d, 1h30m, P7D, now, today or yesterday",
  );
}

/**
 * A length of time: `50m`, `24h`, `1h30m`, `P2D`, in milliseconds; a month is counted back from now.
 *
 * @throws ExportError (usage) for anything else
 */
export function parseDuration(text: string, now: Date): number {
  const date = new Date(now);
  const expression = text.trim();
  if (expression === "0") return 0;
  if (subtract(date, expression) && !Number.isNaN(date.getTime())) return now.getTime() - date.getTime();
  throw usageError(`"${text}" is no length of time`, "write it like 50m, 24h, 1h30m or P2D");
}

function parseDate(text: string): Instant | undefined {
  return dateOnly.test(text) ? parseInstant(`${text}T00:00:00Z`) : undefined;
}

function parseRelative(text: string, now: Date): Instant | undefined {
  const date = new Date(now);
  const word = text.toLowerCase();
  if (word === "today" || word === "yesterday") {
    date.setUTCHours(0, 0, 0, 0);
    if (word === "yesterday") date.setUTCDate(date.getUTCDate() - 1);
    return date.toISOString();
  }
  if (word !== "now" && !subtract(date, text)) return undefined;
  const year = date.getUTCFullYear();
  if (Number.isNaN(year) || year < 0 || year > 9999) return undefined;
  return date.toISOString();
}

/** Moves `date` back by a length of time; false when the text is none. */
function subtract(date: Date, text: string): boolean {
  const short = text === "" ? null : shortDuration.exec(text.toLowerCase());
  const iso = /\d/.test(text) && !text.toUpperCase().endsWith("T") ? isoDuration.exec(text.toUpperCase()) : null;
  const parts = short === null ? iso?.slice(1) : [undefined, undefined, ...short.slice(1)];
  if (parts === undefined) return false;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  backMonths(date, years * 12 + months);
  date.setTime(date.getTime() - ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
  return true;
}

/** A month back from 31 March is the last day of February, as in every calendar library. */
function backMonths(date: Date, months: number): void {
  if (months === 0) return;
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  // Date.UTC would take the years 0 to 99 for 1900 to 1999, of which not all have the same days.
  const last = new Date(date);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(day, last.getUTCDate()));
}
