// All edits of cases: node incidents.mjs <case>...
import { paginateListCaseEdits, SecurityIRClient } from "@aws-sdk/client-security-ir";

const client = new SecurityIRClient({});
for (const caseId of process.argv.slice(2)) {
  for await (const page of paginateListCaseEdits({ client, pageSize: 25 }, { caseId })) {
    for (const edit of page.items) console.log(JSON.stringify(edit));
  }
}
