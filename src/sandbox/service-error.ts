import type { Answer, ServiceErrors } from "./service.ts";

/** An error as an AWS service answers it: a type, a message and the members its model gives it. */
export class ServiceError extends Error {
  readonly status: number;
  readonly type: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    type: string,
    message: string,
    details: {
      readonly members?: Readonly<Record<string, unknown>>;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.name = "ServiceError";
    this.status = status;
    this.type = type;
    this.members = details.members ?? {};
    this.headers = details.headers ?? {};
  }
}

export function validationError(message: string): ServiceError {
  return new ServiceError(400, "ValidationException", message);
}

/** The body cannot be read as the operation's input at all: AWS says so before it checks any constraint. */
export function serializationError(message: string): ServiceError {
  return new ServiceError(400, "SerializationException", message);
}

export function notFoundError(resourceType: string, resourceId: string): ServiceError {
  return new ServiceError(404, "ResourceNotFoundException", `${resourceType} not found: ${resourceId}`, {
    members: { resourceId, resourceType },
  });
}

export function unknownOperation(): ServiceError {
  return new ServiceError(404, "UnknownOperationException", "No operation of the service has this path.");
}

export function wrongMethod(allowed: string): ServiceError {
  return new ServiceError(405, "UnknownOperationException", `This path answers ${allowed} only.`, {
    headers: { Allow: allowed },
  });
}

/** What went wrong, as the wire carries it. An error nobody foresaw is the sandbox's own and says so. */
export function errorAnswer(error: unknown): Answer {
  if (!(error instanceof ServiceError)) {
    return errorAnswer(new ServiceError(500, "InternalServerException", "The sandbox failed to answer."));
  }
  return {
    status: error.status,
    headers: { "Content-Type": "application/json", "x-amzn-ErrorType": error.type, ...error.headers },
    body: JSON.stringify({ message: error.message, ...error.members }),
  };
}

/** The words that the AWS services share. */
export const awsErrors: ServiceErrors = {
  answer: errorAnswer,
  throttled(wait, inBody) {
    const message = "Rate exceeded";
    const headers = wait === undefined ? {} : { "Retry-After": String(wait) };
    if (!inBody) return errorAnswer(new ServiceError(429, "ThrottlingException", message, { headers }));
    const body = JSON.stringify({ __type: "com.amazon.coral.availability#ThrottlingException", message });
    return { status: 400, headers: { "Content-Type": "application/json", ...headers }, body };
  },
  failed: (status) => new ServiceError(status, "InternalServerException", "The service failed to answer."),
  expiredCredentials: () =>
    new ServiceError(403, "ExpiredTokenException", "The security token included in the request is expired"),
  expiredPageToken: () => validationError("The nextToken has expired."),
  denied: () => new ServiceError(403, "AccessDeniedException", "You do not have sufficient access to do this."),
  missing: () => new ServiceError(404, "ResourceNotFoundException", "Resource not found"),
};
