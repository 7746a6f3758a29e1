import { exportOf } from "../commands.ts";
import type { Expected, Measure, Size } from "../measure.ts";
import { scenarioWith } from "../scenario.ts";

const mebibyte = 1024 * 1024;
/** What `--buffer` is unless given: so much all slices together may hold back. */
const budget = 64 * mebibyte;

export function memoryMeasures({ scaled, isSmoke }: Size): readonly Measure[] {
  return [
    // Whether the bytes are right, the measures of the formats say as well.
    ...(isSmoke ? [] : ["csv", "ndjson", "table"]).map((format) => lengthMeasure(format, 100_000, 1_000_000)),
    slowMeasure(scaled(200, 20), scaled(2000, 50), scaled(5, 1)),
  ];
}

/** However long the export, its memory is the same. */
function lengthMeasure(format: string, few: number, many: number): Measure {
  function sideOf(events: number) {
    return {
      name: `memory, ${format}, ${events.toLocaleString("en")} events`,
      scenario: scenarioWith({ events }),
      command: exportOf("cases", "--format", format, ...(format === "table" ? ["--fields", tableFields] : [])),
      expected: expectedOf(format, events),
    };
  }
  const [small, large] = [sideOf(few), sideOf(many)];
  return {
    name: `memory, ${format}`,
    sides: [small, large],
    figures: [
      {
        label: `peak memory, ${many.toLocaleString("en")} ÷ ${few.toLocaleString("en")} events of \`cases\`, ${format}`,
        of: large.name,
        by: "peak",
        compared: { as: "ratio", to: small.name },
        target: 1.15,
      },
    ],
    seldom: true,
  };
}

/** As a table shows them, and the id, by which the events are counted. */
export const tableFields = "time,id,action,actor.id,target.id,changes";

/** Beside the events a table has a heading and a rule, and rows that wrap; csv has a heading. */
export function expectedOf(format: string, events: number): Expected {
  return format === "table" ? { events } : { events, lines: events + (format === "csv" ? 1 : 0) };
}

/** One slice that is slow, and all others read and waiting for their turn. */
function slowMeasure(cases: number, events: number, latency: number): Measure {
  const even = scenarioWith({ cases, events, latency });
  const slow = { ...even, slow: { case: cases >> 1, times: 10 } };
  const expected = { events: cases * events, lines: cases * events };
  const command = exportOf("cases", "--all");
  return {
    name: "memory, one slow slice",
    sides: [
      { name: "memory, even slices", scenario: even, command, expected },
      { name: "memory, one slow slice", scenario: slow, command, expected },
    ],
    figures: [
      {
        label: `peak memory with one of ${cases} cases answered ten times slower, above the even case`,
        of: "memory, one slow slice",
        by: "peak",
        compared: { as: "excess", over: "memory, even slices" },
        target: budget,
      },
    ],
    sameBytes: true,
    seldom: true,
  };
}
