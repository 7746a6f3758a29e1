import { setTimeout } from "node:timers/promises";
import { awsErrors } from "../../../src/sandbox/service-error.ts";
import type { Answer, SandboxRequest, Service } from "../../../src/sandbox/service.ts";
import type { Scenario } from "../scenario.ts";

export interface Route {
  readonly operation: string;
  readonly path: RegExp;
  /** It gives events, and so comes under the quota. */
  readonly events?: boolean;
  /** How many times slower than the others what the path names is. */
  slowness?(parameter: string): number;
  /** The body of the answer; `parameter` is the path's last group. */
  answer(request: SandboxRequest, parameter: string): Answer["body"];
}

export type Bucket = () => boolean;

/** A service that answers from what is made already, whoever asks: the program is measured, not the service. */
export function benchService(
  members: Pick<Service, "id" | "name" | "environment">,
  routes: readonly Route[],
  { latency }: Scenario,
  takeToken: Bucket,
): Service {
  async function answerOf(route: Route, request: SandboxRequest, parameter: string): Promise<Answer> {
    const wait = latency * (route.slowness?.(parameter) ?? 1);
    if (wait > 0) await setTimeout(wait);
    if (route.events === true && !takeToken()) return awsErrors.throttled(undefined, false);
    const body = route.answer(request, parameter);
    return { status: 200, headers: { "Content-Type": "application/json" }, body };
  }

  return {
    ...members,
    errors: awsErrors,
    conflicts: [],
    match(_, path) {
      for (const route of routes) {
        const found = route.path.exec(path);
        if (found === null) continue;
        return {
          operation: route.operation,
          answer: (request) => answerOf(route, request, found.at(-1) ?? ""),
        };
      }
      return undefined;
    },
  };
}

/** As many at once as `burst`, and `rate` in each second. */
export function createBucket(quota: Scenario["quota"]): Bucket {
  if (quota === undefined) return () => true;
  const { rate, burst } = quota;
  let tokens = burst;
  let filled = performance.now();
  return () => {
    const now = performance.now();
    tokens = Math.min(burst, tokens + ((now - filled) / 1000) * rate);
    filled = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/** The members of a request's body. */
export function membersOf({ body }: SandboxRequest): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.length).toString()) as Readonly<
    Record<string, unknown>
  >;
}

/** A page token is the number of what comes next. */
export function placeOf(token: unknown): number {
  return typeof token === "string" && token !== "" ? Number(token.slice("next-".length)) : 0;
}

/** The member that names the next page, with a comma before it; nothing after the last. */
export function nextMember(name: string, next: number, end: number): string {
  return next < end ? `,"${name}":"next-${next}"` : "";
}

export function sizeOf(value: unknown, usual: number): number {
  const size = Number(value ?? usual);
  if (!Number.isInteger(size) || size < 1) throw new Error(`no size: ${String(value)}`);
  return size;
}
