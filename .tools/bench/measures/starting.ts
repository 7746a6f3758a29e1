import { awsCasesPage, exportOf, ours, sdkLoop } from "../commands.ts";
import type { Measure, Side, Size } from "../measure.ts";
import { scenarioWith } from "../scenario.ts";

const bare = { name: "node -e 0", command: () => [process.execPath, "-e", "0"] };
export function startingMeasures({ scaled, isSmoke }: Size): readonly Measure[] {
  const many = scaled(100_000, 1000);
  // The server that a smoke has already does for a page as well.
  const page = isSmoke ? scenarioWith({ events: many }) : scenarioWith({ events: 25, days: 1 });
  const expected = { events: page.events, lines: page.events };
  const awsPage: Side = {
    name: "one page by the AWS CLI",
    peer: "aws connectcases",
    scenario: page,
    command: awsCasesPage,
    expected: { events: 25 },
  };
  const long = scenarioWith({ events: many, latency: scaled(50, 0) });
  return [
    {
      name: "--help",
      sides: [bare, { name: "audit-export --help", command: () => ours("--help") }],
      figures: [
        {
          label: "`--help` ÷ bare `node -e 0`",
          of: "audit-export --help",
          by: "wall",
          compared: { as: "ratio", to: bare.name },
          target: 1.75,
        },
      ],
    },
    {
      name: "one page of cases",
      sides: [
        bare,
        {
          name: "one page of cases",
          scenario: page,
          command: exportOf("cases"),
          expected,
        },
        ...(isSmoke ? [] : [awsPage]),
      ],
      figures: [
        {
          label: "one page of `cases`, start to exit ÷ bare node",
          of: "one page of cases",
          by: "wall",
          compared: { as: "ratio", to: bare.name },
          target: 3.3,
        },
        {
          label: "one page of `cases` ÷ the AWS CLI's same call",
          of: "one page of cases",
          by: "wall",
          compared: { as: "ratio", to: "one page by the AWS CLI" },
          target: 0.25,
        },
      ],
    },
    {
      name: "one page of genesys",
      sides: [
        bare,
        {
          name: "one page of genesys",
          scenario: page,
          command: exportOf("genesys"),
          expected,
        },
      ],
      figures: [
        {
          label: "one page of `genesys`, start to exit ÷ bare node",
          of: "one page of genesys",
          by: "wall",
          compared: { as: "ratio", to: bare.name },
          target: 5,
        },
      ],
    },
    {
      name: "first record",
      sides: [
        { name: "first record of cases", scenario: long, command: exportOf("cases"), first: true },
        {
          name: "first record by the SDK loop",
          peer: "SDK connectcases",
          scenario: long,
          command: sdkLoop("cases"),
          first: true,
        },
      ],
      figures: [
        {
          label: `time to the first record of a long case, ${long.latency} ms an answer ÷ the plain SDK loop's`,
          of: "first record of cases",
          by: "wall",
          compared: { as: "ratio", to: "first record by the SDK loop" },
        },
      ],
    },
  ];
}
