import type { PageTokens } from "../page-token.ts";
import { matchOperation } from "../rest-json.ts";
import { awsErrors, ServiceError } from "../service-error.ts";
import type { SandboxRequest, Service, ServiceErrors } from "../service.ts";
import { checkSignature, type Credentials } from "../signature.ts";
import type { IncidentsData } from "./model.ts";
import { incidentOperations } from "./operations.ts";

const incidentsErrors: ServiceErrors = {
  ...awsErrors,
  expiredPageToken: () => new ServiceError(423, "InvalidTokenException", "The nextToken has expired."),
};

/** AWS Security Incident Response: what an exporter of the edits of cases asks it. */
export function incidentsService(data: IncidentsData, credentials: Credentials, tokens: PageTokens): Service {
  const operations = incidentOperations(data, tokens);

  function authorize(request: SandboxRequest): void {
    checkSignature(request, "security-ir", credentials);
    // Cases are kept where the membership was activated, and nowhere else.
    if (regionOf(request) === data.region) return;
    throw new ServiceError(
      400,
      "SecurityIncidentResponseNotActiveException",
      "Security Incident Response is not active for this account in this region.",
    );
  }

  return {
    id: "incidents",
    name: "AWS Security Incident Response",
    errors: incidentsErrors,
    conflicts: [],
    environment: (url) => ({ AWS_ENDPOINT_URL_SECURITY_IR: url }),
    match(method, path) {
      const match = matchOperation(operations, method, path, authorize);
      if (match === undefined) return undefined;
      return {
        ...match,
        async answer(request) {
          try {
            return await match.answer(request);
          } catch (error) {
            throw withReason(error);
          }
        },
      };
    },
  };
}

/** The region that a request was signed for; its signature has been checked. */
function regionOf({ headers }: SandboxRequest): string | undefined {
  return /Credential=[^/,]+\/\d{8}\/([^/]+)\//.exec(headers.get("authorization") ?? "")?.[1];
}

/** A ValidationException of this service says in members of its own what is wrong with which field. */
function withReason(error: unknown): unknown {
  if (!(error instanceof ServiceError) || error.type !== "ValidationException") return error;
  const broken = [
    ...error.message.matchAll(/ at '([^']+)' failed to satisfy constraint: (Member must .*?)(?=; Value |$)/g),
  ];
  const fieldList = broken.map(([, name, message]) => ({ name, message }));
  const reason = fieldList.length > 0 ? "FIELD_VALIDATION_FAILED" : "OTHER";
  return new ServiceError(error.status, error.type, error.message, {
    members: { reason, ...(fieldList.length > 0 ? { fieldList } : {}) },
  });
}
