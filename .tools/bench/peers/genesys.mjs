// All audits of a span of time: node genesys.mjs <start> <end>
import { setTimeout } from "node:timers/promises";
import platformClient from "purecloud-platform-client-v2";

const [start, end] = process.argv.slice(2);
const client = platformClient.ApiClient.instance;
client.setGateway({
  host: process.env.GENESYSCLOUD_GATEWAY_HOST,
  port: process.env.GENESYSCLOUD_GATEWAY_PORT,
  protocol: process.env.GENESYSCLOUD_GATEWAY_PROTOCOL,
});
await client.loginClientCredentialsGrant(
  process.env.GENESYSCLOUD_OAUTHCLIENT_ID,
  process.env.GENESYSCLOUD_OAUTHCLIENT_SECRET,
);
const api = new platformClient.AuditApi();
let query = await api.postAuditsQuery({ interval: `${start}/${end}` });
while (query.state !== "Succeeded") {
  if (query.state === "Failed") throw new Error("the query failed");
  await setTimeout(1000);
  query = await api.getAuditsQueryTransactionId(query.id);
}
let cursor;
do {
  const page = await api.getAuditsQueryTransactionIdResults(query.id, { pageSize: 500, cursor });
  for (const audit of page.entities) console.log(JSON.stringify(audit));
  cursor = page.cursor;
} while (cursor);
// The SDK watches its configuration file, and would keep the process alive.
process.exit();
