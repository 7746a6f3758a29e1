import type { PageTokens } from "../page-token.ts";
import { matchOperation } from "../rest-json.ts";
import { awsErrors, notFoundError } from "../service-error.ts";
import type { Service } from "../service.ts";
import { checkSignature, type Credentials } from "../signature.ts";
import { caseOperations } from "./case-operations.ts";
import { domainOperations } from "./domain-operations.ts";
import { fieldOperations } from "./field-operations.ts";
import type { CasesData } from "./model.ts";

/** Amazon Connect Cases: what an exporter of audit histories asks it. */
export function casesService(data: CasesData, credentials: Credentials, tokens: PageTokens): Service {
  const operations = [
    ...domainOperations(data, tokens),
    ...fieldOperations(data, tokens),
    ...caseOperations(data, tokens),
  ];
  return {
    id: "cases",
    name: "Amazon Connect Cases",
    // Other than those of its neighbours, this error says what of.
    errors: { ...awsErrors, missing: () => notFoundError("Resource", "asked-for") },
    conflicts: ["AUDIT_EXPORT_DOMAIN_ID"],
    environment(url) {
      const [largest] = data.domains.toSorted((a, b) => b.cases.length - a.cases.length);
      return {
        AWS_ENDPOINT_URL_CONNECTCASES: url,
        ...(largest === undefined ? {} : { AUDIT_EXPORT_DOMAIN_ID: largest.domainId }),
      };
    },
    match: (method, path) =>
      matchOperation(operations, method, path, (request) => checkSignature(request, "cases", credentials)),
  };
}
