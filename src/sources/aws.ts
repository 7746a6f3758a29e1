import { loadConfig, loadSharedConfigFiles } from "@smithy/core/config";
import { NODE_MAX_ATTEMPT_CONFIG_OPTIONS, NODE_RETRY_MODE_CONFIG_OPTIONS } from "@smithy/core/retry";
import { ExportError } from "../core/errors.ts";
import type { SourceContext } from "../core/source-definition.ts";
import { findEndpoint } from "./aws-endpoint.ts";
import { toHandler } from "./aws-handler.ts";
import type { AwsOptions } from "./aws-options.ts";
import { createTries, toStrategy, type Tries } from "./aws-retries.ts";
import { createConnections } from "./connections.ts";
import { findProxies } from "./proxies.ts";
import { usualAttempts } from "./passing.ts";

/**
 * The part of a client's configuration that all AWS sources share; everything else is as the AWS SDK has it. The AWS
 * configuration names the service by its id: that of `AWS_ENDPOINT_URL_SECURITY_IR` is "Security IR".
 *
 * @throws ExportError (usage, config) for an endpoint that is none.
 */
export async function awsConfiguration(options: AwsOptions, serviceId: string, context: SourceContext) {
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
  const endpoint = await findEndpoint(options.endpointUrl, serviceId, env);
  log.info(`AWS region ${region ?? "of the profile"}${env["AWS_PROFILE"] ? `, profile ${env["AWS_PROFILE"]}` : ""}`);
  // Its origin alone: a URL may hold a password.
  if ("endpoint" in endpoint) log.info(`endpoint ${new URL(endpoint.endpoint).origin}`);
  const tries = await triesOf(context);
  const configuration = {
    ...(region === undefined ? {} : { region }),
    ...endpoint,
    maxAttempts: tries.attempts,
    retryStrategy: toStrategy(tries),
    // Putting a request's middleware together takes as long as signing it; `sendUntil` gives no option that would forbid it.
    cacheMiddleware: true,
    requestHandler: toHandler(createConnections(context.timeout, await findProxies(context, context.timeout))),
    customUserAgent: [["audit-export", context.version] as [string, string]],
    logger: warningsOnly(log, options.profile !== undefined),
  };
  return { configuration, tries };
}

/**
 * With the SDK's default of three attempts, four readers lose a quarter of their calls under a quota of 2 requests a second
 * (measured). What the user's environment or profile says about retries goes first, and before that --max-attempts. Its
 * adaptive mode is the user's to choose: it spares a quota, but where one request in three is throttled by chance it slows
 * down to one in some seconds (measured).
 */
async function triesOf({ env, log, maxAttempts }: SourceContext): Promise<Tries> {
  const attempts = maxAttempts ?? (await loadConfig({ ...NODE_MAX_ATTEMPT_CONFIG_OPTIONS, default: usualAttempts })());
  const mode = await loadConfig({ ...NODE_RETRY_MODE_CONFIG_OPTIONS, default: "standard" })();
  // The clients that fetch credentials, of STS and SSO, are made by the SDK and hear of it by the environment alone.
  env["AWS_MAX_ATTEMPTS"] = String(attempts);
  return createTries(attempts, mode === "adaptive", log);
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
