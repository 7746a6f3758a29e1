import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { ExportError } from "../../src/core/errors.ts";
import { compareInstants, isWithin, parseInstant, parseTime } from "../../src/core/time.ts";
import { daysIn, exactTime, scale } from "../support/exact-time.ts";

const year = fc.oneof(
  fc.integer({ min: 1990, max: 2040 }),
  fc.integer({ min: 0, max: 9999 }),
  fc.constantFrom(0, 9999),
);
const fraction = fc.oneof(
  fc.constantFrom("", ".0", ".000", ".1", ".10", ".5", ".123", ".123000", ".1230001"),
  fc.array(fc.nat(9), { minLength: 1, maxLength: 40 }).map((digits) => `.${digits.join("")}`),
);

interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const beginning: Clock = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
const end: Clock = { year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59 };

/** A day of the calendar, and a time of it. */
const validClock: fc.Arbitrary<Clock> = fc
  .record({
    year,
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
    hour: fc.nat(23),
    minute: fc.nat(59),
    second: fc.nat(59),
  })
  .map((parts) => ({ ...parts, day: Math.min(parts.day, daysIn(parts.year, parts.month)) }));
const clock = fc.oneof({ weight: 6, arbitrary: validClock }, fc.constantFrom(beginning, end));

const offset = fc.oneof(
  fc.constantFrom("Z", "z", "+00:00", "-00:00", "+23:59", "-23:59"),
  fc
    .tuple(fc.constantFrom("+", "-"), fc.nat(23), fc.constantFrom(":", ""), fc.nat(59))
    .map(([sign, hours, colon, minutes]) => `${sign}${two(hours)}${colon}${two(minutes)}`),
);

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function written({ year, month, day, hour, minute, second }: Clock): { readonly date: string; readonly time: string } {
  const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  return { date, time: `${two(hour)}:${two(minute)}:${two(second)}` };
}

const firstTime = exactTime("0000-01-01T00:00:00Z");
const endOfTime = exactTime("9999-12-31T23:59:59Z") + scale;

test("an RFC 3339 time of any zone is the same moment in UTC, with its own digits", () => {
  fc.assert(
    fc.property(clock, fraction, fc.constantFrom("T", "t", " "), offset, (parts, digits, separator, zone) => {
      const { date, time } = written(parts);
      const text = `${date}${separator}${time}${digits}${zone}`;
      const exact = exactTime(text);
      const instant = parseInstant(text);
      if (exact < firstTime || exact >= endOfTime) {
        assert.equal(instant, undefined);
        return;
      }
      assert.ok(instant !== undefined);
      assert.match(instant, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/);
      assert.equal(exactTime(instant), exact);
      assert.equal(instant.slice(19, -1), digits);
      assert.equal(parseInstant(instant), instant);
      assert.equal(parseTime(` ${text}\n`, new Date(0)), instant);
    }),
    { numRuns: 400 },
  );
});

test("no day is read that the calendar has not, nor an hour that the clock has not", () => {
  // One of them may be off, so that each decides as often as another.
  const off = fc.oneof(
    fc.record({ month: fc.nat(20) }),
    fc.record({ day: fc.nat(40) }),
    fc.record({ hour: fc.nat(30) }),
    fc.record({ minute: fc.nat(70) }),
    fc.record({ second: fc.integer({ min: 58, max: 65 }) }),
  );
  const any = fc.tuple(clock, off).map(([parts, wrong]) => ({ ...parts, ...wrong }));
  fc.assert(
    fc.property(any, (parts) => {
      const { date, time } = written(parts);
      const { year, month, day, hour, minute, second } = parts;
      const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
      // 60 is a leap second, and when there will be one nobody knows.
      const isTime = hour <= 23 && minute <= 59 && second <= 60;
      assert.equal(parseInstant(`${date}T${time}Z`), isDay && isTime ? `${date}T${time}Z` : undefined);
      if (isDay) assert.equal(parseTime(date, new Date(0)), `${date}T00:00:00Z`);
      else assert.throws(() => parseTime(date, new Date(0)), isUsageError);
    }),
    { numRuns: 400 },
  );
});

test("instants are ordered as exact arithmetic orders them", () => {
  // Often of the same second or day, where the digits decide.
  const pair = fc.tuple(clock, clock, fc.constantFrom("second", "day", "any")).map(([one, other, same]) => {
    if (same === "second") return [one, one] as const;
    if (same === "day") return [one, { ...one, hour: other.hour, minute: other.minute, second: other.second }] as const;
    return [one, other] as const;
  });
  fc.assert(
    fc.property(pair, fraction, fraction, ([one, other], oneDigits, otherDigits) => {
      const left = `${written(one).date}T${written(one).time}${oneDigits}Z`;
      const right = `${written(other).date}T${written(other).time}${otherDigits}Z`;
      const difference = exactTime(left) - exactTime(right);
      const order = difference < 0n ? -1 : difference > 0n ? 1 : 0;
      assert.equal(Math.sign(compareInstants(left, right)), order);
      assert.equal(isWithin({ since: left }, right), order <= 0);
      assert.equal(isWithin({ until: left }, right), order > 0);
    }),
    { numRuns: 400 },
  );
});

