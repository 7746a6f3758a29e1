import { partition } from "@aws-sdk/core/client";
import type { EndpointParameterInstructions, EndpointParameters, EndpointV2 } from "@smithy/types";

export interface SecurityIREndpointParameters extends EndpointParameters {
  Region?: string | undefined;
  UseFIPS?: boolean | undefined;
  Endpoint?: string | undefined;
}

/** Where the parameters come from: the client's configuration. The service has only hosts that speak both IPv4 and IPv6. */
export const endpointParameters: EndpointParameterInstructions = {
  UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
  Endpoint: { type: "builtInParams", name: "endpoint" },
  Region: { type: "builtInParams", name: "region" },
};

/** The service's endpoint rules: security-ir.{region}.api.aws, and what goes for the other partitions. */
export function resolveEndpoint({ Endpoint, Region, UseFIPS }: SecurityIREndpointParameters): EndpointV2 {
  if (Endpoint !== undefined) {
    if (UseFIPS === true) throw new Error("Invalid Configuration: FIPS and custom endpoint are not supported");
    return { url: new URL(Endpoint) };
  }
  if (Region === undefined) throw new Error("Invalid Configuration: Missing Region");
  const { dualStackDnsSuffix } = partition(Region);
  return { url: new URL(`https://security-ir${UseFIPS === true ? "-fips" : ""}.${Region}.${dualStackDnsSuffix}`) };
}
