/** What may pass by itself, so that the same request is worth another try; the same for every service. */

/** The service, or whoever answers in its place, could not answer just now. A 501 or a 505 it never will. */
export function isPassingStatus(status: number): boolean {
  if ([408, 409, 425, 429].includes(status)) return true;
  return status >= 500 && status <= 599 && status !== 501 && status !== 505;
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

/** By the code of an error of Node: the server has a certificate that this machine does not trust, and so the next time. */
export function isUntrusted(code: string): boolean {
  return /CERT|CRL_|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_(?:CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$/.test(code);
}

/** What to do about such a certificate. */
export const untrustedHint =
  "the server's certificate is not trusted: check the host and this machine's clock; NODE_EXTRA_CA_CERTS names a file of further authorities, such as a proxy's";
