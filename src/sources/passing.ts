/** What may pass by itself, so that the same request is worth another try; the same for every service. */

/** The service, or whoever answers in its place, could not answer just now. A 501 or a 505 it never will. */
export function isPassingStatus(status: number): boolean {
  if ([408, 409, 425, 429].includes(status)) return true;
  return status >= 500 && status <= 599 && status !== 501 && status !== 505;
}

/** Seconds. Longer than this is not waited: what was asked fails, and says how long the service wants to be left alone. */
export const longestWait = 300;

/** Tries of one request unless the user says otherwise: see pauseBefore for how long they take. */
export const usualAttempts = 20;

/**
 * How long to wait before another try, in milliseconds: by chance between none and a bound that doubles from try to try. The
 * tries are many and near to each other rather than few and far between: with 10, of 1,000 requests to a service that fails
 * at each 2nd, 3rd, 5th and 7th request together 23 are given up; with 20, one in five runs loses one (simulated, four readers). And a
 * service that is gone for good is given up after some 15 s all the same. For one that throttles see pace.ts.
 */
export function pauseBefore(tries: number): number {
  return Math.random() * Math.min(50 * 2 ** (tries - 1), 2000);
}

const networkCodes: ReadonlySet<string> = new Set([
  "EADDRNOTAVAIL",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EAI_NODATA",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETRESET",
  "ENETUNREACH",
  "ENOTCONN",
  "ENOTFOUND",
  "EPIPE",
  // TLS that makes no sense, be it of a broken line or of a server that speaks none.
  "EPROTO",
  "ERR_STREAM_PREMATURE_CLOSE",
  "ETIMEDOUT",
]);

/** By the code of an error of Node: the connection broke or never came about, or what came over it is no HTTP (HPE_…). */
export function isBrokenConnection(code: string): boolean {
  return networkCodes.has(code) || code.startsWith("HPE_");
}

/** What is wrong with a service for now, in the few words that there is room for while it is tried again. */
export function passingWords(status: number | undefined, code: string): string {
  if (status === 429) return "throttled";
  if (isBrokenConnection(code)) return code === "ETIMEDOUT" ? "no answer" : "connection lost";
  return status === undefined || status < 400 ? "no usable answer" : `HTTP ${status}`;
}

/** By the code of an error of Node: the server has a certificate that this machine does not trust, and so the next time. */
export function isUntrusted(code: string): boolean {
  return /CERT|CRL_|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_(?:CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$/.test(code);
}

/** What to do about such a certificate. */
export const untrustedHint =
  "the server's certificate is not trusted: check the host and this machine's clock; NODE_EXTRA_CA_CERTS names a file of further authorities, such as a proxy's";
