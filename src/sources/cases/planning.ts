import { listingPages, type Planning, type PlannedCall } from "../../core/planning.ts";
import { arnPlace, type Grant, nameable, toPolicy } from "../aws-policy.ts";
import { chosenCases } from "./limits.ts";
import type { CasesOptions } from "./source.ts";

type Options = Partial<CasesOptions>;

/** Service Quotas of Amazon Connect Cases, as they are unless raised; that of GetCaseAuditEvents is taken to be its siblings'. */
const quotas = {
  usual: { perSecond: 2, burst: 10 },
  listing: { perSecond: 2, burst: 5 },
  fields: { perSecond: 8, burst: 25 },
} as const;

/** Cases in one SearchCases request: see source.ts. */
const searchPageSize = 100;

export const casesPlanning: Planning<Options> = {
  permissions(options, place) {
    const caseIds = chosenCases(options);
    const { prefix, notes } = arnPlace("cases", options, place);
    const [domainId] = nameable([options.domainId ?? place.scope?.["domainId"] ?? "*"]) ?? ["*"];
    const domain = `${prefix}domain/${domainId}`;
    const named = options.all === true || caseIds.includes("-") ? undefined : nameable(caseIds);
    const cases = (named ?? ["*"]).map((id) => `${domain}/case/${id}`);
    const grants: readonly Grant[] = [
      ...(options.domainId === undefined ? [{ action: "cases:ListDomains", resources: ["*"] }] : []),
      ...(options.all === true ? [{ action: "cases:SearchCases", resources: [domain] }] : []),
      { action: "cases:GetCaseAuditEvents", resources: [domain, ...cases] },
      ...(options.fieldNames === false
        ? []
        : [
            { action: "cases:ListFields", resources: [domain] },
            { action: "cases:BatchGetField", resources: [domain, `${domain}/field/*`] },
          ]),
    ];
    const listing = options.domainId === undefined ? ["cases:ListDomains knows no resource but *"] : [];
    const where = domainId === "*" ? ["the domain is *: --domain-id narrows it"] : [];
    return { policy: toPolicy(grants), notes: [...notes, ...where, ...listing] };
  },

  calls(options, slices) {
    const find: readonly PlannedCall[] = [
      ...(options.domainId === undefined ? [call("ListDomains", "listing", 1, quotas.listing)] : []),
      ...(options.all === true
        ? [call("SearchCases", "listing", listingPages(slices, searchPageSize), quotas.usual)]
        : []),
    ];
    if (slices === 0) return find;
    const names =
      options.fieldNames === false
        ? []
        : [call("ListFields", "reading", 1, quotas.listing), call("BatchGetField", "reading", 0, quotas.fields)];
    return [...find, call("GetCaseAuditEvents", "reading", slices, quotas.usual), ...names];
  },

  assumptions: (_, pageSize) => [
    `one page of ${pageSize} events a case: how many it has nobody tells before it is read`,
    "2 requests a second, 10 at once: GetCaseAuditEvents has a quota of its own, whose default is not published",
  ],
};

function call(
  operation: string,
  purpose: PlannedCall["purpose"],
  count: number,
  quota: NonNullable<PlannedCall["quota"]>,
): PlannedCall {
  return { operation, purpose, count, quota };
}
