import type { Instant } from "../../core/types.ts";

const jsonNumber = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Beyond them there is no time, only arithmetic as long as the digits, or as the exponent says. */
const largestExponent = 1000;
const longestNumber = 1000;

/**
 * The time that a JSON number says in seconds since 1970. It is read from the number's own text, since as a double it
 * would lose digits: `1793527200.123456789` and `1.793527200123456789E9` are both `2026-11-01T10:00:00.123456789Z`. A
 * whole second has no fraction, whatever zeros it was written with.
 *
 * @returns undefined for a text that is no number, and for a time outside the years 0 to 9999.
 */
export function parseEpochSeconds(text: string): Instant | undefined {
  const match = text.length > longestNumber ? null : jsonNumber.exec(text);
  if (match === null) return undefined;
  const [, sign, integer = "", decimals = "", exponentText = "0"] = match;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > largestExponent) return undefined;
  const digits = integer + decimals;
  const point = integer.length + exponent;
  const wholeDigits = digits.slice(0, Math.max(point, 0)).padEnd(point, "0");
  const fractionDigits = "0".repeat(Math.max(-point, 0)) + digits.slice(Math.max(point, 0));
  const whole = BigInt(wholeDigits === "" ? "0" : wholeDigits);
  const fraction = /[1-9]/.test(fractionDigits) ? fractionDigits : "";
  return sign === "-" ? before1970(whole, fraction) : toInstant(whole, fraction);
}

/** The fraction of a time counts forward also before 1970: -1.25 is three quarters of a second after -2. */
function before1970(whole: bigint, fraction: string): Instant | undefined {
  if (fraction === "") return toInstant(-whole, "");
  const rest = 10n ** BigInt(fraction.length) - BigInt(fraction);
  return toInstant(-whole - 1n, String(rest).padStart(fraction.length, "0"));
}

function toInstant(seconds: bigint, fraction: string): Instant | undefined {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return undefined;
  const year = date.getUTCFullYear();
  if (year < 0 || year > 9999) return undefined;
  return `${date.toISOString().slice(0, 19)}${fraction === "" ? "" : `.${fraction}`}Z`;
}
