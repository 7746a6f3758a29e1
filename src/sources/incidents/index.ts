import { defineExamination, defineSource } from "../../core/source-definition.ts";
import { awsOptions } from "../aws-options.ts";
import { chosenCases } from "./limits.ts";

const examination = defineExamination({
  options: { ...awsOptions, caseId: { kind: "texts", value: "id", description: "a case to try it with" } },
  async unused(options, context) {
    const { unusedAws } = await import("../aws-set-up.ts");
    return unusedAws(options, context);
  },
  load: async () => (await import("./examine.ts")).examineIncidents,
});

/** AWS Security Incident Response: the edits of cases. */
export const incidents = defineSource({
  id: "incidents",
  aliases: ["security-ir"],
  summary: "edits of AWS Security Incident Response cases (ListCaseEdits)",
  options: {
    caseId: {
      kind: "texts",
      value: "id",
      description: "the case; repeatable; - reads ids from standard input, one a line",
    },
    all: { kind: "flag", description: "every case of the membership" },
    ...awsOptions,
  },
  unit: ["case", "cases"],
  // Model of ListCaseEdits, maxResults: at most 25; how many it gives unless asked is not documented.
  pageSize: { default: 25, maximum: 25 },
  concurrency: 4,
  examples: [
    ["audit-export incidents --case-id 1234567890", "one case, as a table on a terminal"],
    ["audit-export incidents --all -o incidents.csv", "every case of the membership"],
    ["audit-export incidents --all --sort time", "what happened in all cases, one after the other"],
    ["cat ids.txt | audit-export incidents --case-id - | jq .action", "the cases that a file names"],
  ],
  examination,
  plan: async () => (await import("./planning.ts")).incidentsPlanning,
  async open(options, context) {
    const caseIds = chosenCases(options);
    const { openIncidents } = await import("./source.ts");
    return openIncidents({ ...options, caseId: caseIds }, context);
  },
});
