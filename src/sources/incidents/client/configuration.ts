import {
  createDefaultUserAgentProvider,
  type HostHeaderInputConfig,
  NODE_APP_ID_CONFIG_OPTIONS,
  resolveHostHeaderConfig,
  resolveUserAgentConfig,
  type UserAgentInputConfig,
} from "@aws-sdk/core/client";
import {
  type AwsSdkSigV4AuthInputConfig,
  NODE_AUTH_SCHEME_PREFERENCE_OPTIONS,
  resolveAwsSdkSigV4Config,
} from "@aws-sdk/core/httpAuthSchemes";
import { AwsRestJsonProtocol } from "@aws-sdk/core/protocols";
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { Sha256 } from "@smithy/core/checksum";
import {
  loadConfigsForDefaultMode,
  NoOpLogger,
  normalizeProvider,
  type SmithyConfiguration,
} from "@smithy/core/client";
import {
  loadConfig,
  NODE_REGION_CONFIG_FILE_OPTIONS,
  NODE_REGION_CONFIG_OPTIONS,
  NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS,
  type RegionInputConfig,
  resolveDefaultsModeConfig,
  resolveRegionConfig,
} from "@smithy/core/config";
import { type EndpointInputConfig, resolveEndpointConfig } from "@smithy/core/endpoints";
import { type HttpHandlerUserInput, parseUrl } from "@smithy/core/protocols";
import {
  DEFAULT_RETRY_MODE,
  NODE_MAX_ATTEMPT_CONFIG_OPTIONS,
  NODE_RETRY_MODE_CONFIG_OPTIONS,
  resolveRetryConfig,
  type RetryInputConfig,
} from "@smithy/core/retry";
import { calculateBodyLength, fromBase64, fromUtf8, toBase64, toUtf8 } from "@smithy/core/serde";
import { NodeHttpHandler, streamCollector } from "@smithy/node-http-handler";
import type { HttpHandlerOptions, Logger, Provider } from "@smithy/types";
import { authenticationSchemes, chooseScheme } from "./authentication.ts";
import { resolveEndpoint, type SecurityIREndpointParameters } from "./endpoint.ts";
import { errorTypeRegistries, namespace } from "./schemas.ts";

/** What the constructor takes; what is left out comes from the environment and the configuration files. */
export interface SecurityIRClientConfig
  extends
    Partial<Pick<SmithyConfiguration<HttpHandlerOptions>, "cacheMiddleware">>,
    UserAgentInputConfig,
    RetryInputConfig,
    RegionInputConfig,
    HostHeaderInputConfig,
    Pick<EndpointInputConfig<SecurityIREndpointParameters>, "endpoint">,
    AwsSdkSigV4AuthInputConfig {
  readonly requestHandler?: HttpHandlerUserInput;
  readonly retryMode?: string | Provider<string>;
  readonly logger?: Logger;
}

const apiVersion = "2018-05-10";
/** From it follow the names under which an endpoint is configured: AWS_ENDPOINT_URL_SECURITY_IR, security_ir. */
const serviceId = "Security IR";

export type SecurityIRResolvedConfig = ReturnType<typeof resolveConfiguration>;

/** The configuration with all that was left out. Every resolver extends the same object, as the runtime demands. */
export function resolveConfiguration(given: SecurityIRClientConfig) {
  const withDefaults = resolveUserAgentConfig(defaultsOf(given));
  const withEndpoint = resolveEndpointConfig(
    resolveHostHeaderConfig(resolveRegionConfig(resolveRetryConfig(withDefaults))),
  );
  const config = resolveAwsSdkSigV4Config(withEndpoint);
  return Object.assign(config, { authSchemePreference: normalizeProvider(config.authSchemePreference) });
}

function defaultsOf(given: SecurityIRClientConfig) {
  const logger = given.logger ?? new NoOpLogger();
  const defaultsMode = resolveDefaultsModeConfig({});
  const modeDefaults = () => defaultsMode().then(loadConfigsForDefaultMode);
  const retryMode = {
    ...NODE_RETRY_MODE_CONFIG_OPTIONS,
    default: async () => (await modeDefaults()).retryMode ?? DEFAULT_RETRY_MODE,
  };
  return {
    apiVersion,
    serviceId,
    runtime: "node",
    defaultsMode,
    extensions: [],
    disableHostPrefix: false,
    base64Decoder: fromBase64,
    base64Encoder: toBase64,
    utf8Decoder: fromUtf8,
    utf8Encoder: toUtf8,
    urlParser: parseUrl,
    bodyLengthChecker: calculateBodyLength,
    sha256: Sha256,
    streamCollector,
    protocol: new AwsRestJsonProtocol({ defaultNamespace: namespace, errorTypeRegistries }),
    endpointProvider: resolveEndpoint,
    defaultSigningName: "security-ir",
    httpAuthSchemes: authenticationSchemes,
    httpAuthSchemeProvider: chooseScheme,
    authSchemePreference: loadConfig(NODE_AUTH_SCHEME_PREFERENCE_OPTIONS, { logger }),
    credentialDefaultProvider: defaultProvider,
    defaultUserAgentProvider: createDefaultUserAgentProvider({ serviceId, clientVersion: apiVersion }),
    maxAttempts: loadConfig(NODE_MAX_ATTEMPT_CONFIG_OPTIONS, { logger }),
    region: loadConfig(NODE_REGION_CONFIG_OPTIONS, { ...NODE_REGION_CONFIG_FILE_OPTIONS, logger }),
    retryMode: loadConfig(retryMode, { logger }),
    // There is no other endpoint than the one for both IPv4 and IPv6, and so nothing to choose.
    useDualstackEndpoint: false,
    useFipsEndpoint: loadConfig(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, { logger }),
    userAgentAppId: loadConfig(NODE_APP_ID_CONFIG_OPTIONS, { logger }),
    ...given,
    logger,
    requestHandler: NodeHttpHandler.create(given.requestHandler ?? modeDefaults),
  };
}
