import { listingPages, noQuotaKnown, type Planning } from "../../core/planning.ts";
import { arnPlace, nameable, toPolicy } from "../aws-policy.ts";
import { chosenCases } from "./limits.ts";
import type { IncidentsOptions } from "./source.ts";

/** Cases in one ListCases request: see source.ts. */
const listPageSize = 25;

export const incidentsPlanning: Planning<Partial<IncidentsOptions>> = {
  permissions(options, place) {
    const caseIds = chosenCases(options);
    const { prefix, notes } = arnPlace("security-ir", options, place);
    const named = options.all === true || caseIds.includes("-") ? undefined : nameable(caseIds);
    const cases = (named ?? ["*"]).map((id) => `${prefix}case/${id}`);
    const list = options.all === true ? [{ action: "security-ir:ListCases", resources: ["*"] }] : [];
    return {
      policy: toPolicy([...list, { action: "security-ir:ListCaseEdits", resources: cases }]),
      notes: [...notes, ...(options.all === true ? ["security-ir:ListCases knows no resource but *"] : [])],
    };
  },

  calls: (options, slices) => [
    ...(options.all === true
      ? [{ operation: "ListCases", purpose: "listing", count: listingPages(slices, listPageSize) } as const]
      : []),
    ...(slices === 0 ? [] : [{ operation: "ListCaseEdits", purpose: "reading", count: slices } as const]),
  ],

  assumptions: (_, pageSize) => [
    `one page of ${pageSize} edits a case: how many it has nobody tells before it is read`,
    noQuotaKnown,
  ],
};
