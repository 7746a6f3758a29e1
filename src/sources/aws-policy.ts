import type { Permissions, PlanPlace, Policy } from "../core/planning.ts";
import type { AwsOptions } from "./aws-options.ts";

/** An action with the resources that it is about: of all that the service authorization reference names for it. */
export interface Grant {
  readonly action: string;
  readonly resources: readonly string[];
}

/** The policy, the actions of the same resources together. */
export function toPolicy(grants: readonly Grant[]): Policy {
  const byResources = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = grant.resources.join(" ");
    byResources.set(key, [...(byResources.get(key) ?? []), grant]);
  }
  const statements = [...byResources.values()].map((together) => ({
    Effect: "Allow" as const,
    Action: together.map(({ action }) => action),
    Resource: together[0]?.resources ?? [],
  }));
  return { Version: "2012-10-17", Statement: statements };
}

export interface ArnPlace {
  /** What the ARNs of a service begin with: `arn:aws:cases:eu-central-1:*:`. */
  readonly prefix: string;
  readonly notes: Permissions["notes"];
}

/** The account is never known without asking for it; the region may be the profile's, which only the SDK reads. */
export function arnPlace(service: string, options: AwsOptions, { env }: PlanPlace): ArnPlace {
  const named = options.region ?? [env["AWS_REGION"], env["AWS_DEFAULT_REGION"]].find(Boolean) ?? "";
  const region = /^[a-z0-9-]+$/.test(named) ? named : "*";
  const notes = ["the account in the ARNs is *: put its number there"];
  if (region === "*") notes.push("the region is * too: --region narrows it");
  return { prefix: `arn:${partitionOf(region)}:${service}:${region}:*:`, notes };
}

/** Without the SDK, which knows more of them than have these services. */
function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("eusc-") ? "aws-eusc" : "aws";
}

/** A policy has room for 6,144 characters. */
const mostNamed = 20;

/** The ids that a policy can name; undefined where they are too many, or IAM would read more into them than a name. */
export function nameable(ids: readonly string[]): readonly string[] | undefined {
  const isPlain = ids.length > 0 && ids.length <= mostNamed && ids.every((id) => /^[\w.-]*\w[\w.-]*$/.test(id));
  return isPlain ? ids : undefined;
}
