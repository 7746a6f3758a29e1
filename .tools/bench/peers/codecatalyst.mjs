// All events of a space in a span of time: node codecatalyst.mjs <space> <start> <end>
import { CodeCatalystClient, paginateListEventLogs } from "@aws-sdk/client-codecatalyst";

const [spaceName, start, end] = process.argv.slice(2);
// This version of the client takes the token from a login only, so it is given one.
const client = new CodeCatalystClient({
  region: "us-west-2",
  token: { token: process.env.AWS_BEARER_TOKEN_CODECATALYST },
});
const input = { spaceName, startTime: new Date(start), endTime: new Date(end) };
for await (const page of paginateListEventLogs({ client, pageSize: 250 }, input)) {
  for (const event of page.items) console.log(JSON.stringify(event));
}
