import { awsEventLogs, boto3, exportOf, shellLoop } from "../commands.ts";
import type { Figure, Measure, Side, Size } from "../measure.ts";
import { scenarioWith } from "../scenario.ts";

/** What people use today. There is no target: it is told how far they are behind, or ahead. */
export function peerMeasures({ isSmoke }: Size): readonly Measure[] {
  // Each start of theirs takes half a second and more, and a smoke has nothing to learn from it.
  if (isSmoke) return [];
  const events = 10_000;
  const few = 250;
  const cases = 10;
  const one = scenarioWith({ events });
  const small = scenarioWith({ events: few });
  const several = scenarioWith({ events: events / cases, cases });
  const lines = { events, lines: events };
  return [
    peerMeasure("peers of cases", "cases", { scenario: one, command: exportOf("cases"), expected: lines }, [
      { name: "boto3", peer: "boto3 connectcases", scenario: one, command: boto3("cases"), expected: lines },
    ]),
    peerMeasure(
      "peers of a small case",
      "cases",
      { scenario: small, command: exportOf("cases"), expected: { events: few, lines: few } },
      [
        {
          name: "shell loop around the AWS CLI",
          peer: "aws connectcases and jq",
          scenario: small,
          command: shellLoop("cases"),
          expected: { events: few, lines: few },
        },
      ],
    ),
    peerMeasure(
      "peers of incidents",
      "incidents",
      { scenario: several, command: exportOf("incidents"), expected: lines },
      [
        {
          name: "AWS CLI",
          peer: "aws security-ir",
          scenario: several,
          command: shellLoop("incidents", cases),
          expected: { events },
        },
        {
          name: "boto3",
          peer: "boto3 security-ir",
          scenario: several,
          command: boto3("incidents", cases),
          expected: lines,
        },
      ],
    ),
    peerMeasure(
      "peers of codecatalyst",
      "codecatalyst",
      { scenario: one, command: exportOf("codecatalyst"), expected: lines },
      [
        { name: "AWS CLI", peer: "aws codecatalyst", scenario: one, command: awsEventLogs, expected: { events } },
        {
          name: "boto3",
          peer: "boto3 codecatalyst",
          scenario: one,
          command: boto3("codecatalyst"),
          expected: lines,
        },
      ],
    ),
  ];
}

function peerMeasure(
  name: string,
  source: string,
  side: Pick<Side, "scenario" | "command" | "expected">,
  others: readonly Side[],
): Measure {
  const events = (side.expected?.events ?? 0).toLocaleString("en");
  const own = `${events} events of ${source}`;
  const sides = others.map((other) => ({ ...other, name: `${own}, ${other.name}` }));
  const figures = others.map((other): Figure => ({
    label: `${events} events of \`${source}\` ÷ ${other.name}`,
    of: own,
    by: "wall",
    compared: { as: "ratio", to: `${own}, ${other.name}` },
  }));
  return { name, sides: [{ ...side, name: own }, ...sides], figures };
}
