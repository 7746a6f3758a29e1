import { usageError } from "../../core/errors.ts";
import { defineSource } from "../../core/source-definition.ts";
import { awsOptions } from "../aws-options.ts";
import { checkCaseId } from "./limits.ts";

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
  async open(options, context) {
    const caseIds = options.caseId ?? [];
    if (options.all === true && caseIds.length > 0) throw usageError("--all and --case-id exclude each other");
    if (options.all !== true && caseIds.length === 0) {
      throw usageError("which cases?", "give --case-id <id>, or --all for every case of the membership");
    }
    for (const id of caseIds) if (id !== "-") checkCaseId("--case-id", id);
    const { openIncidents } = await import("./source.ts");
    return openIncidents({ ...options, caseId: caseIds }, context);
  },
});
