import { loadSharedConfigFiles } from "@smithy/core/config";
import { resolveEndpointConfig } from "@smithy/core/endpoints";
import { ExportError, usageError } from "../core/errors.ts";
import type { SourceContext } from "../core/source-definition.ts";

type Environment = SourceContext["env"];

/** What a client's configuration says of its endpoint. */
export type EndpointConfiguration =
  | { readonly endpoint: string }
  /** The service's own endpoint, whatever the client itself would find configured. */
  | { readonly ignoreConfiguredEndpointUrls: true };

/**
 * The endpoint that `given` says, or else the environment or the profile. Asked for once and for all clients alike: they
 * know not all of what can be configured, and take any text for a URL, so that a request with all its authorisation
 * would go to the host "4566" of `localhost:4566`.
 *
 * @throws ExportError (usage, config)
 */
export async function findEndpoint(
  given: string | undefined,
  serviceId: string,
  env: Environment,
): Promise<EndpointConfiguration> {
  if (given !== undefined) {
    if (!isUrl(given)) throw usageError("--endpoint-url is not a URL", example);
    return { endpoint: given };
  }
  if (await ignoresConfigured(env)) return { ignoreConfiguredEndpointUrls: true };
  const endpoint = await configuredEndpoint(serviceId);
  if (endpoint === undefined) return { ignoreConfiguredEndpointUrls: true };
  if (isUrl(endpoint)) return { endpoint };
  const suffix = serviceId.toUpperCase().replaceAll(" ", "_");
  const variable = [`AWS_ENDPOINT_URL_${suffix}`, "AWS_ENDPOINT_URL"].find((name) => env[name]);
  // By its name alone: a URL may hold a password.
  throw new ExportError("config", `${variable ?? "the profile's endpoint_url"} is not a URL`, { hint: example });
}

const example = "write it like http://127.0.0.1:4566";

function isUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** As the AWS CLI reads it: the variable before the profile, and no other word than "true", however it is written. */
async function ignoresConfigured(env: Environment): Promise<boolean> {
  const ofProfile = async (): Promise<string | undefined> => {
    const name = env["AWS_PROFILE"] || "default";
    const { configFile, credentialsFile } = await loadSharedConfigFiles();
    return { ...credentialsFile[name], ...configFile[name] }["ignore_configured_endpoint_urls"];
  };
  const word = env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] || (await ofProfile());
  return word?.toLowerCase() === "true";
}

/** What the environment or the configuration files say, by the rules of the AWS SDK. */
async function configuredEndpoint(serviceId: string): Promise<string | undefined> {
  const { serviceConfiguredEndpoint } = resolveEndpointConfig({
    serviceId,
    urlParser: unused,
    endpointProvider: unused,
  });
  return serviceConfiguredEndpoint?.();
}

function unused(): never {
  throw new Error("only what is configured was to be asked for");
}
