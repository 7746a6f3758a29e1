import { usageError } from "../../core/errors.ts";
import { checkIdLength } from "./limits.ts";
import { defineSource } from "../../core/source-definition.ts";
import { awsOptions } from "../aws-options.ts";

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
    domainId: { kind: "text", value: "id", description: "the Cases domain (default: the account's only one)" },
    updatedSince: { kind: "time", value: "time", description: "with --all: only cases updated since then" },
    fieldNames: { kind: "flag", negatable: true, description: "do not look up the names of changed fields" },
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
  async open(options, context) {
    const caseIds = options.caseId ?? [];
    if (options.all === true && caseIds.length > 0) throw usageError("--all and --case-id exclude each other");
    if (options.all !== true && caseIds.length === 0) {
      throw usageError("which cases?", "give --case-id <id>, or --all for every case of the domain");
    }
    if (options.updatedSince !== undefined && options.all !== true) throw usageError("--updated-since goes with --all");
    for (const id of caseIds) checkIdLength("--case-id", id);
    if (options.domainId !== undefined) checkIdLength("--domain-id", options.domainId);
    const { openCases } = await import("./source.ts");
    return openCases({ ...options, caseId: caseIds }, context);
  },
});
