/**
 * How fast the program is, beside what people use today: npm run bench. With a part of a measure's name: npm run bench --
 * --only cases. See CONTRIBUTING.md.
 */
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { allMeasures } from "./measures/all.ts";
import { packageSize } from "./package-size.ts";
import { report } from "./report.ts";
import { type Outcome, runMeasure } from "./run-measure.ts";
import { createServers } from "./server-process.ts";
import { serverRates } from "./server-rate.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "7" },
    only: { type: "string", default: "" },
    smoke: { type: "boolean", default: false },
    output: { type: "string" },
  },
});
// Reading it costs Node more than to start; also the server is to go without.
delete process.env["NODE_EXTRA_CA_CERTS"];

const isSmoke = values.smoke;
const runs = isSmoke ? 1 : Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) fail(`--runs is a whole number, not ${values.runs}`);
const measures = allMeasures({ isSmoke, scaled: (full, smoke) => (isSmoke ? smoke : full) });
const chosen = measures.filter(({ name }) => name.includes(values.only));
if (chosen.length === 0)
  fail(`no measure has "${values.only}" in its name: ${measures.map(({ name }) => name).join("; ")}`);

const servers = createServers();
// Outputs of a gigabyte are not to stay behind.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => fail(`ended by ${signal}`));
try {
  const started = performance.now();
  const date = new Date();
  const [load = 0] = loadavg();
  const rates = await serverRates(isSmoke ? 0.2 : 3);
  const outcomes: Outcome[] = [];
  for (const measure of chosen) {
    const times = measure.seldom === true ? Math.ceil(runs / 3) : runs;
    console.error(`${measure.name}${isSmoke ? "" : `, ${times} times`}`);
    outcomes.push(
      await runMeasure(measure, times, servers, isSmoke ? () => undefined : (text) => console.error(`  ${text}`)),
    );
  }
  const text = `${report({ date, load, outcomes, rates, size: values.only === "" ? packageSize() : undefined })}\n`;
  if (values.output !== undefined) writeFileSync(values.output, text);
  // A smoke says whether all is right, not how fast it is.
  else if (!isSmoke) console.log(text);
  console.error(`${chosen.length} measures, ${Math.round((performance.now() - started) / 1000)} s`);
  servers.stop();
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function fail(message: string): never {
  console.error(`bench: ${message}`);
  process.exit(1);
}
