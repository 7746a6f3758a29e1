import { usageError } from "../../core/errors.ts";
import type { OptionDefinitions, OptionValues } from "../../core/source-definition.ts";

/** Where and as whom: the options of every command of this source. Imports no SDK: --help reads this file. */
export const genesysOptions = {
  genesysRegion: {
    kind: "text",
    value: "region",
    variables: ["GENESYSCLOUD_REGION"],
    description: "AWS region or host of the organization; else GENESYSCLOUD_REGION",
  },
  genesysProfile: {
    kind: "text",
    outweighedBy: ["GENESYSCLOUD_OAUTHCLIENT_ID", "GENESYSCLOUD_ACCESS_TOKEN"],
    value: "name",
    description: "take credentials from a profile of ~/.gc/config.toml",
  },
} as const satisfies OptionDefinitions;

export type GenesysOptions = OptionValues<typeof genesysOptions>;

export const expandOption = {
  expand: { kind: "text", value: "what", choices: ["user"], description: "ask for the names of users" },
} as const satisfies OptionDefinitions;

/** The properties that the API knows (AuditQueryFilter), in its own spelling. */
const properties = ["UserId", "TrusteeOrganizationId", "ClientId", "Action", "EntityType", "EntityId"];

/** What is asked for. */
export const queryOptions = {
  service: { kind: "text", value: "name", description: "one service only; `genesys services` lists them" },
  filter: {
    kind: "texts",
    value: "Property=Value",
    beginnings: properties.map((property) => `${property}=`),
    description: "UserId, TrusteeOrganizationId, ClientId, Action, EntityType or EntityId; repeatable",
  },
  ...expandOption,
  ...genesysOptions,
} as const satisfies OptionDefinitions;

export type QueryOptions = OptionValues<typeof queryOptions>;

export interface Filter {
  readonly property: string;
  readonly value: string;
}

/**
 * `EntityType=OAuthClient` → property and value; the property in any case.
 *
 * @throws ExportError (usage)
 */
export function parseFilters(texts: readonly string[] = []): readonly Filter[] {
  return texts.map((text) => {
    const [name = "", ...rest] = text.split("=");
    const property = properties.find((known) => known.toLowerCase() === name.trim().toLowerCase());
    const value = rest.join("=");
    if (property === undefined || value === "") {
      throw usageError(
        `--filter "${text}" is no filter`,
        `write Property=Value, the property one of ${properties.join(", ")}`,
      );
    }
    return { property, value };
  });
}
