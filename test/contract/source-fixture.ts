import type { Sandbox } from "../../src/sandbox/server.ts";

/** What the contract tests need of a source: how to ask for things, and what is true of them. */
export interface SourceFixture {
  /** The parameters that export all, and the texts of all events in the order of the slices. */
  readonly everything: readonly string[];
  readonly allTexts: (sandbox: Sandbox) => readonly string[];
  /** The parameters that export one slice of several pages, and its texts. */
  readonly oneSlice: readonly string[];
  readonly sliceTexts: (sandbox: Sandbox) => readonly string[];
  readonly emptySlice: readonly string[];
  readonly missingSlice: readonly string[];
  /** The id and the time that a record has for an event of this text; the time in any RFC 3339 form. */
  readonly idOf: (text: string) => string;
  readonly timeOf: (text: string) => string;
  /** The limit of the service. */
  readonly maximumPageSize: number;
  /** The variables without which there are no credentials, and what the error then says to do. */
  readonly credentials: readonly string[];
  readonly credentialsHint: RegExp;
  /** Leads the client to where nobody listens. */
  readonly nowhere: Readonly<Record<string, string>>;
}

/** A member of an event, as text. */
export function memberOf(text: string, name: string): string {
  return String((JSON.parse(text) as Readonly<Record<string, unknown>>)[name]);
}
