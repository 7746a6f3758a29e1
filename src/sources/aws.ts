import { loadSharedConfigFiles } from "@smithy/core/config";
import { ExportError, usageError } from "../core/errors.ts";
import type { SourceContext } from "../core/source-definition.ts";
import type { AwsOptions } from "./aws-options.ts";

/** The part of a client's configuration that all AWS sources share; everything else is as the AWS SDK has it. */
export function awsConfiguration(options: AwsOptions, context: SourceContext) {
  const { env, log } = context;
  // The Node 20 notice of the SDK would be mailed by every cron job; what Node is supported is ours to say.
  env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  // Given to the constructor, a profile would not bring its endpoint along: the SDK takes that by the environment alone.
  if (options.profile !== undefined) env["AWS_PROFILE"] = options.profile;
  // Cron jobs have AWS_DEFAULT_REGION from the AWS CLI; the JavaScript SDK does not know it.
  const region = [options.region, env["AWS_REGION"], env["AWS_DEFAULT_REGION"]].find(
    (name) => name !== undefined && name !== "",
  );
  // The SDK would take an empty variable for a region.
  if (env["AWS_REGION"] === "") delete env["AWS_REGION"];
  const endpoint = options.endpointUrl === undefined ? undefined : checkedUrl(options.endpointUrl);
  log.info(`AWS region ${region ?? "of the profile"}${env["AWS_PROFILE"] ? `, profile ${env["AWS_PROFILE"]}` : ""}`);
  // Its origin alone: a URL may hold a password.
  if (endpoint !== undefined) log.info(`endpoint ${new URL(endpoint).origin}`);
  return {
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...retries(context),
    // Without these a silent server is waited for without end; only the socket's own timeout ends a body that stalls.
    requestHandler: {
      connectionTimeout: Math.min(5_000, context.timeout),
      requestTimeout: context.timeout,
      throwOnRequestTimeout: true,
      socketTimeout: context.timeout,
    },
    customUserAgent: [["audit-export", context.version] as [string, string]],
    logger: warningsOnly(log, options.profile !== undefined),
  };
}

/**
 * Ten attempts, paced by the adaptive mode: with the SDK's default of three, four readers lose a quarter of their calls
 * under a quota of 2 requests a second (measured). What the user's environment says about retries goes first.
 */
function retries(context: SourceContext): { readonly maxAttempts?: number; readonly retryMode?: string } {
  const { env, maxAttempts } = context;
  return {
    ...(maxAttempts === undefined && env["AWS_MAX_ATTEMPTS"] ? {} : { maxAttempts: maxAttempts ?? 10 }),
    ...(env["AWS_RETRY_MODE"] ? {} : { retryMode: "adaptive" }),
  };
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return text;
  throw usageError("--endpoint-url is not a URL", "write it like http://127.0.0.1:4566");
}

/**
 * A profile that does not exist fails late and without its name in the SDK.
 *
 * @throws ExportError (auth)
 */
export async function checkProfile({ env }: SourceContext): Promise<void> {
  const profile = env["AWS_PROFILE"];
  if (profile === undefined || profile === "") return;
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  if (configFile[profile] !== undefined || credentialsFile[profile] !== undefined) return;
  throw new ExportError("auth", `there is no profile "${profile}" in the AWS configuration`, {
    hint: "`aws configure list-profiles` names those there are; another file is named by AWS_CONFIG_FILE",
  });
}

/**
 * What the SDK has to say reaches our log instead of the console. The levels below a warning stay empty: at `info` the
 * SDK would build a censored copy of every answer.
 */
function warningsOnly(log: SourceContext["log"], profileChosen: boolean) {
  return {
    trace: ignore,
    debug: ignore,
    info: ignore,
    warn(message: unknown) {
      const text = String(message)
        .replaceAll(/\s*\n\s*/g, " ")
        .trim();
      if (!text.includes("Multiple credential sources")) log.warn(text);
      // Whoever gives --profile knows which of the two is meant.
      else if (!profileChosen)
        log.warn("AWS_PROFILE and AWS_ACCESS_KEY_ID are both set: the profile is used, unlike in the AWS CLI");
    },
    error: ignore,
  };
}

