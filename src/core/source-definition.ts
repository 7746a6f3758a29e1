import type { Readable } from "node:stream";
import type { Check } from "./examination.ts";
import type { Planning } from "./planning.ts";
import type { Instant, Source } from "./types.ts";

/** What an option's value can be. The command line, the environment and a configuration file all give it as text. */
interface OptionValueKinds {
  readonly flag: boolean;
  readonly text: string;
  readonly texts: readonly string[];
  readonly count: number;
  /** Bytes. */
  readonly size: number;
  readonly time: Instant;
  /** Milliseconds. */
  readonly duration: number;
}

export interface OptionDefinition {
  readonly kind: keyof OptionValueKinds;
  readonly description: string;
  /** What stands for the value in the help: `<id>`. */
  readonly value?: string;
  readonly short?: string;
  /** A flag that is on unless turned off: it is offered as `--no-…` too. */
  readonly negatable?: boolean;
  readonly choices?: readonly string[];
  /** How a value may begin, for a shell to offer: `UserId=`. */
  readonly beginnings?: readonly string[];
  /** Options that cannot be given beside this one. Typed, they also go before this one's variable. */
  readonly excludes?: readonly string[];
  /** Variables of others that have it too, in their order: the source reads them. Set, they go before a configuration file. */
  readonly variables?: readonly string[];
  /** Variables of others that say something else in its place: set, what a configuration file has does not count. */
  readonly outweighedBy?: readonly string[];
  /** Given by its place, not by a name: `related <audit-id>`. Required; of the kind `text`. */
  readonly positional?: boolean;
  /** Bounds of a count, both included. */
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Options by name: `caseId` is `--case-id` on the command line and AUDIT_EXPORT_CASE_ID in the environment. */
export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>;

export type OptionValues<Definitions extends OptionDefinitions> = {
  readonly [Name in keyof Definitions]?: OptionValueKinds[Definitions[Name]["kind"]];
};

/** Messages for people: all of them go to stderr, made harmless and free of secrets on their way. */
export interface Log {
  warn(message: string): void;
  /** With --verbose: what is used and where it comes from. */
  info(message: string): void;
  /** With --debug: each request. */
  debug(message: string): void;
  /**
   * Says what goes on while nothing comes: a pause that a service asks for, another try, a query that takes its time. Where
   * somebody looks on it is shown until it is over, which is told by calling what this gives.
   *
   * @param milliseconds how long it will take, as far as that is known
   * @param how the words before that time; left out: `waiting`
   */
  meanwhile(what: string, milliseconds?: number, how?: string): () => void;
  /** A secret learnt on the way: it appears in no message from now on. What is under 8 characters is no secret. */
  conceal(secret: string): void;
}

/** All that the outside world is to a source. */
export interface SourceContext {
  readonly env: Record<string, string | undefined>;
  readonly stdin: Readable;
  readonly log: Log;
  /** Tries for one request, the first included; undefined: the source's own default. */
  readonly maxAttempts: number | undefined;
  /** Milliseconds that a request may be silent. */
  readonly timeout: number;
  readonly now: () => Date;
  /** The program's version, for the user agent. */
  readonly version: string;
}

/** One command that exports. All that --help needs of it; `open` imports the module that imports the SDK. */
export interface ExportDefinition {
  /** The command: `cases`; for a command of a source, `realtime`. */
  readonly id: string;
  readonly aliases: readonly string[];
  /** One line: what it exports. */
  readonly summary: string;
  readonly options: OptionDefinitions;
  /** What a slice is to people: `case`, `cases`. */
  readonly unit: readonly [one: string, many: string];
  /**
   * For an export that gives no events in time but lists what there is: what one of it is to people, `entity`, `entities`.
   * It has no --since, no --until, and no slices that are worth reading at the same time.
   */
  readonly lists?: readonly [one: string, many: string];
  /** What its table shows unless --fields says otherwise; left out: what a table of events shows. */
  readonly tableFields?: string;
  /** Items in one request: the service's default and its limit. Left out: its answers have no pages. */
  readonly pageSize?: { readonly default: number; readonly maximum: number };
  /** Slices read at the same time unless --concurrency says otherwise. */
  readonly concurrency: number;
  /**
   * For a service that is asked for a span of time: where it begins unless --since says otherwise. It ends, unless
   * --until says otherwise, at the moment the run starts, so that what the export itself causes lies outside.
   */
  readonly defaultSince?: string;
  /** Days for which the service promises to keep events; left out: nobody says. */
  readonly keepsDays?: number;
  /** Command lines with what they do, for the help. */
  readonly examples: readonly (readonly [command: string, purpose: string])[];
  /** What `plan` says of it, imported when it is asked for. */
  plan(): Promise<Planning>;
  /** @throws ExportError (usage) for options that do not go together. */
  open(options: Readonly<Record<string, unknown>>, context: SourceContext): Promise<Source>;
}

/** How a source is looked at by `doctor`. */
export interface Examination {
  /** Those that say where and as whom; the same name means the same in all sources. */
  readonly options: OptionDefinitions;
  /** What to set where nothing says that anybody uses this source here; undefined: somebody seems to. */
  unused(options: Readonly<Record<string, unknown>>, context: SourceContext): Promise<string | undefined>;
  /** Tries what an export needs, by the cheapest calls. Imports the SDK; never creates anything at the service. */
  examine(
    options: Readonly<Record<string, unknown>>,
    context: SourceContext,
    signal: AbortSignal,
  ): AsyncIterable<Check>;
}

/** A service: its export, and the further commands it has, such as `genesys realtime`. */
export interface SourceDefinition extends ExportDefinition {
  readonly commands?: readonly ExportDefinition[];
  readonly examination?: Examination;
}

type Typed<Definition extends ExportDefinition, Definitions extends OptionDefinitions> = Omit<
  Definition,
  "open" | "options" | "plan"
> & {
  readonly options: Definitions;
  plan(): Promise<Planning<OptionValues<Definitions>>>;
  open(options: OptionValues<Definitions>, context: SourceContext): Promise<Source>;
};

/** Lets a source read its options by their types; the command line has made the values by the same definitions. */
export function defineSource<const Definitions extends OptionDefinitions>(
  definition: Typed<SourceDefinition, Definitions>,
): SourceDefinition {
  return {
    ...definition,
    plan: async () => (await definition.plan()) as unknown as Planning,
    open: (options, context) => definition.open(options as OptionValues<Definitions>, context),
  };
}

/** The same for how a source is looked at: `load` imports it. */
export function defineExamination<const Definitions extends OptionDefinitions>(definition: {
  readonly options: Definitions;
  unused(options: OptionValues<Definitions>, context: SourceContext): Promise<string | undefined>;
  load(): Promise<
    (options: OptionValues<Definitions>, context: SourceContext, signal: AbortSignal) => AsyncIterable<Check>
  >;
}): Examination {
  type Values = OptionValues<Definitions>;
  return {
    options: definition.options,
    unused: (options, context) => definition.unused(options as Values, context),
    async *examine(options, context, signal) {
      const examine = await definition.load();
      yield* examine(options as Values, context, signal);
    },
  };
}

/** The same for a further command of a source. */
export function defineCommand<const Definitions extends OptionDefinitions>(
  definition: Typed<ExportDefinition, Definitions>,
): ExportDefinition {
  return defineSource(definition);
}
