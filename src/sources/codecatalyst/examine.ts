import { type Check, notNeeded, type Step, takeSteps, well } from "../../core/examination.ts";
import { ExportError } from "../../core/errors.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import { configurationStep, wayStep } from "../aws-steps.ts";
import { limitOf, once } from "../examining.ts";
import { guaranteedDays } from "./limits.ts";
import type { CodeCatalystService, CodeCatalystOptions } from "./source.ts";
import { listedSpaces } from "./space.ts";
import { tokenVariable } from "./token.ts";

export type CodeCatalystPlace = Omit<CodeCatalystOptions, "eventName">;

const beforeCalls = ["configuration", "token", "endpoint", "identity"];

/** Tries each call that an export makes, for as little as it gives. */
export async function* examineCodeCatalyst(
  options: CodeCatalystPlace,
  context: SourceContext,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  // Not by a static import: what two chunks have of this SDK, which is older than that of the others, would go into theirs.
  const service = once(async () => (await import("./source.ts")).connectCodeCatalyst(options, context));
  const way = wayStep(
    async () => {
      const { handler, endpoint } = await service();
      return { handler, url: await endpoint() };
    },
    ["configuration"],
    context,
    () => undefined,
  );
  try {
    const steps = [
      configurationStep(service, context),
      tokenStep(service, context),
      ...way,
      ...callSteps(options, service, context),
    ];
    yield* takeSteps(steps, limitOf(context), signal);
  } finally {
    await service.settled(({ close }) => close());
  }
}

function tokenStep(service: () => Promise<CodeCatalystService>, { env }: SourceContext): Step {
  return {
    name: "token",
    needs: ["configuration"],
    async run() {
      const { expiration } = await (await service()).token();
      const origin = (env[tokenVariable] ?? "").trim() === "" ? "the profile's sso_session" : tokenVariable;
      if (expiration === undefined) return well(`from ${origin}; when it ends is not said`);
      return well(`from ${origin}, until ${expiration.toISOString().replace(/\.\d+Z$/, "Z")}`);
    },
  };
}

function callSteps(
  options: CodeCatalystPlace,
  service: () => Promise<CodeCatalystService>,
  { now }: SourceContext,
): readonly Step[] {
  let space = options.space;
  return [
    {
      name: "identity",
      needs: ["configuration", "token", "endpoint"],
      async run(signal) {
        const identity = await (await service()).verifySession(signal);
        return well(`user ${identity ?? "unknown"}`);
      },
    },
    {
      name: "codecatalyst:ListSpaces",
      needs: beforeCalls,
      asks: true,
      async run(signal) {
        if (options.space !== undefined) return notNeeded("not needed with --space");
        const { listSpaces } = await service();
        const doing = { doing: "list the CodeCatalyst spaces", ofSlice: true };
        const names = await listedSpaces((nextToken) => listSpaces(doing, signal, nextToken));
        if (names.length === 0) {
          throw new ExportError("notFound", "there is no Amazon CodeCatalyst space for this login", {
            hint: "another --profile?",
          });
        }
        if (names.length === 1) {
          space = names[0];
          return well(`the only space is ${names.join("")}`);
        }
        return {
          status: "failed",
          detail: `there are ${names.length} spaces: ${names.join(", ")}`,
          remedy: "an export needs to be told which: --space",
          code: "usage",
        };
      },
    },
    {
      name: "codecatalyst:ListEventLogs",
      needs: [...beforeCalls, "codecatalyst:ListSpaces"],
      asks: true,
      async run(signal) {
        if (space === undefined) return notNeeded("which space? give --space");
        const { listEventLogs } = await service();
        const endTime = now();
        const startTime = new Date(endTime.getTime() - 300_000);
        const doing = { doing: `read the event log of space ${space}`, ofSlice: true };
        await listEventLogs(doing, signal, { spaceName: space, startTime, endTime, maxResults: 1 });
        return well(`space ${space} has an event log`);
      },
    },
    {
      name: "retention",
      run: () =>
        Promise.resolve(well(`${guaranteedDays} days are guaranteed; AWS CloudTrail has what is older, for longer`)),
    },
  ];
}
