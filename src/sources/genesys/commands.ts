import { defineCommand } from "../../core/source-definition.ts";
import { checkId, realtimeDays, resultPageSize } from "./limits.ts";
import { expandOption, genesysOptions, parseFilters, queryOptions } from "./options.ts";

/** The further commands of the source: everything else that the AuditApi can be asked. */

export const realtime = defineCommand({
  id: "realtime",
  aliases: [],
  summary: "audits of the last 14 days, of some services, at once (postAuditsQueryRealtime)",
  options: queryOptions,
  unit: ["window", "windows"],
  pageSize: resultPageSize,
  concurrency: 2,
  defaultSince: "24h",
  keepsDays: realtimeDays,
  examples: [
    ["audit-export genesys realtime --since 1h", "the last hour, without the wait for a query"],
    ["audit-export genesys services --realtime", "the services that realtime knows"],
  ],
  plan: async () => (await import("./planning.ts")).realtimePlanning,
  async open(options, context) {
    const question = {
      service: options.service,
      filters: parseFilters(options.filter),
      expand: expandOf(options.expand),
    };
    const { openRealtime } = await import("./source.ts");
    return openRealtime(options, question, context);
  },
});

export const related = defineCommand({
  id: "related",
  aliases: [],
  summary: "audits that one act caused, by one of them (postAuditsQueryRealtimeRelated)",
  options: {
    auditId: { kind: "text", value: "audit-id", positional: true, description: "the id of an audit" },
    trustorOrg: { kind: "text", value: "id", description: "the organization that trusts the audit's" },
    ...expandOption,
    ...genesysOptions,
  },
  unit: ["audit", "audits"],
  concurrency: 1,
  examples: [["audit-export genesys related 8e2a…", "what else happened in the same act"]],
  plan: async () => (await import("./planning.ts")).relatedPlanning,
  async open(options, context) {
    const auditId = checkId("audit id", options.auditId);
    const { openRelated } = await import("./source.ts");
    return openRelated(options, { auditId, trustorOrg: options.trustorOrg, expand: expandOf(options.expand) }, context);
  },
});

export const services = defineCommand({
  id: "services",
  aliases: [],
  summary: "services, entities and actions that are audited (the service mappings)",
  options: {
    realtime: { kind: "flag", description: "those that `genesys realtime` knows" },
    ...genesysOptions,
  },
  unit: ["service", "services"],
  lists: ["entity", "entities"],
  tableFields: "scope.service,target.name,raw.actions",
  concurrency: 1,
  examples: [["audit-export genesys services", "all that can be audited"]],
  plan: async () => (await import("./planning.ts")).servicesPlanning,
  async open(options, context) {
    const { openServices } = await import("./source.ts");
    return openServices(options, options.realtime === true, context);
  },
});

const transactionId = {
  kind: "text",
  value: "transaction-id",
  positional: true,
  description: "the id of a query",
} as const;

export const status = defineCommand({
  id: "status",
  aliases: [],
  summary: "state of a query that was submitted earlier (getAuditsQueryTransactionId)",
  options: { transactionId, ...genesysOptions },
  unit: ["query", "queries"],
  lists: ["state", "states"],
  tableFields: "action,time,raw.interval,raw.serviceName",
  concurrency: 1,
  examples: [["audit-export genesys status 3f9c…", "is it done?"]],
  plan: async () => (await import("./planning.ts")).statusPlanning,
  async open(options, context) {
    const id = checkId("transaction id", options.transactionId);
    const { openStatus } = await import("./source.ts");
    return openStatus(options, id, context);
  },
});

export const results = defineCommand({
  id: "results",
  aliases: [],
  summary: "results of a query that was submitted earlier (getAuditsQueryTransactionIdResults)",
  options: { transactionId, ...expandOption, ...genesysOptions },
  unit: ["query", "queries"],
  pageSize: resultPageSize,
  concurrency: 1,
  examples: [["audit-export genesys results 3f9c… -o audits.ndjson", "all its events, once it is done"]],
  plan: async () => (await import("./planning.ts")).resultsPlanning,
  async open(options, context) {
    const id = checkId("transaction id", options.transactionId);
    const { openResults } = await import("./source.ts");
    return openResults(options, id, expandOf(options.expand), context);
  },
});

function expandOf(what: string | undefined): readonly string[] {
  return what === undefined ? [] : [what];
}
