import { ExportError } from "../../core/errors.ts";

/**
 * Region → host, as the SDK 262.0.0 has it (PureCloudRegionHosts). Kept here because the SDK maps no names by itself:
 * it would take "us-east-1" for a host. A test compares the two.
 */
export const regionHosts: Readonly<Record<string, string>> = {
  "us-east-1": "mypurecloud.com",
  "us-east-2": "use2.us-gov-pure.cloud",
  "us-west-2": "usw2.pure.cloud",
  "ca-central-1": "cac1.pure.cloud",
  "mx-central-1": "mxc1.pure.cloud",
  "sa-east-1": "sae1.pure.cloud",
  "eu-west-1": "mypurecloud.ie",
  "eu-west-2": "euw2.pure.cloud",
  "eu-central-1": "mypurecloud.de",
  "eu-central-2": "euc2.pure.cloud",
  "eusc-de-east-1": "edee1.eusc-pure.cloud",
  "me-central-1": "mec1.pure.cloud",
  "ap-south-1": "aps1.pure.cloud",
  "ap-southeast-1": "apse1.pure.cloud",
  "ap-southeast-2": "mypurecloud.com.au",
  "ap-northeast-1": "mypurecloud.jp",
  "ap-northeast-2": "apne2.pure.cloud",
  "ap-northeast-3": "apne3.pure.cloud",
};

/**
 * The host of a region: named as AWS does, with hyphens or underscores, or by its host, bare or as the API's or login's
 * address. A host that is not in the list is taken as it is: Genesys opens new regions.
 *
 * @throws ExportError (config) for what is neither.
 */
export function toHost(region: string, origin: string): string {
  const name = region.trim().toLowerCase();
  const host = regionHosts[name.replaceAll("_", "-")];
  if (host !== undefined) return host;
  const bare = name.replace(/^https:\/\//, "").replace(/\/+$/, "");
  const withoutRole = bare.replace(/^(?:api|login|apps)\./, "");
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(withoutRole)) return withoutRole;
  throw new ExportError("config", `${origin} "${region}" is no region of Genesys Cloud`, {
    hint: `write an AWS region (${Object.keys(regionHosts).join(", ")}) or the host, like mypurecloud.de`,
  });
}
