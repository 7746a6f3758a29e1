import { makeBuilder } from "@smithy/core/client";
import { getEndpointPlugin } from "@smithy/core/endpoints";
import type { ServiceInputTypes, ServiceOutputTypes } from "./client.ts";
import type { SecurityIRResolvedConfig } from "./configuration.ts";
import { endpointParameters } from "./endpoint.ts";
import type {
  GetCaseCommandInput,
  GetCaseCommandOutput,
  ListCaseEditsCommandInput,
  ListCaseEditsCommandOutput,
  ListCasesCommandInput,
  ListCasesCommandOutput,
} from "./models.ts";
import { getCase, listCaseEdits, listCases } from "./schemas.ts";

const command = makeBuilder<SecurityIRResolvedConfig, ServiceInputTypes, ServiceOutputTypes>(
  endpointParameters,
  "SecurityIncidentResponse",
  "SecurityIRClient",
  getEndpointPlugin,
);

function noPlugins(): [] {
  return [];
}

export class ListCasesCommand extends command<ListCasesCommandInput, ListCasesCommandOutput>(
  {},
  noPlugins,
  "ListCases",
  listCases,
) {}

export class ListCaseEditsCommand extends command<ListCaseEditsCommandInput, ListCaseEditsCommandOutput>(
  {},
  noPlugins,
  "ListCaseEdits",
  listCaseEdits,
) {}

export class GetCaseCommand extends command<GetCaseCommandInput, GetCaseCommandOutput>(
  {},
  noPlugins,
  "GetCase",
  getCase,
) {}
