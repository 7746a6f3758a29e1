import type { Service } from "../../../src/sandbox/service.ts";
import type { Scenario } from "../scenario.ts";
import { benchService, type Bucket, membersOf, nextMember, placeOf, sizeOf } from "./bench-service.ts";
import { createCaseList } from "./case-list.ts";
import { instantNotation } from "./event-list.ts";
import { caseEvent, caseFields } from "./event-texts.ts";

export const domainId = "be7c0000-52c8-4b6e-9d31-7c04e8f5b201";
const caseIdStart = "ca5e0000-1b7c-4d95-8e20-";

export function caseIdOf(index: number): string {
  return `${caseIdStart}${String(index).padStart(12, "0")}`;
}

export function casesService(scenario: Scenario, takeToken: Bucket): Service {
  const list = createCaseList(scenario, caseEvent, instantNotation);
  const fields = caseFields.map(({ id, name, type }) => {
    const namespace = id.includes("-") ? "Custom" : "System";
    return { fieldId: id, fieldArn: `arn:aws:cases:eu-central-1:111122223333:field/${id}`, name, type, namespace };
  });

  function listed(index: number): object {
    const created = new Date(Date.UTC(2026, 0, 5, 8) + index * 3_600_000).toISOString();
    const values = [{ id: "created_datetime", value: { stringValue: created } }];
    return { caseId: caseIdOf(index), templateId: "template-1", fields: values, tags: {} };
  }

  return benchService(
    {
      id: "cases",
      name: "Amazon Connect Cases",
      environment: (url) => ({ AWS_ENDPOINT_URL_CONNECTCASES: url, AUDIT_EXPORT_DOMAIN_ID: domainId }),
    },
    [
      {
        operation: "GetCaseAuditEvents",
        path: new RegExp(`^/domains/[^/]+/cases/${caseIdStart}(\\d{12})/audit-history$`),
        events: true,
        slowness: (id) => (scenario.slow?.case === Number(id) ? scenario.slow.times : 1),
        answer(request, id) {
          const { nextToken, maxResults } = membersOf(request);
          const index = Number(id);
          const start = placeOf(nextToken);
          const size = sizeOf(maxResults, 25);
          const next = nextMember("nextToken", start + size, list.lengthOf(index));
          return list.page(index, start, size, `{"auditEvents":[`, `]${next}}`);
        },
      },
      {
        operation: "SearchCases",
        path: /^\/domains\/[^/]+\/cases-search$/,
        answer(request) {
          const { nextToken, maxResults } = membersOf(request);
          const start = placeOf(nextToken);
          const end = Math.min(start + sizeOf(maxResults, 25), list.count);
          const cases = Array.from({ length: Math.max(0, end - start) }, (_, index) => listed(start + index));
          const next = end < list.count ? { nextToken: `next-${end}` } : {};
          return JSON.stringify({ cases, totalCount: list.count, ...next });
        },
      },
      {
        operation: "ListDomains",
        path: /^\/domains-list$/,
        answer: () =>
          JSON.stringify({
            domains: [
              { domainId, domainArn: `arn:aws:cases:eu-central-1:111122223333:domain/${domainId}`, name: "care" },
            ],
          }),
      },
      { operation: "ListFields", path: /^\/domains\/[^/]+\/fields-list$/, answer: () => JSON.stringify({ fields }) },
      {
        operation: "BatchGetField",
        path: /^\/domains\/[^/]+\/fields-batch$/,
        answer(request) {
          const asked = membersOf(request)["fields"] as readonly { readonly id: string }[];
          const errors = asked
            .filter(({ id }) => fields.every(({ fieldId }) => fieldId !== id))
            .map(({ id }) => ({ id, errorCode: "ResourceNotFoundException", message: `Field not found: ${id}` }));
          return JSON.stringify({
            fields: fields.filter(({ fieldId }) => asked.some(({ id }) => id === fieldId)),
            errors,
          });
        },
      },
    ],
    scenario,
    takeToken,
  );
}
