import { setTimeout } from "node:timers/promises";
import { stopwatch } from "../../core/clock.ts";
import { ExportError } from "../../core/errors.ts";
import type { Log } from "../../core/source-definition.ts";
import type { QueryStatus } from "./answers.ts";
import type { Attempt } from "./caller.ts";
import type { AuditCalls, AuditQuery } from "./calls.ts";

/** A query that came to nothing, or of which the service knows nothing any more: it can be submitted again. */
export class LostQuery extends Error {
  /** For whom it cannot be submitted again: there are no results, or there is no such query. */
  readonly code: "incomplete" | "notFound";

  constructor(id: string, reason: string, code: LostQuery["code"] = "incomplete") {
    super(`query ${id} ${reason}`);
    this.name = "LostQuery";
    this.code = code;
  }
}

/** Milliseconds between two looks: quick for the small queries, and as patient as peers are for the large ones. */
const firstPause = 250;
const longestPause = 30_000;
/** How long a query may take is not documented; peers who gave up after 20 s lost whole runs by it. */
const patience = 30 * 60_000;

/** Submits a query and waits until its results are there. Gives its id. */
export async function runQuery(
  calls: AuditCalls,
  attempt: Attempt,
  query: AuditQuery,
  meanwhile: Log["meanwhile"],
): Promise<string> {
  const status = await calls.submit(attempt, query);
  const { id, state } = status;
  if (!isReady(id, state)) await waitForResults(calls, attempt, status, meanwhile);
  return id;
}

/**
 * Waits with growing pauses. A state that this version does not know is one to wait in.
 *
 * @throws LostQuery when the query failed, was cancelled, or is not known.
 */
export async function waitForResults(
  calls: AuditCalls,
  attempt: Attempt,
  { id, state: first }: Pick<QueryStatus, "id" | "state">,
  meanwhile: Log["meanwhile"],
): Promise<void> {
  const deadline = stopwatch() + patience;
  let state = first;
  for (let pause = firstPause; ; pause = Math.min(pause * 1.5, longestPause)) {
    const over = meanwhile(`query is ${state.toLowerCase()}`, pause, "asked again in");
    try {
      await setTimeout(pause, undefined, { signal: attempt.signal });
      ({ state } = await known(id, calls.status(attempt, id)));
    } finally {
      over();
    }
    if (isReady(id, state)) return;
    if (stopwatch() > deadline) {
      throw new ExportError("temporary", `could not ${attempt.doing}: query ${id} is still ${state} after 30 minutes`, {
        hint: `audit-export genesys results ${id} exports it when it is done`,
        ofSlice: attempt.ofSlice,
      });
    }
  }
}

/** @throws LostQuery */
export function isReady(id: string, state: string): boolean {
  if (state === "Failed" || state === "Cancelled") throw new LostQuery(id, `ended as ${state}`);
  return state === "Succeeded";
}

/** A query that was there a moment ago and is not found any more has been forgotten by the service. */
export async function known<Result>(id: string, call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ExportError && error.code === "notFound")
      throw new LostQuery(id, "is not known any more", "notFound");
    throw error;
  }
}
