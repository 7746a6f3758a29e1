import {
  CodeCatalystClient,
  ListEventLogsCommand,
  type ListEventLogsCommandInput,
  ListSpacesCommand,
  VerifySessionCommand,
} from "@aws-sdk/client-codecatalyst";
import { fromSso } from "@aws-sdk/token-providers";
import { paginate } from "../../core/paging.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import { compareInstants } from "../../core/time.ts";
import type { Instant, Item, Page, Query, Slice, Source, Window } from "../../core/types.ts";
import { awsConfiguration, checkProfile } from "../aws.ts";
import { endpointOf } from "../aws-access.ts";
import type { Attempt } from "../aws-failure.ts";
import { prepareClient } from "../aws-client.ts";
import { sendUntil } from "../aws-retries.ts";
import type { AwsHandler } from "../aws-handler.ts";
import type { AwsOptions } from "../aws-options.ts";
import { glancedFor, keyOf } from "../glance.ts";
import type { ListAnswer } from "../list-answer.ts";
import { toFailure } from "./failure.ts";
import { guaranteedDays } from "./limits.ts";
import { keyMembers, toSpaceEvent } from "./record.ts";
import { loginHint } from "./login.ts";
import { createRenewal } from "./renewal.ts";
import { forgetConfiguredEndpoint, keepStatuses } from "./runtime.ts";
import { findOnlySpace } from "./space.ts";
import { type Token, tokenProvider } from "./token.ts";
import { dayWindows, requestTimes } from "./windows.ts";

export interface CodeCatalystOptions extends AwsOptions {
  readonly space?: string;
  readonly eventName?: string;
}

const listMembers = { ListEventLogsCommand: "items", ListSpacesCommand: "items" };

/** What the documentation says to configure. The service has one endpoint, but its client asks for a region. */
const region = "us-west-2";

/** What is being done when a call fails, and what then: see aws-failure.ts. */
type Doing = Omit<Attempt, "permission">;

export interface CodeCatalystService {
  listSpaces(doing: Doing, signal: AbortSignal, nextToken?: string): Promise<ListAnswer>;
  listEventLogs(
    doing: Doing,
    signal: AbortSignal,
    wanted: ListEventLogsCommandInput,
    glanced?: readonly string[],
  ): Promise<ListAnswer>;
  /** The id of the user who has logged in. */
  verifySession(signal: AbortSignal): Promise<string | undefined>;
  token(): Promise<Token>;
  endpoint(): Promise<URL>;
  readonly handler: AwsHandler;
  close(): void;
}

/** The client, as all commands that ask this service want it. */
export async function connectCodeCatalyst(options: AwsOptions, context: SourceContext): Promise<CodeCatalystService> {
  const { env, log } = context;
  if (options.region !== undefined) log.info("--region is of no effect: CodeCatalyst is one service for all regions");
  const { configuration, tries } = await awsConfiguration({ ...options, region }, "CodeCatalyst", context);
  await checkProfile(context);
  const profile = env["AWS_PROFILE"] === "" ? undefined : env["AWS_PROFILE"];
  const hint = await loginHint(profile);
  const { maxAttempts, retryStrategy, logger } = configuration;
  const renewal = createRenewal(configuration.requestHandler);
  const { requestHandler } = renewal;
  const ssoSession = fromSso({
    ...(profile === undefined ? {} : { profile }),
    // No region: it would go before the session's own.
    clientConfig: { requestHandler, maxAttempts, retryStrategy, logger },
  });
  const token = tokenProvider(
    env,
    renewal.orFailure(() => ssoSession()),
    hint,
  );
  // Given to the client it is asked for once by all that wait for it: parallel refreshes would spend the refresh token.
  const client = new CodeCatalystClient({ ...configuration, token });
  keepStatuses(client.middlewareStack);
  forgetConfiguredEndpoint(client);
  const sendOne = prepareClient(client, listMembers, tries, context);

  /** Sends one request, and gives its answer together with the items of its list as the service sent them. */
  async function ask<Input extends object, Output extends object>(
    doing: Doing,
    permission: string,
    signal: AbortSignal,
    input: Input,
    send: (input: Input) => Promise<Output>,
    glanced: readonly string[] = [],
  ): Promise<{ readonly items: readonly Item[]; readonly output: Output }> {
    try {
      return await sendOne(signal, input, send, glanced);
    } catch (error) {
      throw toFailure(error, { ...doing, permission }, hint);
    }
  }

  return {
    async listSpaces(doing, signal, nextToken) {
      const wanted = { nextToken };
      const send = (input: typeof wanted) => client.send(new ListSpacesCommand(input));
      const { items, output } = await ask(doing, "codecatalyst:ListSpaces", signal, wanted, send);
      return { items, cursor: output.nextToken };
    },
    async listEventLogs(doing, signal, wanted, glanced) {
      const send = (input: typeof wanted) => client.send(new ListEventLogsCommand(input));
      const { items, output } = await ask(doing, "codecatalyst:ListEventLogs", signal, wanted, send, glanced);
      return { items, cursor: output.nextToken };
    },
    async verifySession(signal) {
      try {
        const send = () => client.send(new VerifySessionCommand({}));
        return (await sendUntil(signal, {}, send)).identity;
      } catch (error) {
        throw toFailure(error, { doing: "verify the login", permission: "", ofSlice: true }, hint);
      }
    },
    async token() {
      try {
        return await token();
      } catch (error) {
        throw toFailure(error, { doing: "find a token", permission: "", ofSlice: false }, hint);
      }
    },
    endpoint: () => endpointOf(client.config, "endpoint" in configuration ? configuration.endpoint : undefined),
    handler: configuration.requestHandler,
    close: () => client.destroy(),
  };
}

