import { measureRate, type Rate } from "./rate.ts";
import { scenarioWith } from "./scenario.ts";
import { startServer } from "./server-process.ts";
import { caseIdOf, domainId } from "./server/cases.ts";
import { spaceName } from "./server/codecatalyst.ts";

export interface ServerRate {
  readonly what: string;
  readonly rate: Rate;
}

/** How fast the server is when nothing is measured but itself: no program can be faster. */
export async function serverRates(seconds: number): Promise<readonly ServerRate[]> {
  const events = 100_000;
  const server = await startServer(scenarioWith({ events }));
  const { url, since, until } = server;
  function pageOf(size: number) {
    return (request: number) => ({ maxResults: size, nextToken: `next-${(request * size) % events}` });
  }
  const [casesPage, spacePage] = [pageOf(25), pageOf(250)];
  const casesPath = `/domains/${domainId}/cases/${caseIdOf(0)}/audit-history`;
  const askCases = (request: number): string => JSON.stringify(casesPage(request));
  const spacePath = `/v1/spaces/${spaceName}/eventLogs`;
  const askSpace = (request: number): string =>
    JSON.stringify({ startTime: since, endTime: until, ...spacePage(request) });
  try {
    // Once before it counts, so that the server's own code is compiled.
    await measureRate(url, casesPath, askCases, seconds / 2);
    return [
      { what: "25 events (`cases`)", rate: await measureRate(url, casesPath, askCases, seconds) },
      { what: "250 events (`codecatalyst`)", rate: await measureRate(url, spacePath, askSpace, seconds) },
    ];
  } finally {
    server.stop();
  }
}
