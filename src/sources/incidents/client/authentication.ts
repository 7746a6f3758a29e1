import { AwsSdkSigV4Signer } from "@aws-sdk/core/httpAuthSchemes";
import { getSmithyContext } from "@smithy/core/client";
import type {
  HandlerExecutionContext,
  HttpAuthOption,
  HttpAuthScheme,
  HttpAuthSchemeParameters,
  Provider,
} from "@smithy/types";

/** Signature Version 4, for every operation. */
export const sigV4 = "aws.auth#sigv4";

export interface SecurityIRAuthParameters extends HttpAuthSchemeParameters {
  region?: string;
}

export const authenticationSchemes: HttpAuthScheme[] = [
  {
    schemeId: sigV4,
    identityProvider: (identities) => identities.getIdentityProvider(sigV4),
    signer: new AwsSdkSigV4Signer(),
  },
];

export function chooseScheme({ region }: SecurityIRAuthParameters): HttpAuthOption[] {
  return [
    {
      schemeId: sigV4,
      signingProperties: { name: "security-ir", region },
      propertiesExtractor: (config: object, context: HandlerExecutionContext) => ({
        signingProperties: { config, context },
      }),
    },
  ];
}

export async function authParameters(
  { region }: { readonly region: Provider<string> },
  context: HandlerExecutionContext,
): Promise<SecurityIRAuthParameters> {
  return { operation: String(getSmithyContext(context)["operation"]), region: await region() };
}
