import type { EventShape } from "../service.ts";

/** What the emulated AWS Security Incident Response holds: one membership and its cases. */
export interface IncidentsData {
  /** Where the membership was activated. Asked for another region, the service is not active there. */
  readonly region: string;
  /** In the order in which they are listed; which one the service has is not documented. */
  readonly cases: readonly IncidentCase[];
}

export interface IncidentCase {
  readonly caseId: string;
  /** What ListCases says of it, and what GetCase answers: each the very JSON text that goes into a response. */
  readonly listed: string;
  readonly details: string;
  /** The edits, oldest first, each as its JSON text. */
  readonly edits: readonly string[];
}

/** The states of a case, in the order in which it goes through them. One has a comma in it. */
export const caseStatuses = [
  "Submitted",
  "Acknowledged",
  "Detection and Analysis",
  "Containment, Eradication and Recovery",
  "Post-incident Activities",
  "Ready to Close",
  "Closed",
] as const;

export type CaseStatus = (typeof caseStatuses)[number];

/** Cases that are there under every seed. */
export const wellKnownIncidents = {
  /** 0 edits. */
  empty: "1840027300",
  /** 1 edit. */
  single: "1840027301",
  /** 25 edits: exactly one page of the largest size. */
  fullPage: "1840027325",
  /** 26 edits: the first that does not fit one page. In the state whose name has a comma. */
  pageAndOne: "1840027326",
  /** 77 edits, of which some are equal to the letter: within a page of 25, and across the borders of two. */
  twins: "1840027377",
  /** 640 edits. */
  largest: "1840027640",
} as const satisfies Readonly<Record<string, string>>;

export const editShape: EventShape = { time: "eventTimestamp", word: "action" };
