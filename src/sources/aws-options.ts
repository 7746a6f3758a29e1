import type { OptionDefinitions, OptionValues } from "../core/source-definition.ts";

/** The options of every AWS source. Imports no SDK: --help reads this file. */
export const awsOptions = {
  profile: { kind: "text", value: "name", description: "named profile of the AWS configuration" },
  region: {
    kind: "text",
    value: "region",
    description: "AWS region; else AWS_REGION, AWS_DEFAULT_REGION or the profile's",
  },
  endpointUrl: { kind: "text", value: "url", description: "another endpoint for the service, such as an emulator's" },
} as const satisfies OptionDefinitions;

export type AwsOptions = OptionValues<typeof awsOptions>;
