import { pageOf, type PageTokens } from "../page-token.ts";
import { operation, type Operation } from "../rest-json.ts";
import { notFoundError } from "../service-error.ts";
import { beginning } from "./fields.ts";
import type { CasesData, CasesDomain } from "./model.ts";
import { getDomainInput, listDomainsInput } from "./shapes.ts";

export function domainOperations(data: CasesData, tokens: PageTokens): readonly Operation[] {
  return [
    operation({
      name: "ListDomains",
      page: { list: "domains", token: "nextToken" },
      path: "/domains-list",
      query: { maxResults: "integer", nextToken: "text" },
      input: listDomainsInput,
      handle(input) {
        const { page, next } = pageOf(tokens, "ListDomains", data.domains, input, 10);
        const domains = page.map(({ domainId, domainArn, name }) => ({ domainId, domainArn, name }));
        return JSON.stringify({ domains, ...next });
      },
    }),

    operation({
      name: "GetDomain",
      path: "/domains/{domainId}",
      input: getDomainInput,
      handle(input) {
        const { domainId, domainArn, name, createdTime = beginning } = findDomain(data, input.domainId);
        return JSON.stringify({ domainId, domainArn, name, createdTime, domainStatus: "Active", tags: {} });
      },
    }),
  ];
}

export function findDomain(data: CasesData, domainId: string): CasesDomain {
  const domain = data.domains.find((candidate) => candidate.domainId === domainId);
  if (domain === undefined) {
    throw notFoundError("Domain", domainId);
  }
  return domain;
}
