import { stopwatch } from "../core/clock.ts";
import { type Finding, well } from "../core/examination.ts";

/** What a server said, whatever it said: that it is there, and what time it is. */
export interface Reached {
  readonly finding: Finding;
  readonly date: string | undefined;
}

/**
 * Asks a server for nothing, without saying who asks: that shows the name look-up, the way by a proxy, TLS, and the clock.
 *
 * @param ask sends HEAD once, by the connections that all other requests take
 * @throws what the second attempt failed with
 */
export async function reach(
  url: URL,
  ask: () => Promise<{ readonly headers: Readonly<Record<string, string | readonly string[] | undefined>> }>,
): Promise<Reached> {
  const started = stopwatch();
  const { headers } = await ask().catch(ask);
  const date = headers["date"];
  return {
    // Its origin alone: a URL may hold a password.
    finding: well(`${url.origin} answers in ${Math.round(stopwatch() - started)} ms`),
    date: typeof date === "string" ? date : undefined,
  };
}
