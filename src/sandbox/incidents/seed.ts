import { type Random, randomFor } from "../random.ts";
import { caseStatuses, type IncidentCase, type IncidentsData, wellKnownIncidents } from "./model.ts";
import { type Plot, type Setting, tellIncident } from "./story.ts";

const account = "111122223333";

/** Beside the well-known ones. */
const otherCases = 54;

function never(): boolean {
  return false;
}

/** Twins within the first page of 25, three across its border, and five across the next. */
const repeatedInTwins: readonly number[] = [11, 25, 26, 48, 49, 50, 51];

const wellKnown: readonly Omit<Plot, "ordinal">[] = [
  { caseId: wellKnownIncidents.empty, editCount: 0, lastStatus: "Submitted", repeated: never },
  { caseId: wellKnownIncidents.single, editCount: 1, lastStatus: "Submitted", repeated: never },
  { caseId: wellKnownIncidents.fullPage, editCount: 25, lastStatus: "Closed", repeated: never },
  {
    caseId: wellKnownIncidents.pageAndOne,
    editCount: 26,
    lastStatus: "Containment, Eradication and Recovery",
    repeated: never,
  },
  {
    caseId: wellKnownIncidents.twins,
    editCount: 77,
    lastStatus: "Ready to Close",
    repeated: (index) => repeatedInTwins.includes(index),
  },
  { caseId: wellKnownIncidents.largest, editCount: 640, lastStatus: "Post-incident Activities", repeated: never },
];

/** The same data for the same seed; the well-known cases are there under every seed. */
export function seededIncidents(seed: number, region: string): IncidentsData {
  const random = randomFor(seed, "incidents");
  const planned = Array.from({ length: otherCases }, (_, index) => ({
    // Apart from the well-known ones, and no two alike.
    caseId: String(2_000_000_000 + index * 137_000_000 + random.integer(0, 136_999_999)),
    editCount: editCount(random),
    // Each state in turn, so that none is missing.
    lastStatus: caseStatuses[index % caseStatuses.length] ?? "Submitted",
    repeated: never,
  }));
  const cases = [...wellKnown, ...planned].map((plot, ordinal) =>
    lazyCase({ region, account }, { ...plot, ordinal }, seed),
  );
  return { region, cases };
}

/** Most cases have 3 to 30 edits, a few some hundreds. */
function editCount(random: Random): number {
  return random.chance(0.08) ? random.integer(100, 300) : random.integer(3, 30);
}

/** A case whose story is told when somebody first asks for it: the sandbox starts at once, whatever it holds. */
function lazyCase(setting: Setting, plot: Plot, seed: number): IncidentCase {
  let story: Omit<IncidentCase, "caseId"> | undefined;
  function told(): Omit<IncidentCase, "caseId"> {
    story ??= tellIncident(setting, plot, randomFor(seed, `incident ${plot.caseId}`));
    return story;
  }
  return {
    caseId: plot.caseId,
    get listed() {
      return told().listed;
    },
    get details() {
      return told().details;
    },
    get edits() {
      return told().edits;
    },
  };
}
