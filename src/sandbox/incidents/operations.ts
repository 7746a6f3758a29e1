import { type PageInput, pageOf, type PageTokens } from "../page-token.ts";
import { operation, type Operation } from "../rest-json.ts";
import { ServiceError } from "../service-error.ts";
import { editShape, type IncidentCase, type IncidentsData } from "./model.ts";
import { getCaseInput, listCaseEditsInput, listCasesInput } from "./shapes.ts";

/** How many items come unless a number is asked for: not documented, so as many as can be. */
const usualSize = 25;

export function incidentOperations(data: IncidentsData, tokens: PageTokens): readonly Operation[] {
  return [
    operation({
      name: "ListCases",
      page: { list: "items", token: "nextToken" },
      path: "/v1/list-cases",
      input: listCasesInput,
      handle(input) {
        const { page, next } = pageOf(tokens, "ListCases", data.cases, input, usualSize);
        return answer(
          page.map(({ listed }) => listed),
          next,
          data.cases.length,
        );
      },
    }),

    operation({
      name: "ListCaseEdits",
      page: { list: "items", token: "nextToken", event: editShape },
      path: "/v1/cases/{caseId}/list-case-edits",
      input: listCaseEditsInput,
      handle(input) {
        const { edits } = findCase(data, input.caseId);
        const { page, next } = pageOf(tokens, "ListCaseEdits", edits, input, usualSize);
        return answer(page, next, edits.length);
      },
    }),

    operation({
      name: "GetCase",
      method: "GET",
      path: "/v1/cases/{caseId}/get-case",
      input: getCaseInput,
      handle: (input) => findCase(data, input.caseId).details,
    }),
  ];
}

/** The items' own texts go out as they are: parsed and written again, odd numbers and members would change. */
function answer(items: readonly string[], { nextToken }: Pick<PageInput, "nextToken">, total: number): string {
  const token = nextToken === undefined ? "" : `"nextToken":${JSON.stringify(nextToken)},`;
  return `{${token}"items":[${items.join(",")}],"total":${total}}`;
}

function findCase(data: IncidentsData, caseId: string): IncidentCase {
  const found = data.cases.find((candidate) => candidate.caseId === caseId);
  // Other than that of Connect Cases, this error has no members beside its message.
  if (found === undefined) throw new ServiceError(404, "ResourceNotFoundException", `Case not found: ${caseId}`);
  return found;
}
