import { partition } from "@aws-sdk/core/client";
import { HttpRequest } from "@smithy/core/protocols";
import { type Finding, notNeeded, well } from "../core/examination.ts";
import { ExportError } from "../core/errors.ts";
import type { SourceContext } from "../core/source-definition.ts";
import { excerpt } from "../core/visible.ts";
import { findEndpoint } from "./aws-endpoint.ts";
import type { AwsAccess } from "./aws-access.ts";

/** What STS answers for credentials that nobody can use, in any service. */
const refusals = [
  "ExpiredToken",
  "ExpiredTokenException",
  "IncompleteSignature",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "MissingAuthenticationToken",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
];

/**
 * Who the credentials are, by GetCallerIdentity of STS, which needs no permission. One request, signed by the client of the
 * source: a client of STS would bring more code along than all of this command.
 *
 * @param offset milliseconds by which the service's clock is ahead of this machine's
 * @throws ExportError (auth) for credentials that are refused. That STS cannot be asked is a warning: a private network may
 *   have no way to it.
 */
export async function findIdentity(access: AwsAccess, offset: number, context: SourceContext): Promise<Finding> {
  const place = await endpointOfSts(access, context);
  if (place === undefined) {
    return notNeeded("the endpoint is not AWS's own; AWS_ENDPOINT_URL_STS says where to ask who this is");
  }
  const { url, region } = place;
  const answer = await ask(url, region, access, offset).catch((error: unknown) => ({
    status: 0,
    text: "",
    reason: error instanceof Error ? error.message : "the connection broke",
  }));
  if (answer.status === 200) {
    const arn = memberOf(answer.text, "Arn");
    if (arn !== undefined) return well(`${arn}, account ${memberOf(answer.text, "Account") ?? "unknown"}`);
  }
  const code = memberOf(answer.text, "Code");
  if (code !== undefined && refusals.includes(code)) {
    throw new ExportError("auth", `AWS refuses these credentials: ${code}: ${memberOf(answer.text, "Message") ?? ""}`, {
      hint: "get new ones: `aws sso login`, another --profile, or new keys in the environment",
    });
  }
  const reason = "reason" in answer ? answer.reason : (code ?? `HTTP ${answer.status}`);
  return {
    status: "warning",
    detail: `STS could not be asked who this is: ${excerpt(reason, 200)}`,
    remedy: `no export needs it; allow ${url.host}, or name another endpoint by AWS_ENDPOINT_URL_STS`,
  };
}

/** Undefined where the source's own endpoint is an emulator's: its credentials are none of AWS's business. */
async function endpointOfSts(
  access: AwsAccess,
  { env }: SourceContext,
): Promise<{ readonly url: URL; readonly region: string } | undefined> {
  const region = await access.region();
  const configured = await findEndpoint(undefined, "STS", env);
  if ("endpoint" in configured) return { url: new URL(configured.endpoint), region };
  const { hostname } = await access.endpoint();
  const { dnsSuffix, dualStackDnsSuffix } = partition(region);
  if (![dnsSuffix, dualStackDnsSuffix].some((suffix) => hostname.endsWith(`.${suffix}`))) return undefined;
  const name = (await access.isFips()) ? "sts-fips" : "sts";
  return { url: new URL(`https://${name}.${region}.${dnsSuffix}`), region };
}

interface StsAnswer {
  readonly status: number;
  readonly text: string;
}

async function ask(url: URL, region: string, access: AwsAccess, offset: number): Promise<StsAnswer> {
  const signer = await access.signer();
  const request = new HttpRequest({
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === "" ? {} : { port: Number(url.port) }),
    path: url.pathname,
    method: "POST",
    headers: { host: url.host, "content-type": "application/x-www-form-urlencoded" },
    body: "Action=GetCallerIdentity&Version=2011-06-15",
  });
  const signingDate = new Date(Date.now() + offset);
  const signed = await signer.sign(request, { signingRegion: region, signingService: "sts", signingDate });
  const { response } = await access.handler.handle(signed as HttpRequest);
  const bytes: unknown = response.body;
  return {
    status: response.statusCode,
    text: bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : "",
  };
}

/** The text of an element of the answer, which is XML without attributes or entities where it matters here. */
function memberOf(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.trim();
  return text === undefined || text === "" ? undefined : excerpt(text.split("\n")[0] ?? "", 300);
}
