/**
 * The words the whole program is written in: an export is a list of slices, a slice is read page by page,
 * and every item of a page becomes one record.
 */

import type { ByteRange } from "./byte-range.ts";

/** A half-open span of time `[since, until)`; a missing end is open. */
export interface Window {
  readonly since?: Instant;
  readonly until?: Instant;
}

/** RFC 3339 in UTC, `Z` at the end, with as many digits of the second as its giver gave. See core/time.ts. */
export type Instant = string;

/** What was asked for, the same for every source. */
export interface Query {
  /** Events outside it are not delivered; a source may use it to ask for less. */
  readonly window: Window;
  /** Items asked for in one request; already checked against the service's own limit. */
  readonly pageSize: number;
  /** What of the records is written: see Formatter. */
  readonly needs: RecordNeeds;
  /** Of a source whose slices have no windows: those in which nothing has changed since then may be left out. */
  readonly changedSince?: Instant;
  /** Told how many slices there will be by a source that knows it before it has listed them: for people alone. */
  readonly expect?: (slices: number) => void;
  /** Aborted when the run is to end early. */
  readonly signal: AbortSignal;
}

/** A unit of work that can be read, fail, be resumed and be accounted for alone: one case, one window of time. */
export interface Slice {
  /** Unique within the export and the same in every run: what a checkpoint remembers. */
  readonly key: string;
  /** For people: `case 8e2a…`. */
  readonly label: string;
  /** What was asked, as the record says it: `{ domainId, caseId }`. */
  readonly scope: Readonly<Record<string, string>>;
  /** Events outside it are not delivered; left out: the query's window. Neighbours share a bound and no event. */
  readonly window?: Window;
  /** Of a part of another slice: see core/window-parts.ts. */
  readonly cut?: {
    /** The key of the slice that was cut: an event without an id is named by it, whatever part it comes in. */
    readonly origin: string;
    readonly level: number;
  };
}

/** An event's own JSON text, on one line, exactly as the service sent it. */
export interface EventText {
  /** Where there are `bytes`, made of them anew each time: whoever needs it twice keeps it meanwhile. */
  readonly text: string;
  /** The same as bytes, where it stands so in a page. */
  readonly bytes?: ByteRange | undefined;
}

/** One event: its own text, and what that parses to. */
export interface Item<Raw = unknown> extends EventText {
  readonly event: Raw;
  /** Given by a source whose service gives its events no id; it then goes before what `record` says. */
  readonly id?: string;
  /**
   * The texts of those members that the source has asked for by their names: what can be told of an event without parsing it.
   * A member that is missing or no string is undefined; all is, where an escape stands in the way.
   */
  readonly glance?: readonly (string | undefined)[] | undefined;
  /** Lets go of what the text parses to: it would be most of what a page takes in memory. Who asks again gets it again. */
  release?(): void;
}

/** One answer of the service. A page without items is legal; the absence of `cursor` alone ends a slice. */
export interface Page<Raw = unknown> {
  readonly items: readonly Item<Raw>[];
  readonly cursor?: string;
}

export type ActorType = "user" | "role" | "service" | "system" | "unknown";

/** Who acted. */
export interface Actor {
  readonly id: string | null;
  readonly name: string | null;
  readonly type: ActorType;
}

/** What was acted upon. */
export interface Target {
  readonly id: string | null;
  readonly name: string | null;
  readonly type: string | null;
}

/** One changed field. The values are as the service gave them: text, a number, a truth value, or null for none. */
export interface Change {
  readonly field: string | null;
  readonly name: string | null;
  readonly old: unknown;
  readonly new: unknown;
}

