import type { Service } from "../../../src/sandbox/service.ts";
import type { Scenario } from "../scenario.ts";
import { benchService, type Bucket, membersOf, nextMember, placeOf, sizeOf } from "./bench-service.ts";
import { createCaseList } from "./case-list.ts";
import { secondsNotation } from "./event-list.ts";
import { incidentEdit } from "./event-texts.ts";

const firstId = 1_840_000_000;

export function incidentIdOf(index: number): string {
  return String(firstId + index);
}

export function incidentsService(scenario: Scenario, takeToken: Bucket): Service {
  const list = createCaseList(scenario, incidentEdit, secondsNotation);
  return benchService(
    {
      id: "incidents",
      name: "AWS Security Incident Response",
      environment: (url) => ({ AWS_ENDPOINT_URL_SECURITY_IR: url }),
    },
    [
      {
        operation: "ListCaseEdits",
        path: /^\/v1\/cases\/(\d+)\/list-case-edits$/,
        events: true,
        slowness: (id) => (scenario.slow?.case === Number(id) - firstId ? scenario.slow.times : 1),
        answer(request, id) {
          const { nextToken, maxResults } = membersOf(request);
          const index = Number(id) - firstId;
          const start = placeOf(nextToken);
          const size = sizeOf(maxResults, 25);
          const total = list.lengthOf(index);
          const next = nextMember("nextToken", start + size, total);
          return list.page(index, start, size, `{"items":[`, `],"total":${total}${next}}`);
        },
      },
      {
        operation: "ListCases",
        path: /^\/v1\/list-cases$/,
        answer(request) {
          const { nextToken, maxResults } = membersOf(request);
          const start = placeOf(nextToken);
          const end = Math.min(start + sizeOf(maxResults, 25), list.count);
          const items = Array.from({ length: Math.max(0, end - start) }, (_, index) => {
            const caseId = incidentIdOf(start + index);
            return { caseId, title: `Case ${caseId}`, caseStatus: "Submitted" };
          });
          const next = end < list.count ? { nextToken: `next-${end}` } : {};
          return JSON.stringify({ items, total: list.count, ...next });
        },
      },
    ],
    scenario,
    takeToken,
  );
}
