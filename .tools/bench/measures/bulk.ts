import { exportOf, sdkLoop, type SourceId } from "../commands.ts";
import type { Measure, Side, Size } from "../measure.ts";
import type { PeerName } from "../peers.ts";
import { scenarioWith } from "../scenario.ts";

/** The most that the program's CPU may be of the plain loop's. */
const targets: Readonly<
  Record<SourceId, { readonly peer: PeerName; readonly raw?: number; readonly records?: number }>
> = {
  cases: { peer: "SDK connectcases", raw: 0.55, records: 0.7 },
  incidents: { peer: "SDK security-ir" },
  codecatalyst: { peer: "SDK codecatalyst", raw: 0.55, records: 0.75 },
  genesys: { peer: "SDK genesys", raw: 0.75, records: 0.9 },
};

const sources: readonly SourceId[] = ["cases", "incidents", "codecatalyst", "genesys"];

/** The bytes: many events, and nobody to wait for. */
export function bulkMeasures({ scaled, isSmoke }: Size): readonly Measure[] {
  const events = scaled(100_000, 1000);
  // An incident has some hundreds of edits at the most, and is read whole before it is written.
  const incidents = isSmoke ? 1 : events / 500;
  return sources.map((source) => bulkMeasure(source, events, source === "incidents" ? incidents : 1));
}

function bulkMeasure(source: SourceId, events: number, cases: number): Measure {
  const scenario = scenarioWith({ events: events / cases, cases });
  const expected = { events, lines: events };
  const { peer, raw, records } = targets[source];
  const what = `${events.toLocaleString("en")} events of \`${source}\`, 0 ms`;
  const plain: Side = {
    name: `${source}, the plain SDK loop`,
    peer,
    scenario,
    command: sdkLoop(source, cases),
    expected,
  };
  const sides: readonly Side[] = [
    { name: `${source}, records`, scenario, command: exportOf(source, "--format", "ndjson"), expected },
    { name: `${source}, raw`, scenario, command: exportOf(source, "--format", "ndjson", "--schema", "raw"), expected },
    plain,
  ];
  return {
    name: `bulk ${source}`,
    sides,
    figures: [
      {
        label: `${what}, \`--schema raw\`: CPU ÷ the plain SDK loop's`,
        of: `${source}, raw`,
        by: "cpu",
        compared: { as: "ratio", to: plain.name },
        ...(raw === undefined ? {} : { target: raw }),
      },
      {
        label: `${what}, records: CPU ÷ the plain SDK loop's`,
        of: `${source}, records`,
        by: "cpu",
        compared: { as: "ratio", to: plain.name },
        ...(records === undefined ? {} : { target: records }),
      },
    ],
  };
}
