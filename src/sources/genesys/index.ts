import { defineExamination, defineSource } from "../../core/source-definition.ts";
import { realtime, related, results, services, status } from "./commands.ts";
import { genesysOptions, parseFilters, queryOptions } from "./options.ts";
import { resultPageSize } from "./limits.ts";

const signs = ["GENESYSCLOUD_OAUTHCLIENT_ID", "GENESYSCLOUD_ACCESS_TOKEN"];

const examination = defineExamination({
  options: genesysOptions,
  async unused({ genesysProfile }, { env }) {
    if (genesysProfile !== undefined || signs.some((name) => (env[name] ?? "") !== "")) return undefined;
    return "set GENESYSCLOUD_OAUTHCLIENT_ID, _SECRET and _REGION, or give --genesys-profile";
  },
  load: async () => (await import("./examine.ts")).examineGenesys,
});

/** Genesys Cloud: the audits of an organization. */
export const genesys = defineSource({
  id: "genesys",
  aliases: ["purecloud"],
  summary: "audits of a Genesys Cloud organization (postAuditsQuery and its results)",
  options: queryOptions,
  unit: ["window", "windows"],
  pageSize: resultPageSize,
  // How many queries may run at the same time is not documented.
  concurrency: 2,
  defaultSince: "24h",
  examples: [
    ["audit-export genesys", "the last 24 hours, as a table on a terminal"],
    ["audit-export genesys --since 2026-10-01 --until 2026-11-01 -o october.csv", "a month"],
    ["audit-export genesys --since 7d --tz local --limit 20", "with the times of the clock here"],
    ["audit-export genesys --filter EntityType=OAuthClient --expand user", "who changed OAuth clients"],
    ["audit-export genesys services", "what is audited: services, entities, actions"],
  ],
  commands: [realtime, related, services, status, results],
  examination,
  plan: async () => (await import("./planning.ts")).queryPlanning,
  async open(options, context) {
    const question = {
      service: options.service,
      filters: parseFilters(options.filter),
      expand: options.expand === undefined ? [] : [options.expand],
    };
    const { openQuery } = await import("./source.ts");
    return openQuery(options, question, context);
  },
});
