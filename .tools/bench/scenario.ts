/** What the services of a measure hold, and how they answer. */
export interface Scenario {
  /** Of each case, and of each service that is asked by time. */
  readonly events: number;
  readonly cases: number;
  /** Every so manyth case has another number of events. */
  readonly heavy?: { readonly every: number; readonly events: number };
  /** Milliseconds before each answer. */
  readonly latency: number;
  /** The case that is answered so many times slower than the others. */
  readonly slow?: { readonly case: number; readonly times: number };
  /** The time that the events are spread over: whole days in UTC, up to the last midnight. */
  readonly days: number;
  /** Nine tenths of the events in one tenth of the time, the middle. */
  readonly uneven: boolean;
  /** Requests for events in a second, and how many at once when none came for a while. */
  readonly quota?: { readonly rate: number; readonly burst: number };
}

const usual: Scenario = { events: 1000, cases: 1, latency: 0, days: 25, uneven: false };

export function scenarioWith(members: Partial<Scenario>): Scenario {
  return { ...usual, ...members };
}

const day = 86_400_000;

/** Milliseconds. */
export interface Span {
  readonly since: number;
  readonly until: number;
}

export function spanOf({ days }: Scenario, now: number): Span {
  const until = now - (now % day);
  return { since: until - days * day, until };
}

/** How many events each case has. */
export function eventsOfCases({ cases, events, heavy }: Scenario): readonly number[] {
  return Array.from({ length: cases }, (_, index) => {
    const isHeavy = heavy !== undefined && index % heavy.every === heavy.every >> 1;
    return isHeavy ? heavy.events : events;
  });
}
