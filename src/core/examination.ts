import { unlessAborted } from "./abort.ts";
import { type ErrorCode, ExportError, unexpectedError } from "./errors.ts";

/** What was found of one thing that an export needs. */
export interface Finding {
  /** ok: it is well; warning: an export works, and yet; failed: none does; skipped: it was not tried. */
  readonly status: "ok" | "warning" | "failed" | "skipped";
  readonly detail: string;
  /** What to do where it is not well. */
  readonly remedy?: string | undefined;
  /** The failure that an export would end with. */
  readonly code?: ErrorCode | undefined;
}

/** A finding with the name of what it is about. */
export interface Check extends Finding {
  readonly name: string;
}

/** One thing to look at. */
export interface Step {
  readonly name: string;
  /** Steps without which this one says nothing: where one has failed it is skipped. */
  readonly needs?: readonly string[];
  /** It asks the service for what an export asks for: where that is refused to all alike, the others of its kind are skipped. */
  readonly asks?: boolean;
  /** @throws ExportError what makes the step fail; one that is not of a slice is the same for all that is asked */
  run(signal: AbortSignal): Promise<Finding>;
}

/**
 * Takes the steps in their order, each within the limit. What depends on a step that failed is skipped: a second failure with
 * the same cause would only hide the first.
 *
 * @param limit milliseconds that one step may take, all its tries included
 * @throws the signal's reason
 */
export async function* takeSteps(steps: readonly Step[], limit: number, signal: AbortSignal): AsyncGenerator<Check> {
  const unwell = new Set<string>();
  /** The step after which the service is not worth asking any more. */
  let last: string | undefined;
  for (const step of steps) {
    const { name, needs = [], asks = false } = step;
    const missing = needs.find((need) => unwell.has(need)) ?? (asks ? last : undefined);
    if (missing !== undefined) {
      unwell.add(name);
      yield { name, status: "skipped", detail: `not tried, for ${missing} failed` };
      continue;
    }
    const { finding, isForAll } = await take(step, limit, signal);
    if (finding.status === "failed") unwell.add(name);
    if (asks && isForAll) last ??= name;
    yield { name, ...finding };
  }
}

async function take(
  { run }: Step,
  limit: number,
  signal: AbortSignal,
): Promise<{ readonly finding: Finding; readonly isForAll: boolean }> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(limit)]);
  try {
    return { finding: await unlessAborted(within, run(within)), isForAll: false };
  } catch (error) {
    signal.throwIfAborted();
    const failure = within.aborted ? tooLate(limit) : error instanceof ExportError ? error : unexpectedError(error);
    const { message, hint, code, ofSlice } = failure;
    return { finding: { status: "failed", detail: message, remedy: hint, code }, isForAll: !ofSlice };
  }
}

function tooLate(limit: number): ExportError {
  return new ExportError("temporary", `nothing came of it within ${Math.round(limit / 1000)} s`, {
    hint: "check the network and what gives the credentials; --timeout waits for longer",
    ofSlice: true,
  });
}

export function well(detail: string): Finding {
  return { status: "ok", detail };
}

export function notNeeded(detail: string): Finding {
  return { status: "skipped", detail };
}

/** The machine's clock beside that of a service. Exports go by the service's, so a wrong one ends none. */
export function judgeClock(date: string | undefined, now: Date): Finding {
  const time = Date.parse(date ?? "");
  if (Number.isNaN(time)) return notNeeded("the answer does not say what time it is");
  const seconds = Math.round((now.getTime() - time) / 1000);
  const off = Math.abs(seconds);
  const detail =
    off <= 1 ? "right to the second" : `${inWords(off)} ${seconds > 0 ? "ahead of" : "behind"} the service`;
  if (off < 60) return well(detail);
  const remedy = "set this machine's clock, by NTP for instance";
  return { status: "warning", detail: `${detail}: exports allow for it, but 24h and 7d mean another time`, remedy };
}

function inWords(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
