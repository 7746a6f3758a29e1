import {
  getHostHeaderPlugin,
  getLoggerPlugin,
  getRecursionDetectionPlugin,
  getUserAgentPlugin,
} from "@aws-sdk/core/client";
import {
  DefaultIdentityProviderConfig,
  getHttpAuthSchemeEndpointRuleSetPlugin,
  getHttpSigningPlugin,
} from "@smithy/core";
import { Client } from "@smithy/core/client";
import { getContentLengthPlugin } from "@smithy/core/protocols";
import { getRetryPlugin } from "@smithy/core/retry";
import { getSchemaSerdePlugin } from "@smithy/core/schema";
import type { HttpHandlerOptions } from "@smithy/types";
import { authParameters, sigV4 } from "./authentication.ts";
import { resolveConfiguration, type SecurityIRClientConfig, type SecurityIRResolvedConfig } from "./configuration.ts";
import type {
  GetCaseCommandInput,
  GetCaseCommandOutput,
  ListCaseEditsCommandInput,
  ListCaseEditsCommandOutput,
  ListCasesCommandInput,
  ListCasesCommandOutput,
} from "./models.ts";

export type ServiceInputTypes = ListCasesCommandInput | ListCaseEditsCommandInput | GetCaseCommandInput;
export type ServiceOutputTypes = ListCasesCommandOutput | ListCaseEditsCommandOutput | GetCaseCommandOutput;

/** Put together as the generated clients are; the order of the plugins is theirs. */
export class SecurityIRClient extends Client<
  HttpHandlerOptions,
  ServiceInputTypes,
  ServiceOutputTypes,
  SecurityIRResolvedConfig
> {
  constructor(given: SecurityIRClientConfig = {}) {
    super(resolveConfiguration(given));
    const { config, middlewareStack } = this;
    this.initConfig = config;
    middlewareStack.use(getSchemaSerdePlugin(config));
    middlewareStack.use(getUserAgentPlugin(config));
    middlewareStack.use(getRetryPlugin(config));
    middlewareStack.use(getContentLengthPlugin(config));
    middlewareStack.use(getHostHeaderPlugin(config));
    middlewareStack.use(getLoggerPlugin(config));
    middlewareStack.use(getRecursionDetectionPlugin(config));
    middlewareStack.use(
      getHttpAuthSchemeEndpointRuleSetPlugin(config, {
        httpAuthSchemeParametersProvider: authParameters,
        identityProviderConfigProvider: async () => new DefaultIdentityProviderConfig({ [sigV4]: config.credentials }),
      }),
    );
    middlewareStack.use(getHttpSigningPlugin(config));
  }
}
