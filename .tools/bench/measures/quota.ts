import { exportOf } from "../commands.ts";
import type { Measure, Size } from "../measure.ts";
import { scenarioWith } from "../scenario.ts";

const calls = 40;

/** A service that refuses what is too much: nothing is lost, and hardly any time. */
export function quotaMeasures({ scaled, isSmoke }: Size): readonly Measure[] {
  const quota = { rate: scaled(2, 100), burst: 10 };
  const scenario = scenarioWith({ cases: calls, events: 10, quota });
  const seconds = (calls - quota.burst) / quota.rate;
  const expected = { events: calls * 10, lines: calls * 10 };
  return (isSmoke ? ["8"] : ["1", "8", "32"]).map((concurrency) => {
    const name = `quota, concurrency ${concurrency}`;
    return {
      name,
      sides: [{ name, scenario, command: exportOf("cases", "--all", "--concurrency", concurrency), expected }],
      figures: [
        {
          label: `${calls} calls under a quota of ${quota.rate} a second, burst ${quota.burst}, \`--concurrency ${concurrency}\` ÷ the quota's own minimum of ${seconds} s`,
          of: name,
          by: "wall",
          compared: { as: "share", seconds },
          target: 1.15,
        },
      ],
      seldom: true,
    };
  });
}
