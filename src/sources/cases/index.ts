import { chosenCases } from "./limits.ts";
import { defineExamination, defineSource, type OptionDefinitions } from "../../core/source-definition.ts";
import { awsOptions } from "../aws-options.ts";

const place = {
  domainId: { kind: "text", value: "id", description: "the Cases domain (default: the account's only one)" },
  fieldNames: { kind: "flag", negatable: true, description: "do not look up the names of changed fields" },
  ...awsOptions,
} as const satisfies OptionDefinitions;

const examination = defineExamination({
  options: { ...place, caseId: { kind: "texts", value: "id", description: "a case to try it with" } },
  async unused(options, context) {
    const { unusedAws } = await import("../aws-set-up.ts");
    return unusedAws(options, context);
  },
  load: async () => (await import("./examine.ts")).examineCases,
});

/** Amazon Connect Cases: the audit history of cases. */
export const cases = defineSource({
  id: "cases",
  aliases: ["connect-cases"],
  summary: "audit history of Amazon Connect Cases (GetCaseAuditEvents)",
  options: {
    caseId: {
      kind: "texts",
      excludes: ["all"],
      value: "id",
      description: "the case; repeatable; - reads ids from standard input, one a line",
    },
    all: { kind: "flag", excludes: ["caseId"], description: "every case of the domain" },
    domainId: place.domainId,
    updatedSince: {
      kind: "time",
      // It goes with --all, and with it.
      excludes: ["caseId"],
      value: "time",
      description: "with --all: only cases updated since then",
    },
    fieldNames: place.fieldNames,
    ...awsOptions,
  },
  unit: ["case", "cases"],
  // API reference of GetCaseAuditEvents, maxResults: 25 unless given, at most 25.
  pageSize: { default: 25, maximum: 25 },
  concurrency: 8,
  examples: [
    ["audit-export cases --case-id 8e2a…", "one case, as a table on a terminal"],
    ["audit-export cases --all -o cases.csv", "every case of the account's only domain"],
    [
      "audit-export cases --all --sort time --explode changes -o changes.csv",
      "each changed field, in the order of time",
    ],
    ["cat ids.txt | audit-export cases --case-id - | jq .action", "the cases that a file names"],
  ],
  examination,
  plan: async () => (await import("./planning.ts")).casesPlanning,
  async open(options, context) {
    const caseIds = chosenCases(options);
    const { openCases } = await import("./source.ts");
    return openCases({ ...options, caseId: caseIds }, context);
  },
});
