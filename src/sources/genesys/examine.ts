import { type Check, type Finding, judgeClock, type Step, takeSteps, well } from "../../core/examination.ts";
import { ExportError } from "../../core/errors.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import { limitOf, once } from "../examining.ts";
import { reach } from "../reaching.ts";
import { failureOf } from "./failure.ts";
import { realtimeDays } from "./limits.ts";
import type { GenesysOptions } from "./options.ts";
import { connect, type Connection } from "./source.ts";

const beforeCalls = ["configuration", "endpoint", "login"];

/**
 * Tries what an export needs. No query is submitted, for that would be kept by the service; of the permission, which is one
 * for all calls, the service mappings tell.
 */
export async function* examineGenesys(
  options: GenesysOptions,
  context: SourceContext,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const connection = once(() => connect(options, context));
  yield* takeSteps(
    [...waySteps(connection, context), loginStep(connection), ...callSteps(connection)],
    limitOf(context),
    signal,
  );
}

function waySteps(connection: () => Promise<Connection>, { now }: SourceContext): readonly Step[] {
  let clock: Finding | undefined;
  return [
    {
      name: "configuration",
      async run() {
        const { settings, place } = await connection();
        const { credentials, gateway } = settings;
        const who = credentials.kind === "token" ? "an access token" : `client …${credentials.clientId.slice(-4)}`;
        return well(`${gateway === undefined ? place : `gateway ${gateway.host}`}, ${who}`);
      },
    },
    {
      name: "endpoint",
      needs: ["configuration"],
      async run(signal) {
        const { url, send } = await connection();
        const request = { method: "HEAD", url: new URL("/", url).href, headers: {} };
        try {
          const { finding, date } = await reach(url, () => send(request, signal));
          clock = judgeClock(date, now());
          return finding;
        } catch (error) {
          const failure = failureOf(error);
          if (failure === undefined) throw error;
          throw new ExportError(failure.remedy === undefined ? "temporary" : "config", failure.message, {
            hint: failure.remedy ?? "check the network, the region and the proxy; then run again",
            cause: failure,
          });
        }
      },
    },
    { name: "clock", needs: ["endpoint"], run: () => Promise.resolve(clock ?? judgeClock(undefined, now())) },
  ];
}

function loginStep(connection: () => Promise<Connection>): Step {
  return {
    name: "login",
    needs: ["configuration", "endpoint"],
    async run(signal) {
      const { session } = await connection();
      await session.ready(signal);
      if (session.kind === "token") return well("not needed: what the token may do shows below");
      const ends = session.endsAt();
      const until = ends === undefined ? "" : `, until ${new Date(ends).toISOString().replace(/\.\d+Z$/, "Z")}`;
      return well(`the service takes the client's credentials${until}`);
    },
  };
}

function callSteps(connection: () => Promise<Connection>): readonly Step[] {
  async function mapping(realtime: boolean, signal: AbortSignal): Promise<Finding> {
    const { calls } = await connection();
    const doing = `list the services that are audited${realtime ? " in real time" : ""}`;
    const services = await calls.services({ doing, signal, ofSlice: true }, realtime);
    return well(`audits:audit:view is granted; ${services.length} services`);
  }

  return [
    { name: "servicemapping", needs: beforeCalls, asks: true, run: (signal) => mapping(false, signal) },
    { name: "realtime mapping", needs: beforeCalls, asks: true, run: (signal) => mapping(true, signal) },
    {
      name: "retention",
      run: () =>
        Promise.resolve(
          well(`realtime: the last ${realtimeDays} days; queries: about 365 days, which is not documented`),
        ),
    },
  ];
}
