import { ExportError } from "../../core/errors.ts";
import type { Log } from "../../core/source-definition.ts";
import type { Page } from "../../core/types.ts";
import type { Attempt } from "./caller.ts";
import { failureOf } from "./failure.ts";

/** The pages of a slice, of one service or, undefined, of all together. */
export type AskService = (service: string | undefined) => AsyncGenerator<Page>;

/**
 * All services in one query; should the service demand that one be named, one query for each that it lists. A service
 * that cannot be read fails the slice: the rest would look whole.
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
      const names = await services;
      if (names.length > 0) return names;
      throw new ExportError("temporary", `could not ${attempt.doing}: the service lists no services to ask for`, {
        ofSlice: attempt.ofSlice,
      });
    } catch (error) {
      // The next slice tries anew.
      services = undefined;
      throw error;
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
    for (const service of await listOnce(attempt)) yield* ask(service);
  };
}

/** Whether a query is refused for want of a service's name. */
export function wantsService(error: unknown): boolean {
  const failure = failureOf(error);
  return failure?.status === 400 && /service ?name/i.test(failure.serviceMessage);
}
