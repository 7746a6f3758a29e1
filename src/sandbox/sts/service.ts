import { awsErrors, ServiceError } from "../service-error.ts";
import type { Answer, SandboxRequest, Service, ServiceErrors } from "../service.ts";
import { checkSignature, type Credentials } from "../signature.ts";

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";
const account = "111122223333";
const identity = { arn: `arn:aws:iam::${account}:user/sandbox`, userId: "AIDASANDBOX" };

const stsErrors: ServiceErrors = {
  ...awsErrors,
  answer: errorAnswer,
  throttled: () => errorAnswer(new ServiceError(400, "Throttling", "Rate exceeded")),
  expiredCredentials: () =>
    new ServiceError(403, "ExpiredToken", "The security token included in the request is expired"),
  denied: () => new ServiceError(403, "AccessDenied", "User is not authorized to perform: sts:GetCallerIdentity"),
};

/**
 * AWS Security Token Service, as far as anybody asks who he is. It speaks AWS's older protocol: a form in, XML out, and one
 * path for everything, which here has a name, since at "/" others would be answered too.
 */
export function stsService(credentials: Credentials): Service {
  return {
    id: "sts",
    name: "AWS Security Token Service",
    errors: stsErrors,
    conflicts: [],
    environment: (url) => ({ AWS_ENDPOINT_URL_STS: `${url}/sts` }),
    match(method, path) {
      if (method !== "POST" || !/^\/sts\/?$/.test(path)) return undefined;
      return {
        operation: "GetCallerIdentity",
        answer(request) {
          try {
            return callerIdentity(request, credentials);
          } catch (error) {
            return errorAnswer(error);
          }
        },
      };
    },
  };
}

function callerIdentity(request: SandboxRequest, credentials: Credentials): Answer {
  checkSignature(request, "sts", credentials);
  const action = new URLSearchParams(new TextDecoder().decode(request.body)).get("Action") ?? "";
  if (action !== "GetCallerIdentity") {
    throw new ServiceError(400, "InvalidAction", "Could not find that operation: the sandbox has GetCallerIdentity.");
  }
  const members = `<Arn>${identity.arn}</Arn><UserId>${identity.userId}</UserId><Account>${account}</Account>`;
  return xml(
    200,
    `<GetCallerIdentityResponse xmlns="${namespace}"><GetCallerIdentityResult>${members}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
  );
}

/** The names that this service has for what its neighbours call otherwise. */
const ownNames: Readonly<Record<string, string>> = {
  InvalidSignatureException: "SignatureDoesNotMatch",
  IncompleteSignatureException: "IncompleteSignature",
  MissingAuthenticationTokenException: "MissingAuthenticationToken",
};

function errorAnswer(error: unknown): Answer {
  if (!(error instanceof ServiceError)) {
    return errorAnswer(new ServiceError(500, "InternalFailure", "The sandbox failed to answer."));
  }
  const code = ownNames[error.type] ?? error.type;
  const members = `<Type>Sender</Type><Code>${code}</Code><Message>${escaped(error.message)}</Message>`;
  return xml(error.status, `<ErrorResponse xmlns="${namespace}"><Error>${members}</Error></ErrorResponse>`);
}

function xml(status: number, body: string): Answer {
  return { status, headers: { "Content-Type": "text/xml" }, body };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
