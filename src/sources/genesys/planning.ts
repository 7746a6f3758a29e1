import type { PlannedCall, Planning } from "../../core/planning.ts";

/** The platform's limit for a token, 300 a minute; that of audits alone is not published. */
const quota = { perSecond: 5, burst: 300 } as const;

const limit = "300 requests a minute, the limit of a token; audits have one of their own, which is not published";

function planning(
  callsOf: (slices: number) => Readonly<Record<string, number>>,
  purpose: PlannedCall["purpose"],
  assumptions: readonly string[],
): Planning {
  return {
    permissions: () => ({
      grants: { permission: "audits:audit:view", scope: "audits:readonly" },
      notes: [
        "the permission goes into a role of the OAuth client (Audits > Audit > View), in all divisions that matter",
        "the scope is of user tokens; of client credentials the role decides",
      ],
    }),
    calls: (_options, slices) =>
      Object.entries(callsOf(slices))
        .filter(([, count]) => count > 0)
        .map(([operation, count]) => ({ operation, purpose, count, quota })),
    assumptions: () => [...assumptions, limit],
  };
}

/** Each window is a query: submitted, looked at, read. */
export const queryPlanning = planning(
  (slices) => ({
    postAuditsQuery: slices,
    getAuditsQueryTransactionId: slices,
    getAuditsQueryTransactionIdResults: slices,
  }),
  "reading",
  ["one page of 500 events a window, and one look at its query: how long the service works on it nobody tells"],
);

export const realtimePlanning = planning((slices) => ({ postAuditsQueryRealtime: slices }), "reading", [
  "one page of 500 events a day: how many there are nobody tells before they are read",
]);

export const relatedPlanning = planning((slices) => ({ postAuditsQueryRealtimeRelated: slices }), "reading", []);

export const statusPlanning = planning((slices) => ({ getAuditsQueryTransactionId: slices }), "reading", []);

export const resultsPlanning = planning(
  (slices) => ({ getAuditsQueryTransactionId: slices, getAuditsQueryTransactionIdResults: slices }),
  "reading",
  ["one page of 500 events: how many there are nobody tells before they are read"],
);

export const servicesPlanning: Planning = {
  ...planning(() => ({}), "listing", []),
  calls: ({ realtime }) => [
    {
      operation: realtime === true ? "getAuditsQueryRealtimeServicemapping" : "getAuditsQueryServicemapping",
      purpose: "listing",
      count: 1,
      quota,
    },
  ],
};
