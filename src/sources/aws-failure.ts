import { isThrottlingError } from "@smithy/core/retry";
import { ExportError, type ErrorCode } from "../core/errors.ts";
import { excerpt } from "../core/visible.ts";
import { LongWaitError } from "./aws-pacing.ts";
import { isBrokenConnection, isPassingStatus, isUntrusted, untrustedHint } from "./passing.ts";

/** What was being done, to say it when it fails. */
export interface Attempt {
  /** `read case 8e2a…`: completes "could not …". */
  readonly doing: string;
  /** The IAM action: `cases:GetCaseAuditEvents`. */
  readonly permission: string;
  /** Whether a failure is of one slice, so that the others can go on. */
  readonly ofSlice: boolean;
  /** What to do when it does not exist, where that is known better than in general. */
  readonly missingHint?: string;
}

/** A failure of the AWS SDK in the words of the contract. An abort and a failure of our own stay what they are. */
export function toExportError(error: unknown, attempt: Attempt): unknown {
  if (error instanceof ExportError || !(error instanceof Error) || error.name === "AbortError") return error;
  const { code, hint, forAll } = classify(error, attempt);
  return new ExportError(code, `could not ${attempt.doing}: ${describe(error)}`, {
    cause: error,
    ofSlice: attempt.ofSlice && !forAll,
    ...(hint === undefined ? {} : { hint }),
  });
}

interface Classification {
  readonly code: ErrorCode;
  readonly hint?: string;
  /** The same for every slice, so that reading on is of no use. */
  readonly forAll?: boolean;
}

const runAgain = "run again; --debug shows each request and how often it was tried";
const checkNetwork = "check the network, --region and --endpoint-url; then run again";

const credentials: Classification = {
  code: "auth",
  hint: "check the credentials: AWS_PROFILE or --profile, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or `aws sso login`",
  forAll: true,
};
const clock: Classification = {
  code: "auth",
  hint: "check the clock of this machine: the time of the requests is refused",
  forAll: true,
};
const passing: Classification = { code: "temporary", hint: runAgain };
const notActive: Classification = {
  code: "config",
  hint: "cases are kept in the region where the membership was activated: give that with --region, or there is no membership",
  forAll: true,
};

/** By the name of an error, which says more than its status: a gateway answers 400 to what the service answers 429. */
const byName: Readonly<Record<string, Classification>> = {
  // An id that no URL can hold: half of a pair of surrogates.
  URIError: { code: "incomplete", hint: "its id is no text; report it to the service" },
  // No credentials, or such that AWS refuses: the same for every slice.
  CredentialsProviderError: credentials,
  TokenProviderError: credentials,
  AuthFailure: credentials,
  ExpiredToken: credentials,
  ExpiredTokenException: credentials,
  UnrecognizedClientException: credentials,
  InvalidClientTokenId: credentials,
  InvalidSignatureException: credentials,
  IncompleteSignature: credentials,
  IncompleteSignatureException: credentials,
  MissingAuthenticationToken: credentials,
  MissingAuthenticationTokenException: credentials,
  SignatureDoesNotMatch: credentials,
  RequestExpired: clock,
  RequestTimeTooSkewed: clock,
  SecurityIncidentResponseNotActiveException: notActive,
  ConflictException: passing,
  InternalServerException: passing,
  InvalidTokenException: passing,
  ServiceQuotaExceededException: {
    code: "temporary",
    hint: "the account's quota is used up: have it raised, or run again later",
  },
  // Before the status: an answer can begin with one and then stall.
  TimeoutError: { code: "temporary", hint: checkNetwork },
};

