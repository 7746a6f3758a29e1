import { noQuotaKnown, type Planning } from "../../core/planning.ts";
import type { CodeCatalystOptions } from "./source.ts";

export const codeCatalystPlanning: Planning<CodeCatalystOptions> = {
  permissions: () => ({
    grants: { role: "Space administrator" },
    notes: ["CodeCatalyst has no IAM policy: the user who logs in needs this role in the space"],
  }),

  calls: (options, slices) => [
    ...(options.space === undefined ? [{ operation: "ListSpaces", purpose: "listing", count: 1 } as const] : []),
    ...(slices === 0 ? [] : [{ operation: "ListEventLogs", purpose: "reading", count: slices } as const]),
  ],

  assumptions: () => [
    "one page of 250 events a window: how many there are nobody tells before they are read",
    noQuotaKnown,
  ],
};