export async function openCodeCatalyst(options: CodeCatalystOptions, context: SourceContext): Promise<Source> {
  const { log } = context;
  const started = context.now();
  const service = await connectCodeCatalyst(options, context);
  let onlySpace: Promise<string> | undefined;

  async function scopeOf(signal: AbortSignal): Promise<Slice["scope"]> {
    const { eventName } = options;
    onlySpace ??= options.space === undefined ? findSpace(signal) : Promise.resolve(options.space);
    return { space: await onlySpace, ...(eventName === undefined ? {} : { eventName }) };
  }

  function findSpace(signal: AbortSignal): Promise<string> {
    const doing = { doing: "list the CodeCatalyst spaces", ofSlice: false };
    return findOnlySpace((nextToken) => service.listSpaces(doing, signal, nextToken));
  }

  return {
    scope: scopeOf,

    async *slices({ signal, window, expect }: Query) {
      const { since, until } = window;
      if (since === undefined || until === undefined) throw new Error("ListEventLogs needs both ends of the window");
      warnOfAge(since, context);
      const scope = await scopeOf(signal);
      log.info(`CodeCatalyst space ${scope["space"]}`);
      const windows = [...dayWindows({ since, until }, started)];
      expect?.(windows.length);
      for (const one of windows) yield toSlice(scope, one);
    },

    part: ({ scope }, window) => toSlice(scope, window),

    async *pages({ label, scope, window }: Slice, { pageSize, needs, signal }: Query): AsyncGenerator<Page> {
      if (window?.since === undefined || window.until === undefined) throw new Error(`${label} has no window`);
      const times = requestTimes({ since: window.since, until: window.until }, started);
      const doing = { doing: `read ${label}`, ofSlice: true };
      const wanted = { spaceName: scope["space"], eventName: scope["eventName"], maxResults: pageSize, ...times };
      const glanced = glancedFor(needs, keyMembers);
      const answers = paginate(label, (nextToken) =>
        service.listEventLogs(doing, signal, { ...wanted, nextToken }, glanced),
      );
      for await (const { items, cursor } of answers) yield { items, ...(cursor === undefined ? {} : { cursor }) };
    },

    key: (item) => keyOf(item, keyMembers),

    record: (event, { scope }) => toSpaceEvent(event, scope["space"] ?? ""),

    async close() {
      service.close();
    },
  };
}

/** @param scope what is asked, beside when */
function toSlice(scope: Slice["scope"], window: Window): Slice {
  const span = `${window.since}/${window.until}`;
  const { space, eventName } = scope;
  return {
    key: [space, span, ...(eventName === undefined ? [] : [eventName])].join(" "),
    label: `the window ${span} of space ${space}`,
    scope,
    window,
  };
}

/** A minute's grace: `--since 30d` is from the start of the run, and that is a moment ago. */
function warnOfAge(since: Instant, { log, now }: SourceContext): void {
  const oldest = new Date(now().getTime() - guaranteedDays * 86_400_000 - 60_000).toISOString();
  if (compareInstants(since, oldest) >= 0) return;
  log.warn(
    `the time asked for begins more than ${guaranteedDays} days ago, and CodeCatalyst guarantees no more: ` +
      "older events may be missing; AWS CloudTrail keeps them longer",
  );
}
