import { HttpRequest } from "@smithy/core/protocols";
import type { AwsCredentialIdentity } from "@smithy/types";
import { type Finding, judgeClock, type Step, well } from "../core/examination.ts";
import type { SourceContext } from "../core/source-definition.ts";
import type { AwsAccess } from "./aws-access.ts";
import { toExportError } from "./aws-failure.ts";
import type { AwsHandler } from "./aws-handler.ts";
import { findIdentity } from "./aws-identity.ts";
import { reach } from "./reaching.ts";

/** Without these no call of a service that takes signatures says anything of its permission. */
export const beforeCalls = ["configuration", "region", "credentials", "endpoint", "identity"];

/**
 * What every AWS service that takes signatures needs: a region, credentials that are somebody's, a way to it, and a clock.
 *
 * @param access of the client, which is made by the first step
 */
export function signedSteps(access: () => Promise<AwsAccess>, context: SourceContext): readonly Step[] {
  let date: string | undefined;
  return [
    configurationStep(access, context),
    {
      name: "region",
      needs: ["configuration"],
      run: () => doing("find the region", async () => well(await (await access()).region())),
    },
    {
      name: "credentials",
      needs: ["configuration"],
      run: () => doing("find credentials", async () => describeCredentials(await (await access()).credentials())),
    },
    ...wayStep(
      async () => {
        const { handler, endpoint } = await access();
        return { handler, url: await endpoint() };
      },
      ["configuration", "region"],
      context,
      (told) => {
        date = told;
      },
    ),
    {
      name: "identity",
      needs: ["configuration", "region", "credentials"],
      async run() {
        const ahead = date === undefined ? 0 : Date.parse(date) - context.now().getTime();
        return findIdentity(await access(), Number.isNaN(ahead) ? 0 : ahead, context);
      },
    },
  ];
}

/** Reads the configuration, by making the client. */
export function configurationStep(make: () => Promise<unknown>, { env }: SourceContext): Step {
  return {
    name: "configuration",
    async run() {
      await make();
      return well(env["AWS_PROFILE"] ? `profile ${env["AWS_PROFILE"]}` : "no profile is named");
    },
  };
}

/** The endpoint, and by its answer the clock. */
export function wayStep(
  way: () => Promise<{ readonly handler: AwsHandler; readonly url: URL }>,
  needs: readonly string[],
  { now }: SourceContext,
  tellDate: (date: string | undefined) => void,
): readonly Step[] {
  let clock: Finding | undefined;
  return [
    {
      name: "endpoint",
      needs,
      run: (signal) =>
        doing("reach the endpoint", async () => {
          const { handler, url } = await way();
          const { finding, date } = await reach(url, async () => {
            const request = new HttpRequest({
              ...partsOf(url),
              method: "HEAD",
              path: "/",
              headers: { host: url.host },
            });
            return (await handler.handle(request, { abortSignal: signal })).response;
          });
          tellDate(date);
          clock = judgeClock(date, now());
          return finding;
        }),
    },
    { name: "clock", needs: ["endpoint"], run: () => Promise.resolve(clock ?? judgeClock(undefined, now())) },
  ];
}

function partsOf({ protocol, hostname, port }: URL) {
  return { protocol, hostname, ...(port === "" ? {} : { port: Number(port) }) };
}

/** @throws ExportError that is for all: nothing can be asked of the service */
async function doing(what: string, run: () => Promise<Finding>): Promise<Finding> {
  try {
    return await run();
  } catch (error) {
    throw toExportError(error, { doing: what, permission: "", ofSlice: false });
  }
}

/** The words for what the SDK notes of where credentials come from. */
const origins: readonly (readonly [feature: string, words: string])[] = [
  ["CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN", "a web identity token"],
  ["CREDENTIALS_ENV_VARS", "the environment"],
  ["CREDENTIALS_PROFILE_SSO", "the profile's SSO session"],
  ["CREDENTIALS_PROFILE_SSO_LEGACY", "the profile's SSO login"],
  ["CREDENTIALS_PROFILE_PROCESS", "the profile's credential_process"],
  ["CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN", "the profile's web identity token"],
  ["CREDENTIALS_STS_ASSUME_ROLE", "a role that the profile assumes"],
  ["CREDENTIALS_STS_ASSUME_ROLE_WEB_ID", "a web identity token"],
  ["CREDENTIALS_PROFILE", "the profile's keys"],
  ["CREDENTIALS_HTTP", "the container's role"],
  ["CREDENTIALS_IMDS", "the instance's role"],
];

function describeCredentials(identity: AwsCredentialIdentity & { readonly $source?: object }): Finding {
  const { accessKeyId, sessionToken, expiration, $source = {} } = identity;
  const origin = origins.find(([feature]) => feature in $source)?.[1];
  const parts = [
    `access key …${accessKeyId.slice(-4)}`,
    ...(origin === undefined ? [] : [`from ${origin}`]),
    ...(sessionToken === undefined ? [] : ["a session's"]),
    ...(expiration === undefined ? [] : [`until ${expiration.toISOString().replace(/\.\d+Z$/, "Z")}`]),
  ];
  return well(parts.join(", "));
}
