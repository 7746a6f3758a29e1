import { checkBearer } from "../bearer.ts";
import type { PageTokens } from "../page-token.ts";
import { matchOperation } from "../rest-json.ts";
import { awsErrors } from "../service-error.ts";
import type { Service, ServiceErrors } from "../service.ts";
import type { CodeCatalystData } from "./model.ts";
import { codeCatalystOperations } from "./operations.ts";

const codeCatalystErrors: ServiceErrors = {
  ...awsErrors,
  // Its model has one error for whoever is not let in.
  expiredCredentials: awsErrors.denied,
};

/** Amazon CodeCatalyst: what an exporter of event logs asks it. */
export function codeCatalystService(data: CodeCatalystData, token: string, tokens: PageTokens): Service {
  const operations = codeCatalystOperations(data, tokens);
  return {
    id: "codecatalyst",
    name: "Amazon CodeCatalyst",
    errors: codeCatalystErrors,
    conflicts: ["AUDIT_EXPORT_SPACE"],
    environment(url) {
      const [first] = data.spaces;
      return {
        AWS_ENDPOINT_URL_CODECATALYST: url,
        AWS_BEARER_TOKEN_CODECATALYST: token,
        ...(first === undefined ? {} : { AUDIT_EXPORT_SPACE: first.name }),
      };
    },
    match: (method, path) => matchOperation(operations, method, path, (request) => checkBearer(request, token)),
  };
}
