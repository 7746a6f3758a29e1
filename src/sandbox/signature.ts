import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { ServiceError } from "./service-error.ts";
import type { SandboxRequest } from "./service.ts";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface Authorization {
  readonly accessKeyId: string;
  readonly date: string;
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const algorithm = "AWS4-HMAC-SHA256";
const toleranceMinutes = 5;

/**
 * Lets a request pass that is signed with Signature Version 4 for `signingName`, else throws what AWS answers. The
 * signature is recomputed for the sandbox's own access key; anybody else's secret is not known here, so with another
 * key only the form is checked and people can keep the made-up credentials they have.
 */
export function checkSignature(request: SandboxRequest, signingName: string, credentials: Credentials): void {
  const authorization = parseAuthorization(request, signingName);
  const time = checkTime(request, authorization);
  if (authorization.accessKeyId !== credentials.accessKeyId) {
    return;
  }
  const expected = sign(request, authorization, time, credentials.secretAccessKey);
  if (!timingSafeEqual(expected, Buffer.from(authorization.signature, "hex"))) {
    throw invalid("The request signature we calculated does not match the signature you provided.");
  }
}

function parseAuthorization(request: SandboxRequest, signingName: string): Authorization {
  const header = request.headers.get("authorization")?.trim();
  if (header === undefined || header === "") {
    throw new ServiceError(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }
  if (!header.startsWith(`${algorithm} `)) {
    throw incomplete(`Authorization header requires the algorithm ${algorithm}.`);
  }
  const parameters = new Map(
    header
      .slice(algorithm.length)
      .split(",")
      .map((part): [string, string] => {
        const [name = "", ...rest] = part.trim().split("=");
        return [name, rest.join("=")];
      }),
  );
  const credential = parameterOf(parameters, "Credential").split("/");
  const signedHeaders = parameterOf(parameters, "SignedHeaders").split(";");
  const signature = parameterOf(parameters, "Signature");

  const [accessKeyId = "", date = "", region = "", service = "", terminator = ""] = credential;
  if (credential.length !== 5 || accessKeyId === "" || !/^\d{8}$/.test(date) || !/^[a-z0-9-]+$/.test(region)) {
    throw incomplete("Credential must have the form <access key id>/<date>/<region>/<service>/aws4_request.");
  }
  if (service !== signingName) {
    throw invalid(`Credential should be scoped to correct service: '${signingName}'.`);
  }
  if (terminator !== "aws4_request") {
    throw invalid("Credential should be scoped with a valid terminator: 'aws4_request'.");
  }
  for (const name of ["host", "x-amz-date"]) {
    if (!signedHeaders.includes(name)) {
      throw invalid(`'${name}' must be a 'SignedHeader' in the AWS Authorization.`);
    }
  }
  if (!/^[0-9a-f]{64}$/.test(signature)) {
    throw incomplete("Signature must be 64 hexadecimal digits in lower case.");
  }
  return { accessKeyId, date, scope: credential.slice(1).join("/"), signedHeaders, signature };
}

function parameterOf(parameters: ReadonlyMap<string, string>, name: string): string {
  const value = parameters.get(name);
  if (value === undefined || value === "") {
    throw incomplete(`Authorization header requires '${name}' parameter.`);
  }
  return value;
}

/** The time signed, once it is known to be of the scope's day and near enough to now. */
function checkTime(request: SandboxRequest, authorization: Authorization): string {
  const time = request.headers.get("x-amz-date") ?? "";
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time);
  if (parts === null) {
    throw incomplete("Authorization header requires existence of an 'X-Amz-Date' header in the form yyyyMMddTHHmmssZ.");
  }
  const [, year, month, day, hour, minute, second] = parts;
  const signed = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(signed)) {
    throw incomplete(`'${time}' is not a time.`);
  }
  if (!time.startsWith(authorization.date)) {
    throw invalid(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${time}'.`,
    );
  }
  const now = request.time;
  const tolerance = toleranceMinutes * 60_000;
  const earliest = now - tolerance;
  const latest = now + tolerance;
  if (signed < earliest) {
    const limit = `${compact(earliest)} (${compact(now)} - ${toleranceMinutes} min.)`;
    throw invalid(`Signature expired: ${time} is now earlier than ${limit}`);
  }
  if (signed > latest) {
    const limit = `${compact(latest)} (${compact(now)} + ${toleranceMinutes} min.)`;
    throw invalid(`Signature not yet current: ${time} is still later than ${limit}`);
  }
  return time;
}

function compact(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

function sign(request: SandboxRequest, authorization: Authorization, time: string, secret: string): Buffer {
  const canonicalRequest = [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...authorization.signedHeaders.map((name) => `${name}:${canonicalValue(request.headers.get(name) ?? "")}`),
    "",
    authorization.signedHeaders.join(";"),
    sha256(request.body),
  ].join("\n");
  const toSign = [algorithm, time, authorization.scope, sha256(canonicalRequest)].join("\n");
  const key = authorization.scope.split("/").reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
  return hmac(key, toSign);
}

/** Every service but S3 signs the path normalised, with each segment encoded once more than on the wire. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") {
      segments.pop();
    } else if (segment !== "" && segment !== ".") {
      segments.push(encode(segment));
    }
  }
  const end = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${segments.join("/")}${end}`;
}

function canonicalQuery(query: string): string {
  return [...new URLSearchParams(query)]
    .map(([name, value]) => [encode(name), encode(value)])
    .toSorted(([nameA = "", valueA = ""], [nameB = "", valueB = ""]) => order(nameA, nameB) || order(valueA, valueB))
    .map((pair) => pair.join("="))
    .join("&");
}

/** By code point: encoded texts are ASCII, and the order of a locale would not be that of the signer. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function canonicalValue(value: string): string {
  return value.trim().replaceAll(/\s+/g, " ");
}

/** RFC 3986: encodeURIComponent leaves five characters too many. */
function encode(part: string): string {
  return encodeURIComponent(part).replaceAll(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function hmac(key: Buffer, content: string): Buffer {
  return createHmac("sha256", key).update(content).digest();
}

function invalid(message: string): ServiceError {
  return new ServiceError(403, "InvalidSignatureException", message);
}

function incomplete(message: string): ServiceError {
  return new ServiceError(403, "IncompleteSignatureException", message);
}