const now = fc.oneof(
  clock.map((parts) => dateOf(parts, 0)),
  fc.tuple(clock, fc.nat(999)).map(([parts, milliseconds]) => dateOf(parts, milliseconds)),
);

function dateOf(parts: Clock, milliseconds: number): Date {
  const { date, time } = written(parts);
  return new Date(`${date}T${time}.${String(milliseconds).padStart(3, "0")}Z`);
}

const count = fc.oneof(
  fc.constant(undefined),
  fc.nat(100).map(BigInt),
  fc.nat(100_000).map(BigInt),
  fc.bigInt({ min: 0n, max: 10n ** 25n }),
);
/** The counts of units from the largest to the smallest, and what a unit is in seconds. */
const week = 604_800n;
const day = 86_400n;
const lengths = fc
  .tuple(count, count, count, count, count)
  .filter((counts) => counts.some((part) => part !== undefined));

test("a length of time is that much back from now, or there is no such time", () => {
  fc.assert(
    fc.property(now, lengths, fc.boolean(), fc.boolean(), (moment, counts, iso, small) => {
      const [weeks, days, hours, minutes, seconds] = counts.map((part) => part ?? 0n);
      const of = (part: bigint | undefined, unit: string): string => (part === undefined ? "" : `${part}${unit}`);
      const [w, d, h, m, s] = counts;
      const clockPart = `${of(h, "H")}${of(m, "M")}${of(s, "S")}`;
      const datePart = `${of(w, "W")}${of(d, "D")}`;
      const text = iso ? `P${datePart}${clockPart === "" ? "" : "T"}${clockPart}` : `${datePart}${clockPart}`;
      const length =
        (weeks ?? 0n) * week + (days ?? 0n) * day + (hours ?? 0n) * 3600n + (minutes ?? 0n) * 60n + (seconds ?? 0n);
      const expected = exactTime(moment.toISOString()) - length * scale;
      const expression = small ? text.toLowerCase() : text;
      if (expected < firstTime) assert.throws(() => parseTime(expression, moment), isUsageError);
      else assert.equal(exactTime(parseTime(expression, moment)), expected);
    }),
    { numRuns: 400 },
  );
});

test("months and years back lead to the same day of that month, or to its last", () => {
  // The month that is gone back to decides, so that is what is chosen; some have 29 days every 400 years.
  const target = fc.record({
    year: fc.oneof(year, fc.constantFrom(0, 4, 100, 400, 1900, 2000)),
    month: fc.oneof(fc.constant(2), fc.integer({ min: 1, max: 12 })),
  });
  fc.assert(
    fc.property(now, target, fc.nat(), fc.nat(50), (moment, to, split, days) => {
      const [from, rest] = [moment.toISOString().slice(0, 10), moment.toISOString().slice(10)];
      const [year = 0, month = 0, dayOfMonth = 0] = from.split("-").map(Number);
      const months = (year - to.year) * 12 + month - to.month;
      fc.pre(months > 0);
      const years = split % (Math.floor(months / 12) + 1);
      const { date } = written({
        ...to,
        day: Math.min(dayOfMonth, daysIn(to.year, to.month)),
        hour: 0,
        minute: 0,
        second: 0,
      });
      const expression = `P${years}Y${months - years * 12}M`;
      assert.equal(parseTime(expression, moment), `${date}${rest}`);
      // Days go back from there.
      const expected = exactTime(`${date}${rest}`) - BigInt(days) * day * scale;
      fc.pre(expected >= firstTime);
      assert.equal(exactTime(parseTime(`${expression}${days}D`, moment)), expected);
    }),
    { numRuns: 400 },
  );
});

test("today and yesterday begin at midnight in UTC", () => {
  fc.assert(
    fc.property(now, (moment) => {
      const today = moment.toISOString().slice(0, 10);
      assert.equal(parseTime("now", moment), moment.toISOString());
      assert.equal(parseTime("today", moment), `${today}T00:00:00.000Z`);
      fc.pre(today !== "0000-01-01");
      assert.equal(exactTime(parseTime("yesterday", moment)), exactTime(`${today}T00:00:00Z`) - day * scale);
    }),
  );
});

test("whatever else is typed is a time that can be typed again, or a usage error", () => {
  const likely = fc
    .array(fc.constantFrom(..."PTYMWDHSptymwdhs0123456789999:.-+Zz e,∞ſıK٣"), { maxLength: 14 })
    .map((characters) => characters.join(""));
  const nearly = fc
    .tuple(clock, fraction, offset, fc.nat(40), fc.string({ maxLength: 2 }))
    .map(([parts, digits, zone, at, put]) => {
      const { date, time } = written(parts);
      const text = `${date}T${time}${digits}${zone}`;
      return text.slice(0, at) + put + text.slice(at + 1);
    });
  fc.assert(
    fc.property(fc.oneof(likely, nearly, fc.string({ unit: "binary" })), now, (text, moment) => {
      let instant: string;
      try {
        instant = parseTime(text, moment);
      } catch (error) {
        assert.ok(isUsageError(error), String(error));
        return;
      }
      assert.equal(parseInstant(instant), instant);
      assert.equal(parseTime(instant, moment), instant);
    }),
    { numRuns: 500 },
  );
});

function isUsageError(error: unknown): boolean {
  return error instanceof ExportError && error.code === "usage";
}
