/**
 * The services that the program is measured against, in a process of their own:
 *
 *   node --import tsx .tools/bench/serve.ts '{"events":100000,"latency":50}'
 *
 * Prints one line of JSON, and serves until it is ended; where the benchmark has started it, no longer than that lives.
 */
import { startSandbox } from "../../src/sandbox/server.ts";
import { type Scenario, scenarioWith, spanOf } from "./scenario.ts";
import { createBucket } from "./server/bench-service.ts";
import { casesService } from "./server/cases.ts";
import { codeCatalystService } from "./server/codecatalyst.ts";
import { genesysService } from "./server/genesys.ts";
import { incidentsService } from "./server/incidents.ts";

const scenario = scenarioWith(JSON.parse(process.argv[2] ?? "{}") as Partial<Scenario>);
const span = spanOf(scenario, Date.now());
const takeToken = createBucket(scenario.quota);
const { url, environment } = await startSandbox({
  services: [
    casesService(scenario, takeToken),
    incidentsService(scenario, takeToken),
    codeCatalystService(scenario, span, takeToken),
    genesysService(scenario, span, takeToken),
  ],
});
const [since, until] = [span.since, span.until].map((time) => new Date(time).toISOString());
console.log(JSON.stringify({ url, environment, since, until }));
process.on("disconnect", () => process.exit());
