import { pageOf, type PageTokens } from "../page-token.ts";
import { operation, type Operation } from "../rest-json.ts";
import { notFoundError } from "../service-error.ts";
import { findDomain } from "./domain-operations.ts";
import { auditEventShape, type CaseData, type CasesData, type CasesDomain, type FieldValue } from "./model.ts";
import { fieldTypesOf, searchCases, valueOf } from "./search.ts";
import { getCaseAuditEventsInput, getCaseInput, searchCasesInput } from "./shapes.ts";

export function caseOperations(data: CasesData, tokens: PageTokens): readonly Operation[] {
  return [
    operation({
      name: "GetCase",
      path: "/domains/{domainId}/cases/{caseId}",
      input: getCaseInput,
      handle(input) {
        const domain = findDomain(data, input.domainId);
        const found = findCase(domain, input.caseId);
        // As many as may be asked for fit one page: no token is ever given out, and none taken.
        const { page } = pageOf(tokens, "GetCase", fieldsOf(domain, found, input.fields), input, 220);
        return JSON.stringify({ fields: page, templateId: found.templateId, tags: found.tags ?? {} });
      },
    }),

    operation({
      name: "GetCaseAuditEvents",
      page: { list: "auditEvents", token: "nextToken", event: auditEventShape },
      path: "/domains/{domainId}/cases/{caseId}/audit-history",
      input: getCaseAuditEventsInput,
      handle(input) {
        const { events } = findCase(findDomain(data, input.domainId), input.caseId);
        const { page, next } = pageOf(tokens, "GetCaseAuditEvents", events, input, 25);
        const token = next.nextToken === undefined ? "" : `,"nextToken":${JSON.stringify(next.nextToken)}`;
        // The events' own texts go out as they are: parsed and written again, odd numbers and members would change.
        return `{"auditEvents":[${page.join(",")}]${token}}`;
      },
    }),

    operation({
      name: "SearchCases",
      page: { list: "cases", token: "nextToken" },
      path: "/domains/{domainId}/cases-search",
      input: searchCasesInput,
      handle(input) {
        const domain = findDomain(data, input.domainId);
        const found = searchCases(domain, input);
        const { page, next } = pageOf(tokens, "SearchCases", found, input, 25);
        const cases = page.map((item) => ({
          caseId: item.caseId,
          templateId: item.templateId,
          fields: fieldsOf(domain, item, input.fields ?? []),
          tags: item.tags ?? {},
        }));
        return JSON.stringify({ cases, totalCount: found.length, ...next });
      },
    }),
  ];
}

function findCase(domain: CasesDomain, caseId: string): CaseData {
  const found = domain.cases.find((candidate) => candidate.caseId === caseId);
  if (found === undefined) {
    throw notFoundError("Case", caseId);
  }
  return found;
}

/** The values a case has of the fields asked for; a field without one is left out. */
function fieldsOf(
  domain: CasesDomain,
  found: CaseData,
  wanted: readonly { readonly id: string }[],
): readonly { readonly id: string; readonly value: FieldValue }[] {
  const typeOf = fieldTypesOf(domain);
  return wanted.flatMap(({ id }) => {
    typeOf(id); // throws for a field the domain does not have
    const value = valueOf(found, id);
    return value === undefined ? [] : [{ id, value }];
  });
}
