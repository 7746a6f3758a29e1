import { type Command, exportOf } from "../commands.ts";
import type { Measure, Size } from "../measure.ts";
import { eventsOfCases, type Scenario, scenarioWith } from "../scenario.ts";

/** The service: every answer takes its time, so what counts is how many are waited for at once. */
export function waitingMeasures({ scaled }: Size): readonly Measure[] {
  const latency = scaled(50, 5);
  const space = { events: scaled(100_000, 2500), latency };
  const pages = `${space.events / 250} pages of \`codecatalyst\` at ${latency} ms`;
  const cases = { cases: scaled(200, 20), events: 25, latency };
  const heavy = { cases: scaled(100, 20), events: 25, heavy: { every: 10, events: 31 * 25 }, latency };
  return [
    waitingMeasure("waiting, codecatalyst", {
      label: `${pages}, \`--concurrency 8\` ÷ 1`,
      scenario: scenarioWith(space),
      events: space.events,
      parallel: exportOf("codecatalyst", "--concurrency", "8"),
      sequential: exportOf("codecatalyst", "--concurrency", "1"),
      target: 0.17,
    }),
    waitingMeasure("waiting, codecatalyst uneven", {
      label: `${pages}, nine tenths of the events in one tenth of the time, \`--concurrency 8\` ÷ 1`,
      scenario: scenarioWith({ ...space, uneven: true }),
      events: space.events,
      parallel: exportOf("codecatalyst", "--concurrency", "8"),
      sequential: exportOf("codecatalyst", "--concurrency", "1"),
      target: 0.32,
    }),
    waitingMeasure("waiting, cases", {
      label: `${cases.cases} cases at ${latency} ms, default concurrency ÷ 1`,
      scenario: scenarioWith(cases),
      events: cases.cases * cases.events,
      parallel: exportOf("cases", "--all"),
      sequential: exportOf("cases", "--all", "--concurrency", "1"),
      target: 0.17,
    }),
    waitingMeasure("waiting, heavy cases", {
      label: `${heavy.cases} cases, ${heavy.cases / 10} of them with 31 pages, default concurrency ÷ 1`,
      scenario: scenarioWith(heavy),
      events: eventsOfCases(scenarioWith(heavy)).reduce((sum, events) => sum + events, 0),
      parallel: exportOf("cases", "--all"),
      sequential: exportOf("cases", "--all", "--concurrency", "1"),
      target: 0.25,
    }),
  ];
}

interface Waiting {
  readonly label: string;
  readonly scenario: Scenario;
  readonly events: number;
  readonly parallel: Command;
  readonly sequential: Command;
  readonly target: number;
}

function waitingMeasure(name: string, { label, scenario, events, parallel, sequential, target }: Waiting): Measure {
  const expected = { events, lines: events };
  return {
    name,
    sides: [
      { name: `${name}, parallel`, scenario, command: parallel, expected },
      { name: `${name}, one after the other`, scenario, command: sequential, expected },
    ],
    figures: [
      {
        label: `${label}, same bytes`,
        of: `${name}, parallel`,
        by: "wall",
        compared: { as: "ratio", to: `${name}, one after the other` },
        target,
      },
    ],
    sameBytes: true,
  };
}
