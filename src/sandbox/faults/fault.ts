import type { Answer, Match, SandboxRequest, Service } from "../service.ts";

/** One request, and who answers it. */
export interface Exchange {
  readonly service: Service;
  readonly match: Match;
  readonly request: SandboxRequest;
  /** The page token of the request. */
  readonly token: string | undefined;
}

/** What comes of a request that gets no answer: its connection is closed, or nothing ever happens. */
export type NoAnswer = "reset" | "silence";

/** How the bytes of an answer go out: only half of them, and then the connection is closed or nothing happens; or late. */
export type Delivery = { readonly half: "reset" | "stall" } | { readonly delay: number };

/**
 * One way of the services to misbehave. Each member says for an exchange what would happen, or undefined where the fault
 * cannot happen to it; only what could happen is counted, and only what is due does happen.
 */
export interface Fault {
  /** Instead of what the service would answer. */
  readonly refuse?: (exchange: Exchange) => Answer | NoAnswer | undefined;
  /** What makes another answer of a good one of the service. */
  readonly alter?: (answer: Answer, exchange: Exchange) => (() => Answer) | undefined;
  readonly deliver?: (exchange: Exchange) => Delivery | undefined;
  /** What the fault owes for an earlier exchange: comes before all else, and always. */
  readonly owes?: (exchange: Exchange) => Promise<Answer> | undefined;
}
