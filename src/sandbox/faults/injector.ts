import type { Answer } from "../service.ts";
import { type FaultDescription, faultCatalog, type FaultName } from "./catalog.ts";
import type { Delivery, Exchange, Fault, NoAnswer } from "./fault.ts";
import { createFault } from "./kinds.ts";
import type { FaultSpec } from "./spec.ts";

/** What the faults make of the requests of a sandbox. */
export interface FaultInjector {
  /** Milliseconds by which the clock of the services is ahead. */
  readonly clockOffset: number;
  /** How a request fares. */
  meet(exchange: Exchange, answer: () => Promise<Answer>): Promise<Outcome>;
}

export interface Outcome {
  readonly answer: Answer | NoAnswer;
  readonly delivery: Delivery | undefined;
  /** The faults that happened, for the log. */
  readonly faults: readonly FaultName[];
}

interface Active {
  readonly spec: FaultSpec;
  readonly fault: Fault;
  /** Counts one more request that the fault could happen to, and says whether it does. */
  readonly isDue: () => boolean;
}

export function createFaultInjector(specs: readonly FaultSpec[]): FaultInjector {
  const all: readonly Active[] = specs.map((spec) => ({
    spec,
    fault: createFault(spec),
    isDue: createSchedule(spec),
  }));
  const skew = specs.find(({ name }) => name === "skewed-clock")?.numbers["offset"] ?? 0;

  return {
    clockOffset: skew * 1000,
    async meet(exchange, answer) {
      const active = all.filter(({ spec: { on } }) => isMeant(on, exchange));
      const faults: FaultName[] = [];

      /** What the first fault that is due would do; each one counts, also behind the first. */
      function first<What>(ask: (fault: Fault) => What | undefined): What | undefined {
        let found: What | undefined;
        for (const { spec, fault, isDue } of active) {
          const what = ask(fault);
          if (what === undefined || !isDue() || found !== undefined) continue;
          found = what;
          faults.push(spec.name);
        }
        return found;
      }

      const instead = first(({ refuse }) => refuse?.(exchange));
      if (instead !== undefined) return { answer: instead, delivery: undefined, faults };
      const owed = active.map(({ fault }) => fault.owes?.(exchange)).find((found) => found !== undefined);
      let given = await (owed ?? answer());
      for (const { spec, fault, isDue } of active) {
        const altered = fault.alter?.(given, exchange);
        if (altered === undefined || (owed !== undefined && fault.owes !== undefined) || !isDue()) continue;
        given = altered();
        faults.push(spec.name);
      }
      return { answer: given, delivery: first(({ deliver }) => deliver?.(exchange)), faults };
    },
  };
}

function isMeant(on: string | undefined, { service, match }: Exchange): boolean {
  return on === undefined || on === service.id || on === match.operation;
}

function createSchedule({ name, numbers }: FaultSpec): () => boolean {
  const { unscheduled }: FaultDescription = faultCatalog[name];
  if (unscheduled === true) return () => true;
  const { every = 1, after = 0, times = Number.POSITIVE_INFINITY } = numbers;
  let seen = 0;
  let done = 0;
  return () => {
    seen += 1;
    if (seen <= after || (seen - after) % every !== 0 || done >= times) return false;
    done += 1;
    return true;
  };
}
