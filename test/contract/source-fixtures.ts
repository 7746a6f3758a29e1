import type { CasesData } from "../../src/sandbox/cases/model.ts";
import { wellKnownCases } from "../../src/sandbox/cases/model.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";

/** What the contract tests need of a source: how to ask for things, and what is true of them. */
export interface SourceFixture {
  /** The parameters that export all, and the texts of all events in the order of the slices. */
  readonly everything: readonly string[];
  readonly allTexts: (sandbox: Sandbox) => readonly string[];
  /** The parameters that export one slice of several pages, and its texts. */
  readonly oneSlice: readonly string[];
  readonly sliceTexts: (sandbox: Sandbox) => readonly string[];
  readonly emptySlice: readonly string[];
  readonly missingSlice: readonly string[];
  /** The member that is an event's id, and the one that is its time. */
  readonly idMember: string;
  readonly timeMember: string;
  /** The limit of the service. */
  readonly maximumPageSize: number;
}

/** One for each registered source: a test fails where one is missing. */
export const fixtures: Readonly<Record<string, SourceFixture>> = {
  cases: {
    everything: ["cases", "--all"],
    // Cases are listed by their creation, the oldest first.
    allTexts: (sandbox) => casesByCreation(sandbox.data.cases).flatMap(({ events }) => events),
    oneSlice: ["cases", "--case-id", wellKnownCases.pageAndOne],
    sliceTexts: (sandbox) => eventsOf(sandbox.data.cases, wellKnownCases.pageAndOne),
    emptySlice: ["cases", "--case-id", wellKnownCases.empty],
    missingSlice: ["cases", "--case-id", "no-such-case"],
    idMember: "eventId",
    timeMember: "performedTime",
    maximumPageSize: 25,
  },
};

export function eventsOf(data: CasesData, caseId: string): readonly string[] {
  const found = data.domains.flatMap(({ cases }) => cases).find((candidate) => candidate.caseId === caseId);
  if (found === undefined) throw new Error(`the sandbox has no case ${caseId}`);
  return found.events;
}

function casesByCreation(data: CasesData) {
  const [largest] = data.domains.toSorted((left, right) => right.cases.length - left.cases.length);
  return (largest?.cases ?? []).toSorted((left, right) => compare(created(left), created(right)));
}

function created({ values }: { readonly values: Readonly<Record<string, object>> }): string {
  const value = values["created_datetime"];
  return value !== undefined && "stringValue" in value ? String(value.stringValue) : "";
}

function compare(left: string, right: string): number {
  return Date.parse(left) - Date.parse(right);
}
