// All events of a case as the SDK's documentation has it: node cases.mjs <domain> <case>
import { ConnectCasesClient, paginateGetCaseAuditEvents } from "@aws-sdk/client-connectcases";

const [domainId, caseId] = process.argv.slice(2);
const client = new ConnectCasesClient({});
for await (const page of paginateGetCaseAuditEvents({ client, pageSize: 25 }, { domainId, caseId })) {
  for (const event of page.auditEvents) console.log(JSON.stringify(event));
}
