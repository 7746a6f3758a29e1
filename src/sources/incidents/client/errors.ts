import { type ExceptionOptionType, ServiceException, type ServiceExceptionOptions } from "@smithy/core/client";
import type { ValidationExceptionField } from "./models.ts";

/**
 * What the operations can fail with. The runtime constructs an error without its members and assigns them from the
 * answer; `declare` keeps the fields from overwriting anything. `$retryable` is what the model says of retrying, and the
 * only reason for which a 423 is tried again.
 */
export class SecurityIRServiceException extends ServiceException {
  constructor(options: ServiceExceptionOptions) {
    super(options);
    Object.setPrototypeOf(this, SecurityIRServiceException.prototype);
  }
}

type Options<E extends Error> = ExceptionOptionType<E, SecurityIRServiceException>;

export class AccessDeniedException extends SecurityIRServiceException {
  override readonly name = "AccessDeniedException";
  override readonly $fault = "client";
  constructor(options: Options<AccessDeniedException>) {
    super({ ...options, name: "AccessDeniedException", $fault: "client" });
    Object.setPrototypeOf(this, AccessDeniedException.prototype);
  }
}

export class ConflictException extends SecurityIRServiceException {
  override readonly name = "ConflictException";
  override readonly $fault = "client";
  declare resourceId: string | undefined;
  declare resourceType: string | undefined;
  constructor(options: Options<ConflictException>) {
    super({ ...options, name: "ConflictException", $fault: "client" });
    Object.setPrototypeOf(this, ConflictException.prototype);
  }
}

export class InternalServerException extends SecurityIRServiceException {
  override readonly name = "InternalServerException";
  override readonly $fault = "server";
  override $retryable = {};
  declare retryAfterSeconds?: number | undefined;
  constructor(options: Options<InternalServerException>) {
    super({ ...options, name: "InternalServerException", $fault: "server" });
    Object.setPrototypeOf(this, InternalServerException.prototype);
  }
}

export class InvalidTokenException extends SecurityIRServiceException {
  override readonly name = "InvalidTokenException";
  override readonly $fault = "client";
  override $retryable = {};
  constructor(options: Options<InvalidTokenException>) {
    super({ ...options, name: "InvalidTokenException", $fault: "client" });
    Object.setPrototypeOf(this, InvalidTokenException.prototype);
  }
}

export class ResourceNotFoundException extends SecurityIRServiceException {
  override readonly name = "ResourceNotFoundException";
  override readonly $fault = "client";
  constructor(options: Options<ResourceNotFoundException>) {
    super({ ...options, name: "ResourceNotFoundException", $fault: "client" });
    Object.setPrototypeOf(this, ResourceNotFoundException.prototype);
  }
}

/** There is no membership, or none in this region: cases are kept in the region where the membership was activated. */
export class SecurityIncidentResponseNotActiveException extends SecurityIRServiceException {
  override readonly name = "SecurityIncidentResponseNotActiveException";
  override readonly $fault = "client";
  constructor(options: Options<SecurityIncidentResponseNotActiveException>) {
    super({ ...options, name: "SecurityIncidentResponseNotActiveException", $fault: "client" });
    Object.setPrototypeOf(this, SecurityIncidentResponseNotActiveException.prototype);
  }
}

export class ServiceQuotaExceededException extends SecurityIRServiceException {
  override readonly name = "ServiceQuotaExceededException";
  override readonly $fault = "client";
  declare resourceId: string | undefined;
  declare resourceType: string | undefined;
  declare serviceCode: string | undefined;
  declare quotaCode: string | undefined;
  constructor(options: Options<ServiceQuotaExceededException>) {
    super({ ...options, name: "ServiceQuotaExceededException", $fault: "client" });
    Object.setPrototypeOf(this, ServiceQuotaExceededException.prototype);
  }
}

export class ThrottlingException extends SecurityIRServiceException {
  override readonly name = "ThrottlingException";
  override readonly $fault = "client";
  override $retryable = { throttling: true };
  declare serviceCode?: string | undefined;
  declare quotaCode?: string | undefined;
  declare retryAfterSeconds?: number | undefined;
  constructor(options: Options<ThrottlingException>) {
    super({ ...options, name: "ThrottlingException", $fault: "client" });
    Object.setPrototypeOf(this, ThrottlingException.prototype);
  }
}

export class ValidationException extends SecurityIRServiceException {
  override readonly name = "ValidationException";
  override readonly $fault = "client";
  /** UNKNOWN_OPERATION, CANNOT_PARSE, FIELD_VALIDATION_FAILED or OTHER. */
  declare reason: string | undefined;
  declare fieldList?: ValidationExceptionField[] | undefined;
  constructor(options: Options<ValidationException>) {
    super({ ...options, name: "ValidationException", $fault: "client" });
    Object.setPrototypeOf(this, ValidationException.prototype);
  }
}
