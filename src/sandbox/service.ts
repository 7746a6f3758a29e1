import type { ServiceError } from "./service-error.ts";

/** The request as it came over the wire: nothing decoded, since a signature is over exactly these texts. */
export interface SandboxRequest {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  /** What follows the `?`, still percent-encoded; empty when there is none. */
  readonly query: string;
  /** By lower-case name; a repeated header's values are joined with a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** When it came, by the sandbox's own clock: milliseconds since 1970. */
  readonly time: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Where an operation that lists things has its list and its page token, in a request and in an answer. */
export interface PageShape {
  readonly list: string;
  readonly token: string;
  /** What its items are, where they are events. */
  readonly event?: EventShape;
}

/** The members that matter of an event. */
export interface EventShape {
  /** Absent where events have no id. */
  readonly id?: string;
  readonly time: string;
  /** A word of a list that may grow, such as the kind of the event. */
  readonly word: string;
  /** Where it lists what changed: the list, and the member of an item of it that has the new value. */
  readonly changes?: { readonly list: string; readonly value: string };
}

/** The operation a request asks for, and what answers it. */
export interface Match {
  readonly operation: string;
  readonly page?: PageShape;
  answer(request: SandboxRequest): Answer | Promise<Answer>;
}

/** How a service words what any service may have to say to a request. */
export interface ServiceErrors {
  /** The answer for an error; one that nobody foresaw is the sandbox's own and says so. */
  answer(error: unknown): Answer;
  /**
   * Too many requests.
   *
   * @param wait seconds that the service wants to be left alone
   * @param inBody whether only the body says so: AWS behind a gateway answers 400, and Genesys Cloud names the wait in words
   */
  throttled(wait: number | undefined, inBody: boolean): Answer;
  failed(status: number): ServiceError;
  /** The credentials were good once. */
  expiredCredentials(): ServiceError;
  /** The page token was good once. */
  expiredPageToken(): ServiceError;
  denied(): ServiceError;
  missing(): ServiceError;
}

/** One emulated service. The server asks each in turn and knows nothing else of any of them. */
export interface Service {
  /** The id of the source that reads it; of what they all ask, its own name. */
  readonly id: string;
  readonly name: string;
  readonly errors: ServiceErrors;
  /** What a client of this service needs in its environment to find it at `url`. */
  environment(url: string): Readonly<Record<string, string>>;
  /** What its clients must not have beside that: variables that would lead them elsewhere or make them fail. */
  readonly conflicts: readonly string[];
  /** Undefined when no operation of this service has that path: the next service is asked. */
  match(method: string, path: string): Match | undefined;
}
