/** Digits of the second that exact times are compared to; more than any test writes. */
const precision = 100;

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):?(\d\d))$/;

/**
 * The time that an RFC 3339 text says, as whole numbers and by no Date: the seconds since 1970 times 10^precision. A leap
 * second is the first of the next minute.
 */
export function exactTime(text: string): bigint {
  const [, year, month, day, hour, minute, second = "", fraction = "", sign, hours = "0", minutes = "0"] =
    rfc3339.exec(text) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  const minuteOfDay = Number(hour) * 60 + Number(minute) - offset;
  const seconds = (daysSince1970(Number(year), Number(month), Number(day)) * 1440 + minuteOfDay) * 60 + Number(second);
  return BigInt(seconds) * scale + BigInt(fraction.padEnd(precision, "0"));
}

/** One second, as exactTime counts. */
export const scale = 10n ** BigInt(precision);

/** By the Gregorian calendar also before there was one, counted year by month by day. */
export function daysSince1970(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const days = before * 365 + leapDays - 719_162;
  return Array.from({ length: month - 1 }, (_, index) => daysIn(year, index + 1)).reduce(
    (sum, n) => sum + n,
    days + day - 1,
  );
}

export function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
