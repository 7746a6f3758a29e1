import { exportOf } from "../commands.ts";
import type { Measure, Size } from "../measure.ts";
import { scenarioWith } from "../scenario.ts";
import { expectedOf, tableFields } from "./memory.ts";

export function formatMeasures({ scaled }: Size): readonly Measure[] {
  const many = scaled(100_000, 1000);
  const rows = scaled(30_000, 1000);
  const scenario = scenarioWith({ events: many });
  return [
    {
      name: "csv and ndjson",
      sides: ["csv", "ndjson"].map((format) => ({
        name: `cases as ${format}`,
        scenario,
        command: exportOf("cases", "--format", format),
        expected: expectedOf(format, many),
      })),
      figures: [
        {
          label: `${many.toLocaleString("en")} events of \`cases\`: CPU, csv ÷ ndjson`,
          of: "cases as csv",
          by: "cpu",
          compared: { as: "ratio", to: "cases as ndjson" },
          target: 1.1,
        },
      ],
    },
    {
      name: "table rows",
      sides: [
        {
          name: "cases as table",
          scenario: scenarioWith({ events: rows }),
          command: exportOf("cases", "--format", "table", "--fields", tableFields),
          expected: expectedOf("table", rows),
        },
      ],
      figures: [
        {
          label: `table, rows in a second (${rows.toLocaleString("en")} events of \`cases\`, start to exit)`,
          of: "cases as table",
          by: "wall",
          compared: { as: "rate", events: rows },
          target: 6000,
        },
      ],
    },
  ];
}
