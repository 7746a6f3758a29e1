import type { OptionDefinitions, OptionValues } from "../core/source-definition.ts";

/** The options of every AWS source. Imports no SDK: --help reads this file. */
export const awsOptions = {
  profile: {
    kind: "text",
    variables: ["AWS_PROFILE"],
    // An identity too.
    outweighedBy: ["AWS_ACCESS_KEY_ID"],
    value: "name",
    description: "named profile of the AWS configuration",
  },
  region: {
    kind: "text",
    variables: ["AWS_REGION", "AWS_DEFAULT_REGION"],
    value: "region",
    description: "AWS region; else AWS_REGION, AWS_DEFAULT_REGION or the profile's",
  },
  endpointUrl: {
    kind: "text",
    outweighedBy: [
      "AWS_ENDPOINT_URL",
      "AWS_ENDPOINT_URL_CONNECTCASES",
      "AWS_ENDPOINT_URL_SECURITY_IR",
      "AWS_ENDPOINT_URL_CODECATALYST",
    ],
    value: "url",
    description: "another endpoint for the service, such as an emulator's",
  },
} as const satisfies OptionDefinitions;

export type AwsOptions = OptionValues<typeof awsOptions>;
