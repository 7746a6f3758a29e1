import { CodeCatalystClient, ListEventLogsCommand, ListSpacesCommand } from "@aws-sdk/client-codecatalyst";
import { fromSso } from "@aws-sdk/token-providers";
import { paginate } from "../../core/paging.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import { compareInstants } from "../../core/time.ts";
import type { Instant, Item, Page, Query, Slice, Source, Window } from "../../core/types.ts";
import { awsConfiguration, checkProfile } from "../aws.ts";
import type { Attempt } from "../aws-failure.ts";
import { prepareClient } from "../aws-client.ts";
import type { AwsOptions } from "../aws-options.ts";
import { glancedFor, keyOf } from "../glance.ts";
import { toFailure } from "./failure.ts";
import { guaranteedDays } from "./limits.ts";
import { keyMembers, toSpaceEvent } from "./record.ts";
import { loginHint } from "./login.ts";
import { createRenewal } from "./renewal.ts";
import { forgetConfiguredEndpoint, keepStatuses } from "./runtime.ts";
import { findOnlySpace } from "./space.ts";
import { tokenProvider } from "./token.ts";
import { dayWindows, requestTimes } from "./windows.ts";

export interface CodeCatalystOptions extends AwsOptions {
  readonly space?: string;
  readonly eventName?: string;
}

const listMembers = { ListEventLogsCommand: "items", ListSpacesCommand: "items" };

/** What the documentation says to configure. The service has one endpoint, but its client asks for a region. */
const region = "us-west-2";

export async function openCodeCatalyst(options: CodeCatalystOptions, context: SourceContext): Promise<Source> {
  const { env, log } = context;
  const started = context.now();
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
  const client = new CodeCatalystClient({
    ...configuration,
    // Given to the client it is asked for once by all that wait for it: parallel refreshes would spend the refresh token.
    token: tokenProvider(
      env,
      renewal.orFailure(() => ssoSession()),
      hint,
    ),
  });
  let onlySpace: Promise<string> | undefined;
  keepStatuses(client.middlewareStack);
  forgetConfiguredEndpoint(client);
  const sendOne = prepareClient(client, listMembers, tries, log);

  /** Sends one request, and gives its answer together with the items of its list as the service sent them. */
  async function ask<Input extends object, Output extends { readonly nextToken?: string | undefined }>(
    attempt: Attempt,
    signal: AbortSignal,
    input: Input,
    send: (input: Input) => Promise<Output>,
    glanced: readonly string[] = [],
  ): Promise<{ readonly items: readonly Item[]; readonly cursor: string | undefined }> {
    try {
      const { items, output } = await sendOne(signal, input, send, glanced);
      return { items, cursor: output.nextToken };
    } catch (error) {
      throw toFailure(error, attempt, hint);
    }
  }

  async function scopeOf(signal: AbortSignal): Promise<Slice["scope"]> {
    const { eventName } = options;
    onlySpace ??= options.space === undefined ? findSpace(signal) : Promise.resolve(options.space);
    return { space: await onlySpace, ...(eventName === undefined ? {} : { eventName }) };
  }

  function findSpace(signal: AbortSignal): Promise<string> {
    const attempt = { doing: "list the CodeCatalyst spaces", permission: "codecatalyst:ListSpaces", ofSlice: false };
    return findOnlySpace((nextToken) =>
      ask(attempt, signal, { nextToken }, (input) => client.send(new ListSpacesCommand(input))),
    );
  }

  return {
    scope: scopeOf,

    async *slices({ signal, window, expect }: Query) {
      const { since, until } = window;
      if (since === undefined || until === undefined) throw new Error("ListEventLogs needs both ends of the window");
      warnOfAge(since, context);
      const scope = await scopeOf(signal);
      log.info(`CodeCatalyst space ${scope["space"]}`);
      const days = [...dayWindows({ since, until }, started)];
      expect?.(days.length);
      for (const day of days) yield toSlice(scope, day);
    },

    part: ({ scope }, window) => toSlice(scope, window),

    async *pages({ label, scope, window }: Slice, { pageSize, needs, signal }: Query): AsyncGenerator<Page> {
      if (window?.since === undefined || window.until === undefined) throw new Error(`${label} has no window`);
      const times = requestTimes({ since: window.since, until: window.until }, started);
      const attempt = { doing: `read ${label}`, permission: "codecatalyst:ListEventLogs", ofSlice: true };
      const wanted = { spaceName: scope["space"], eventName: scope["eventName"], maxResults: pageSize, ...times };
      const answers = paginate(label, (nextToken) =>
        ask(
          attempt,
          signal,
          { ...wanted, nextToken },
          (input) => client.send(new ListEventLogsCommand(input)),
          glancedFor(needs, keyMembers),
        ),
      );
      for await (const { items, cursor } of answers) yield { items, ...(cursor === undefined ? {} : { cursor }) };
    },

    key: (item) => keyOf(item, keyMembers),

    record: (event, { scope }) => toSpaceEvent(event, scope["space"] ?? ""),

    async close() {
      client.destroy();
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
