import type { IncidentCase, IncidentsData } from "./model.ts";

/** Small builders of data: a test names what it is about and has the rest filled in. */

/** `count` plain edits, a minute apart, as texts. */
export function caseEdits(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      eventTimestamp: 1_772_442_000 + index * 60,
      principal: "arn:aws:iam::111122223333:user/ada",
      action: index === 0 ? "Case Created" : "Case Updated",
      message: `Edit number ${index + 1}`,
    }),
  );
}

/** A case; `edits` are texts, so that a test can say every byte of them. */
export function incidentWith(members: Partial<IncidentCase> & Pick<IncidentCase, "caseId">): IncidentCase {
  const { caseId } = members;
  return {
    listed: JSON.stringify({ caseId, title: `Case ${caseId}`, caseStatus: "Submitted" }),
    details: JSON.stringify({ title: `Case ${caseId}`, caseStatus: "Submitted" }),
    edits: [],
    ...members,
  };
}

/** A membership in the sandbox's region with these cases. */
export function incidentsDataWith(...cases: readonly IncidentCase[]): IncidentsData {
  return { region: "eu-central-1", cases };
}