function ignore(): void {
  // The failure itself reaches the user as an ExportError.
}

/** No credentials, or such that AWS refuses: the same for every slice. */
const credentialErrors = new Set([
  "CredentialsProviderError",
  "TokenProviderError",
  "ExpiredToken",
  "ExpiredTokenException",
  "UnrecognizedClientException",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "IncompleteSignature",
  "IncompleteSignatureException",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "SignatureDoesNotMatch",
]);

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

const networkHint = "check the network, --region and --endpoint-url; then run again";

interface Classification {
  readonly code: ExportError["code"];
  readonly hint?: string;
  readonly forAll?: boolean;
}

function classify(error: Error, attempt: Attempt): Classification {
  if (credentialErrors.has(error.name)) {
    return {
      code: "auth",
      hint: "check the credentials: AWS_PROFILE or --profile, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or `aws sso login`",
      forAll: true,
    };
  }
  if (/^Region (?:is missing|not accepted)/.test(error.message)) {
    return { code: "config", hint: "give --region, or set AWS_REGION or the profile's region", forAll: true };
  }
  // Before the status: an answer can begin with one and then stall.
  if (error.name === "TimeoutError") return { code: "temporary", hint: networkHint };
  const status = statusOf(error);
  const forAll = isContainer(error);
  // Only a body that is no JSON at all makes the SDK's parser fail: a proxy's page, or another server's.
  const foreign =
    error instanceof SyntaxError ? "this was no answer of the service: check the proxy and --endpoint-url" : undefined;
  if (status === 401 || status === 403) {
    return { code: "auth", hint: foreign ?? `these credentials need the permission ${attempt.permission}` };
  }
  if (error.name.includes("NotFound") || status === 404) {
    const hint = foreign ?? attempt.missingHint ?? "check the id, and the account and region it belongs to";
    return { code: "notFound", hint, forAll };
  }
  if (error.name === "SecurityIncidentResponseNotActiveException") {
    return {
      code: "config",
      hint: "cases are kept in the region where the membership was activated: give that with --region, or there is no membership",
      forAll: true,
    };
  }
  if (error.name === "ValidationException" || status === 400) {
    return { code: "usage", hint: foreign ?? "the service refuses the request: check the ids and the options" };
  }
  if (status !== undefined || "$retryable" in error) {
    return { code: "temporary", hint: foreign ?? "run again; --debug shows each request and how often it was tried" };
  }
  if (codeOf(error) !== undefined) return { code: "temporary", hint: networkHint };
  return { code: "unexpected", forAll: true };
}

/** What is missing is what the slices lie in, a domain or a space, and so is the same for all. */
function isContainer(error: Error): boolean {
  const type = "resourceType" in error ? error.resourceType : undefined;
  return typeof type === "string" && /domain|space/i.test(type);
}

/** The first line only: AWS explains a bad signature by printing what was signed, session token included. */
function describe(error: Error): string {
  const [line = ""] = error.message.split("\n");
  const code = codeOf(error) ?? "";
  const name = error.name !== "Error" ? error.name : line.includes(code) ? "" : code;
  const status = statusOf(error);
  // A page of a proxy instead of the service's answer: what the parser says of it helps nobody.
  if (error instanceof SyntaxError && status !== undefined && status !== 200)
    return `HTTP ${status}, and not from the service`;
  if (line === "UnknownError") return `HTTP ${status}, without a word of why`;
  return [name, line].filter((part) => part !== "").join(": ");
}

function codeOf(error: Error): string | undefined {
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

function statusOf(error: Error): number | undefined {
  const metadata = "$metadata" in error ? error.$metadata : undefined;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}
