import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { devNull } from "node:os";
import { stopwatch } from "../core/clock.ts";
import { deliver } from "./delivery.ts";
import { createFaultInjector, type FaultInjector, type Outcome } from "./faults/injector.ts";
import { tokenOf } from "./faults/pages.ts";
import { parseFaults } from "./faults/spec.ts";
import { errorAnswer, ServiceError, unknownOperation } from "./service-error.ts";
import type { Match, SandboxRequest, Service } from "./service.ts";
import {
  type DataOptions,
  defaultSeed,
  type SandboxData,
  sandboxData,
  sandboxRegion,
  sandboxServices,
} from "./services.ts";
import type { Credentials } from "./signature.ts";

export interface SandboxOptions extends DataOptions {
  /** 0 or absent: any that is free. */
  readonly port?: number;
  /** What is to go wrong: see faults/catalog.ts. */
  readonly faults?: string;
  /** One line for each request. */
  readonly log?: (line: string) => void;
  /** What it serves in place of the emulated services. */
  readonly services?: readonly Service[];
}

export interface Sandbox {
  readonly url: string;
  /** What a child process needs so that its clients talk to this sandbox and to nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variables a child must not inherit beside `environment`: each would lead its clients elsewhere or make them fail. */
  readonly conflicts: readonly string[];
  readonly data: SandboxData;
  /** Ends connections at once, also those a client keeps for later. */
  close(): Promise<void>;
}

/** What no client of an AWS service may have beside its environment: see Service. */
const awsConflicts: readonly string[] = [
  "AUDIT_EXPORT_ENDPOINT_URL",
  "AUDIT_EXPORT_PROFILE",
  "AUDIT_EXPORT_REGION",
  "AWS_ENDPOINT_URL",
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AWS_ROLE_ARN",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
  "AWS_USE_FIPS_ENDPOINT",
  "AWS_USE_DUALSTACK_ENDPOINT",
];

const host = "127.0.0.1";
const bodyLimit = 1024 * 1024;

/** @throws ExportError (usage) for faults that there are none of. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const data = sandboxData(options);
  const credentials: Credentials = {
    accessKeyId: `SANDBOX${randomBytes(8).toString("hex").toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString("base64url"),
  };
  const services = options.services ?? sandboxServices(data, credentials, options.seed ?? defaultSeed);
  const injector = createFaultInjector(parseFaults(options.faults ?? ""));

  const server = createServer((incoming, outgoing) => {
    void respond(services, injector, incoming, outgoing, options.log);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("The sandbox is not listening on a port.");
  }
  const url = `http://${host}:${address.port}`;
  const environments = services.map((service) => service.environment(url));

  return {
    url,
    environment: Object.assign({}, awsEnvironment(credentials), ...environments),
    conflicts: [...awsConflicts, ...services.flatMap(({ conflicts }) => conflicts)],
    data,
    close() {
      return new Promise((resolve) => {
        // Closing a server that is closed already is no failure: the callback's error says only that.
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function awsEnvironment(credentials: Credentials): Readonly<Record<string, string>> {
  return {
    AWS_REGION: sandboxRegion,
    AWS_DEFAULT_REGION: sandboxRegion,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    // In both spellings: where the two disagree, most programs believe the lower case.
    NO_PROXY: `${host},localhost`,
    no_proxy: `${host},localhost`,
  };
}

async function respond(
  services: readonly Service[],
  injector: FaultInjector,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  log: SandboxOptions["log"],
): Promise<void> {
  const started = stopwatch();
  const [path = "", ...rest] = (incoming.url ?? "").split("?");
  const method = incoming.method ?? "";
  const found = findMatch(services, method, path);
  let outcome: Outcome;
  let failure = "";
  try {
    const body = await readBody(incoming);
    if (found === undefined) {
      throw unknownOperation();
    }
    const request = {
      method,
      path,
      query: rest.join("?"),
      headers: headersOf(incoming),
      body,
      time: Date.now() + injector.clockOffset,
    } satisfies SandboxRequest;
    const { service, match } = found;
    const exchange = { service, match, request, token: tokenOf(request, match.page?.token) };
    outcome = await injector.meet(exchange, async () => match.answer(request));
  } catch (error) {
    if (incoming.errored !== null) {
      return; // The caller has gone: there is nobody to answer.
    }
    outcome = { answer: errorAnswer(error), delivery: undefined, faults: [] };
    failure = error instanceof ServiceError ? ` ${error.type}` : ` ${String(error)}`;
  }
  const date = new Date(Date.now() + injector.clockOffset);
  const status = await deliver(outcome, date, incoming, outgoing);
  // Safe to show: the parser lets nothing but printable ASCII into a path.
  const elapsed = Math.round(stopwatch() - started);
  const faults = outcome.faults.map((name) => ` (${name})`).join("");
  log?.(`${method} ${path} ${found?.match.operation ?? "-"} ${status}${failure} ${elapsed} ms${faults}`);
}

function findMatch(
  services: readonly Service[],
  method: string,
  path: string,
): { readonly service: Service; readonly match: Match } | undefined {
  for (const service of services) {
    const match = service.match(method, path);
    if (match !== undefined) return { service, match };
  }
  return undefined;
}

function headersOf(incoming: IncomingMessage): ReadonlyMap<string, string> {
  return new Map(Object.entries(incoming.headersDistinct).map(([name, values]) => [name, (values ?? []).join(",")]));
}

/** Reads to the end even what is too long, so that the caller is still listening when the answer comes. */
async function readBody(incoming: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes: Uint8Array = chunk;
    length += bytes.length;
    if (length <= bodyLimit) {
      chunks.push(bytes);
    }
  }
  if (length > bodyLimit) {
    throw new ServiceError(413, "RequestEntityTooLargeException", `The body is longer than ${bodyLimit} bytes.`);
  }
  return Buffer.concat(chunks);
}
