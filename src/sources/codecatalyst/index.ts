import { defineExamination, defineSource, type OptionDefinitions } from "../../core/source-definition.ts";
import { awsOptions } from "../aws-options.ts";
import { checkSpaceName, guaranteedDays } from "./limits.ts";

const place = {
  space: { kind: "text", value: "name", description: "the space (default: the only one there is)" },
  profile: { ...awsOptions.profile, description: "named profile of the AWS configuration, with an sso_session" },
  region: {
    ...awsOptions.region,
    variables: [],
    description: "of no effect: CodeCatalyst is one service for all regions",
  },
  endpointUrl: awsOptions.endpointUrl,
} as const satisfies OptionDefinitions;

const examination = defineExamination({
  options: place,
  async unused(options, context) {
    const { unusedLogin } = await import("../aws-set-up.ts");
    return unusedLogin(options, context);
  },
  load: async () => (await import("./examine.ts")).examineCodeCatalyst,
});

/** Amazon CodeCatalyst: the event log of a space. */
export const codecatalyst = defineSource({
  id: "codecatalyst",
  aliases: ["space-events"],
  summary: "event log of an Amazon CodeCatalyst space (ListEventLogs)",
  options: {
    space: place.space,
    eventName: { kind: "text", value: "name", description: "only events of this exact name, such as createProject" },
    profile: place.profile,
    region: place.region,
    endpointUrl: place.endpointUrl,
  },
  unit: ["window", "windows"],
  // API reference of ListEventLogs, maxResults: 1 to 250. What it is when left out is not documented, so it never is.
  pageSize: { default: 250, maximum: 250 },
  concurrency: 8,
  defaultSince: "24h",
  keepsDays: guaranteedDays,
  examples: [
    ["audit-export codecatalyst", "the last 24 hours of the only space"],
    ["audit-export codecatalyst --space ExampleCorp --since 30d -o events.csv", "all that the service guarantees"],
    ["audit-export codecatalyst --event-name createProject --since 7d", "events of one name"],
  ],
  examination,
  plan: async () => (await import("./planning.ts")).codeCatalystPlanning,
  async open(options, context) {
    if (options.space !== undefined) checkSpaceName("--space", options.space);
    const { openCodeCatalyst } = await import("./source.ts");
    return openCodeCatalyst(options, context);
  },
});