/** What a source makes of one raw event; the engine adds the rest of the record. */
export interface AuditEvent {
  /** Null when the service gave none: the engine then names the event by a hash of its text. */
  readonly id: string | null;
  readonly time: Instant | null;
  readonly action: string | null;
  readonly actor: Actor | null;
  readonly target: Target | null;
  readonly outcome: "success" | "failure" | null;
  readonly address: string | null;
  readonly changes: readonly Change[];
  /** Paths of members that were there but not of the documented shape: counted on stderr, kept in `raw`. */
  readonly unreadable: readonly string[];
  /** Members, words and kinds of values that this version does not know: counted in the summary, kept in `raw`. */
  readonly unknown?: readonly string[];
}

/** What an event is told by, and when it happened. */
export interface EventKey {
  readonly id: string | null;
  readonly time: Instant;
}

/** One exported record: the contract's `--schema audit`. */
export interface AuditRecord extends Omit<AuditEvent, "id" | "unreadable" | "unknown"> {
  readonly schema: "audit-export/1";
  readonly source: string;
  /** Unique and stable within the source. */
  readonly id: string;
  readonly scope: Readonly<Record<string, string>>;
  /** The event as the service sent it, parsed: for reading. What is written is its own text; see Formatter. */
  readonly raw: unknown;
}

/** One change of a record: what --explode makes of each, and of an event without changes, whose change is null. */
export interface ExplodedRecord extends Omit<AuditRecord, "changes"> {
  readonly change: Change | null;
}

/** What is written. */
export type ExportedRecord = AuditRecord | ExplodedRecord;

/** Where events come from. */
export interface Source<Raw = unknown> {
  /** What the whole export is of, whenever it is made: the domain, the space, the filters. An archive is of one such scope. */
  scope?(signal: AbortSignal): Promise<Slice["scope"]>;
  slices(query: Query): AsyncIterable<Slice>;
  /** The pages of one slice, to the last; ends after the first page without a cursor. */
  pages(slice: Slice, query: Query): AsyncIterable<Page<Raw>>;
  /**
   * Pure: no clock, no network, no environment. Total: never throws on what a service may send. `text` is for what
   * parsing has rounded.
   */
  record(event: Raw, slice: Slice, text: EventText): AuditEvent;
  /** The same id and time, quicker, for where nothing else is wanted; undefined for an event that is not plain. */
  key?(item: Item<Raw>): EventKey | undefined;
  /**
   * The slice of a part of a slice's window: for a source whose windows are quick to ask for, so that one that turns out to
   * be long is cut and its parts are read at the same time. See core/window-parts.ts.
   */
  part?(slice: Slice, window: Window): Slice;
  close?(): Promise<void>;
}

/** All of a record; all but `raw`, which stands in the event's text; or no more than the id and the time. */
export type RecordNeeds = "all" | "record" | "key";

/** Turns records into text. `begin` and `end` frame the document, also an empty one. */
export interface Formatter {
  /** Left out: all. What is not needed is not made, and the records lack it. */
  readonly needs?: RecordNeeds;
  /** Whether it looks at the events' texts; left out: it does. Those that it does not look at may be empty. */
  readonly readsTexts?: boolean;
  begin?(): string;
  /**
   * Some of the records at a time, however many. `texts[i]` is `records[i].raw` as JSON text on one line, exactly as the service sent it. Write that rather than
   * JSON.stringify(record.raw): parsing has rounded large numbers and merged repeated members.
   */
  format(records: readonly ExportedRecord[], texts: readonly string[]): string;
  end?(): string;
  /** The same as `format` gives, by a format that can write events without making text of them first. */
  pieces?(records: readonly AuditRecord[], texts: readonly EventText[]): readonly Piece[];
  /** For a run that fails: the records that are held back, if any. The document is not closed, for it is not whole. */
  flush?(): string;
}

/** What is written: text, or bytes of it. */
export type Piece = string | ByteRange;

/** Where text goes. */
export interface Output {
  /** Writes the text, or pieces of it one after the other; settles when it was taken: this is the backpressure. */
  write(text: string | readonly Piece[]): Promise<void>;
  /** All was written: make it visible under its name. */
  commit(): Promise<void>;
  /** The run ended early: leave nothing that looks whole. */
  abort(): Promise<void>;
}
