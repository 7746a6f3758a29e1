import type { Scenario } from "./scenario.ts";
import type { PeerName } from "./peers.ts";
import type { Served } from "./server-process.ts";

/** What is known of one run of a process. */
export interface Run {
  /** Seconds from start to end, or to the first output. */
  readonly wall: number;
  /** Seconds, in user and system mode, with those of the processes that it started. */
  readonly cpu: number | undefined;
  /** Bytes: the most that the process had at once in memory, or the largest of those that it started. */
  readonly peak: number | undefined;
}

export type Quantity = keyof Run;
export const quantities: readonly Quantity[] = ["wall", "cpu", "peak"];

/** One of the commands that are run in turn. */
export interface Side {
  readonly name: string;
  /** What has to be installed for it, beside this program. */
  readonly peer?: PeerName;
  /** Whom it asks; left out: nobody. */
  readonly scenario?: Scenario;
  command(served: Served): readonly string[];
  /** Run until its first output only. */
  readonly first?: boolean;
  readonly expected?: Expected;
}

export interface Expected {
  readonly events: number;
  /** Left out where a line is not an event. */
  readonly lines?: number;
}

/** A row of the table. What has no target is told all the same. */
export interface Figure {
  readonly label: string;
  readonly of: string;
  readonly by: Quantity;
  readonly compared:
    | { readonly as: "ratio"; readonly to: string }
    /** Against a time that nobody can go below. */
    | { readonly as: "share"; readonly seconds: number }
    /** By how much it is more than the other. */
    | { readonly as: "excess"; readonly over: string }
    /** So many events in a second. */
    | { readonly as: "rate"; readonly events: number };
  /** At most so much; of a rate at least. */
  readonly target?: number;
}

export interface Measure {
  readonly name: string;
  readonly sides: readonly Side[];
  readonly figures: readonly Figure[];
  /** All sides are to write the same bytes. */
  readonly sameBytes?: boolean;
  /** It takes minutes, and what it tells hardly varies: it is run a third as often. */
  readonly seldom?: boolean;
}

/** Measures are made for the whole or for a smoke, which tries each of them with little. */
export interface Size {
  readonly isSmoke: boolean;
  /** A number of events, or of whatever else there may be less of. */
  scaled(full: number, smoke: number): number;
}
