import { asObject, validated, type Shape } from "./constraints.ts";
import { serializationError, wrongMethod } from "./service-error.ts";
import type { Match, PageShape, SandboxRequest } from "./service.ts";

/** How a member that stands in the query string is read. */
export type QueryKind = "integer" | "text" | "list";

/** One operation of a service that speaks AWS's restJson1 protocol. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  /** With labels: `/domains/{domainId}/cases-search`. */
  readonly path: string;
  /** The members that stand in the query string; the rest of the input is in the path and the body. */
  readonly query: Readonly<Record<string, QueryKind>>;
  readonly page: PageShape | undefined;
  /** From the members as they came to the text of the response's body. */
  run(members: Readonly<Record<string, unknown>>): string;
}

/** Ties an operation's input to its handler: what `handle` gets has passed every constraint. */
export function operation<T>(definition: {
  readonly name: string;
  readonly method?: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryKind>>;
  readonly page?: PageShape;
  readonly input: Shape<T>;
  handle(input: T): string;
}): Operation {
  return {
    name: definition.name,
    method: definition.method ?? "POST",
    path: definition.path,
    query: definition.query ?? {},
    page: definition.page,
    run: (members) => definition.handle(validated(definition.input, members)),
  };
}

/** Finds the operation of a path. `authorize` throws for a caller the service does not know. */
export function matchOperation(
  operations: readonly Operation[],
  method: string,
  path: string,
  authorize: (request: SandboxRequest) => void,
): Match | undefined {
  for (const candidate of operations) {
    const labels = matchPath(candidate.path, path);
    if (labels !== undefined) {
      return {
        operation: candidate.name,
        ...(candidate.page === undefined ? {} : { page: candidate.page }),
        answer(request) {
          if (method !== candidate.method) {
            throw wrongMethod(candidate.method);
          }
          authorize(request);
          const body = candidate.run(membersOf(candidate, labels, request));
          return { status: 200, headers: { "Content-Type": "application/json" }, body };
        },
      };
    }
  }
  return undefined;
}

/** The labels, still encoded. An empty one matches: it is the constraints that refuse it. */
function matchPath(template: string, path: string): ReadonlyMap<string, string> | undefined {
  const wanted = template.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) {
    return undefined;
  }
  const labels = new Map<string, string>();
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith("{")) {
      labels.set(segment.slice(1, -1), value);
    } else if (segment !== value) {
      return undefined;
    }
  }
  return labels;
}

/** Every member from where the protocol places it: one of the same name elsewhere does not count. */
function membersOf(
  candidate: Operation,
  labels: ReadonlyMap<string, string>,
  request: SandboxRequest,
): Readonly<Record<string, unknown>> {
  const parameters = new URLSearchParams(request.query);
  const queryMembers = Object.entries(candidate.query).map(([name, kind]) => [
    name,
    queryValue(parameters.getAll(name), kind),
  ]);
  const pathMembers = [...labels].map(([name, value]) => [name, decodeLabel(value)]);
  return { ...parseBody(request.body), ...Object.fromEntries(queryMembers), ...Object.fromEntries(pathMembers) };
}

function queryValue(values: readonly string[], kind: QueryKind): unknown {
  const [value] = values;
  if (value === undefined) {
    return undefined;
  }
  if (kind === "list") {
    return values;
  }
  if (kind === "text") {
    return value;
  }
  if (!/^-?\d{1,15}$/.test(value)) {
    throw serializationError(`'${value}' can not be converted to an Integer`);
  }
  return Number(value);
}

function decodeLabel(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw serializationError("The path is not percent-encoded UTF-8");
  }
}

function parseBody(body: Uint8Array): Readonly<Record<string, unknown>> {
  if (body.length === 0) {
    return {};
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw serializationError("The body is not JSON in UTF-8");
  }
  return asObject(value);
}
