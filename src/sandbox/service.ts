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
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The operation a request asks for, and what answers it. */
export interface Match {
  readonly operation: string;
  answer(request: SandboxRequest): Answer | Promise<Answer>;
}

/** One emulated service. The server asks each in turn and knows nothing else of any of them. */
export interface Service {
  readonly name: string;
  /** What a client of this service needs in its environment to find it at `url`. */
  environment(url: string): Readonly<Record<string, string>>;
  /** What its clients must not have beside that: variables that would lead them elsewhere or make them fail. */
  readonly conflicts: readonly string[];
  /** Undefined when no operation of this service has that path: the next service is asked. */
  match(method: string, path: string): Match | undefined;
}
