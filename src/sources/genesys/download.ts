import type { Item } from "../../core/types.ts";
import { isPassingStatus } from "../passing.ts";
import { readFile } from "./answers.ts";
import type { Attempt } from "./caller.ts";
import { nonsense, RequestFailure } from "./failure.ts";
import type { Send } from "./transport.ts";

/**
 * The events of a file that the service put aside because they were too large for an answer. The address is a secret: it
 * is signed in advance, so it goes out without the token, and into no message.
 *
 * @param plainHttp whether the service itself is spoken to without TLS, as an emulator is
 */
export async function download(
  url: string,
  send: Send,
  attempt: Pick<Attempt, "signal" | "needs">,
  plainHttp: boolean,
): Promise<readonly Item[]> {
  const { protocol } = new URL(url);
  if (protocol !== "https:" && !(protocol === "http:" && plainHttp)) {
    throw new RequestFailure("the service names a file that is not reached by https", { status: 404 });
  }
  const { status, bytes } = await send(
    { method: "GET", url, headers: {}, name: "GET the file of a large page" },
    attempt.signal,
  );
  if (status >= 300) {
    // Refused means that the address has expired, whatever the status: it is "gone" to us, and no matter of our token.
    const isGone = status < 500 && !isPassingStatus(status);
    throw new RequestFailure(`the file of a large page: HTTP ${status}`, { status: isGone ? 404 : status });
  }
  try {
    return readFile(await unzip(bytes), attempt);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : "it cannot be unpacked";
    throw nonsense(`the file of a large page is unreadable: ${reason}`);
  }
}

/** Whether the file is packed is not documented; its first two bytes say. */
async function unzip(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const { gunzipSync } = await import("node:zlib");
  return gunzipSync(bytes);
}
