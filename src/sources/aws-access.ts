import type { AwsCredentialIdentity, EndpointV2, Provider, RequestSigner } from "@smithy/types";
import type { AwsHandler } from "./aws-handler.ts";

/** How a client reaches its service and as whom: what can be told of it without a call of the service. */
export interface AwsAccess {
  readonly region: Provider<string>;
  readonly credentials: Provider<AwsCredentialIdentity>;
  /** Signs in the name of these credentials; each call says for which service. */
  signer(): Promise<RequestSigner>;
  readonly isFips: Provider<boolean>;
  /** Where requests go. */
  endpoint(): Promise<URL>;
  readonly handler: AwsHandler;
}

/** What the resolved configuration of every client of the SDK has. */
export interface PlaceConfig {
  readonly region: Provider<string>;
  readonly useFipsEndpoint: Provider<boolean>;
  readonly useDualstackEndpoint: Provider<boolean>;
  // A method: each service has its own parameters, of which these are the common ones.
  endpointProvider(parameters: {
    Region?: string;
    UseFIPS?: boolean;
    UseDualStack?: boolean;
    Endpoint?: string;
  }): EndpointV2;
}

interface SigningConfig extends PlaceConfig {
  readonly credentials: Provider<AwsCredentialIdentity>;
  signer(): Promise<RequestSigner>;
}

interface Configured {
  readonly endpoint?: string;
  readonly requestHandler: AwsHandler;
}

export function accessOf(config: SigningConfig, configured: Configured): AwsAccess {
  return {
    region: config.region,
    credentials: config.credentials,
    // Told of a service it would sign all that follows for that one: it keeps the name in the client's configuration.
    signer: () => config.signer(),
    isFips: config.useFipsEndpoint,
    endpoint: () => endpointOf(config, configured.endpoint),
    handler: configured.requestHandler,
  };
}

/** By the rules of the service, unless it is configured. */
export async function endpointOf(config: PlaceConfig, configured: string | undefined): Promise<URL> {
  const { url } = config.endpointProvider({
    Region: await config.region(),
    UseFIPS: await config.useFipsEndpoint(),
    UseDualStack: await config.useDualstackEndpoint(),
    ...(configured === undefined ? {} : { Endpoint: configured }),
  });
  return url;
}
