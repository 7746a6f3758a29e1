import { ExportError, failureOfSlice } from "../../core/errors.ts";
import type { Log } from "../../core/source-definition.ts";
import type { Page } from "../../core/types.ts";
import type { Attempt } from "./caller.ts";
import { failureOf } from "./failure.ts";

/** The pages of a slice, of one service or, undefined, of all together. */
export type AskService = (service: string | undefined) => AsyncGenerator<Page>;

/**
 * All services in one query; should the service demand that one be named, one query for each that it lists. A service
 * that cannot be read fails the slice, after the others were read: the rest would look whole.
 */
export function createServiceReader(
  list: (attempt: Attempt) => Promise<readonly string[]>,
  wanted: string | undefined,
  log: Log,
): (attempt: Attempt, ask: AskService) => AsyncGenerator<Page> {
  /** Set as soon as the demand is known, so that the slices to come spare themselves the refusal. */
  let services: Promise<readonly string[]> | undefined;

  async function listOnce(attempt: Attempt): Promise<readonly string[]> {
    services ??= list(attempt);
    try {
      const names = [...new Set(await services)];
      if (names.length > 0) return names;
      throw new ExportError("temporary", `could not ${attempt.doing}: the service lists no services to ask for`, {
        hint: "run again, or give --service",
        ofSlice: attempt.ofSlice,
      });
    } catch (error) {
      // The next slice tries anew.
      services = undefined;
      throw ofWindow(error, attempt);
    }
  }

  return async function* read(attempt, ask) {
    if (wanted !== undefined) {
      yield* ask(wanted);
      return;
    }
    if (services === undefined) {
      let begun = false;
      try {
        for await (const page of ask(undefined)) {
          begun = true;
          yield page;
        }
        return;
      } catch (error) {
        if (begun || !wantsService(error)) throw error;
        log.info(`the service wants one query for each service: ${error instanceof Error ? error.message : ""}`);
      }
    }
    const names = await listOnce(attempt);
    const failures: Failure[] = [];
    for (const service of names) {
      try {
        yield* ask(service);
      } catch (error) {
        failures.push({ service, error: failureOfSlice(error) });
      }
    }
    if (failures.length > 0) throw notAll(failures, names.length, attempt);
  };
}

/** The list is asked for once for all windows that wait for it, and fails in the name of the one that asked. */
function ofWindow(error: unknown, { doing }: Attempt): unknown {
  const failure = failureOf(error);
  if (!(error instanceof ExportError) || failure === undefined) return error;
  const { code, hint, ofSlice } = error;
  const details = { cause: failure, ofSlice, ...(hint === undefined ? {} : { hint }) };
  return new ExportError(code, `could not ${doing}: ${failure.message}`, details);
}

interface Failure {
  readonly service: string;
  readonly error: ExportError;
}

/** Each service that could not be read by its name. The first one's reason says the kind where none could. */
function notAll(failures: readonly Failure[], services: number, { doing, ofSlice }: Attempt): ExportError {
  const named = failures.map(({ service, error }) => `${service} (${failureOf(error)?.message ?? error.message})`);
  const [first] = failures;
  const code = failures.length === services && first !== undefined ? first.error.code : "incomplete";
  const hint = first?.error.hint ?? "run again";
  return new ExportError(
    code,
    `could not ${doing} of ${failures.length} of ${services} services: ${named.join(", ")}`,
    {
      hint,
      ofSlice,
    },
  );
}

/** Whether a query is refused for want of a service's name. */
export function wantsService(error: unknown): boolean {
  const failure = failureOf(error);
  if (failure?.status !== 400) return false;
  const words = failure.serviceMessage;
  return /service ?name/i.test(words) || (/\bservice\b/i.test(words) && /\b(?:required|missing|must)\b/i.test(words));
}