function classify(error: Error, attempt: Attempt): Classification {
  if (error instanceof LongWaitError) return { code: "temporary", hint: `run again in ${error.seconds} s` };
  const status = statusOf(error);
  const foreign = isForeign(error, status)
    ? "this was no answer of the service: check the proxy and --endpoint-url"
    : undefined;
  const code = textOf(error, "code") ?? "";
  if (isUntrusted(code)) return { code: "config", hint: untrustedHint, forAll: true };
  // An answer can begin with a status and then break off.
  if (isBrokenConnection(code)) return { code: "temporary", hint: checkNetwork };
  // Tried again by its status, whatever name it has, and so told.
  if (status !== undefined && isPassingStatus(status)) return { code: "temporary", hint: foreign ?? runAgain };
  const known = Object.hasOwn(byName, error.name) ? byName[error.name] : undefined;
  if (known !== undefined) return known;
  if (isThrottlingError(error as Parameters<typeof isThrottlingError>[0])) return passing;
  if (/^Region (?:is missing|not accepted)/.test(error.message)) {
    return { code: "config", hint: "give --region, or set AWS_REGION or the profile's region", forAll: true };
  }
  if (error.name.startsWith("AccessDenied") || status === 401 || status === 403) {
    return { code: "auth", hint: foreign ?? `these credentials need the permission ${attempt.permission}` };
  }
  if (error.name.includes("NotFound") || status === 404) {
    const hint = foreign ?? attempt.missingHint ?? "check the id, and the account and region it belongs to";
    return { code: "notFound", hint, forAll: isContainer(error) };
  }
  if (error.name === "ValidationException" || status === 400) {
    return { code: "usage", hint: foreign ?? "the service refuses the request: check the ids and the options" };
  }
  if (status !== undefined || "$retryable" in error) return { code: "temporary", hint: foreign ?? runAgain };
  if (code !== "") return { code: "temporary", hint: checkNetwork };
  return { code: "unexpected", forAll: true };
}

/**
 * Not from the service: a body that is no JSON at all makes the SDK's parser fail, as a proxy's page does or another
 * server's; and no service of AWS redirects us or asks for a proxy's password.
 */
function isForeign(error: Error, status: number | undefined): boolean {
  return error instanceof SyntaxError || (status !== undefined && ((status >= 300 && status < 400) || status === 407));
}

/** What is missing is what the slices lie in, a domain or a space, and so is the same for all. */
function isContainer(error: Error): boolean {
  return /domain|space/i.test(textOf(error, "resourceType") ?? "");
}

/**
 * What the service said. The first line only, for AWS explains a bad signature by printing what was signed, session token
 * included; and not without end, for it is a line of a log.
 */
function describe(error: Error): string {
  const status = statusOf(error);
  // A page of a proxy instead of the service's answer: what the parser says of it helps nobody.
  if (error instanceof SyntaxError && status !== undefined && status !== 200)
    return `HTTP ${status}, and not from the service`;
  // The SDK takes whatever stands there: a text is only promised.
  const message: unknown = error.message;
  const [line = ""] = (typeof message === "string" ? message : JSON.stringify(message ?? "")).split("\n");
  if (line === "UnknownError") return `HTTP ${status}, without a word of why`;
  const code = textOf(error, "code") ?? "";
  const name = error.name !== "Error" ? error.name : line.includes(code) ? "" : code;
  const said = [name, excerpt(line)].filter((part) => part !== "").join(": ");
  return [said, ...particulars(error)].join(", ");
}

/** What else the service says of a refusal: without the quota's code nobody can have a quota raised. */
function particulars(error: Error): readonly string[] {
  const refused = "fieldList" in error && Array.isArray(error.fieldList) ? error.fieldList : [];
  const fields = refused.slice(0, 3).map((field: unknown) => {
    const { name, message } = (field ?? {}) as Readonly<Record<string, unknown>>;
    return `${excerpt(String(name), 100)}: ${excerpt(String(message), 200)}`;
  });
  const named = [
    ["resourceType", "resource type"],
    ["resourceId", "resource"],
    ["serviceCode", "service"],
    ["quotaCode", "quota"],
  ] as const;
  const others = named.flatMap(([member, label]) => {
    const text = textOf(error, member);
    return text === undefined ? [] : [`${label} ${excerpt(text, 200)}`];
  });
  return [...fields, ...others];
}

function textOf(error: Error, member: string): string | undefined {
  const value: unknown = member in error ? (error as unknown as Readonly<Record<string, unknown>>)[member] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

function statusOf(error: Error): number | undefined {
  const metadata = "$metadata" in error ? error.$metadata : undefined;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}
