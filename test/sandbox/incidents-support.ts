import assert from "node:assert/strict";
import type { IncidentCase } from "../../src/sandbox/incidents/model.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import {
  type CaseEditItem,
  ListCaseEditsCommand,
  ListCasesCommand,
  type ListCasesItem,
  SecurityIRClient,
  SecurityIRServiceException,
} from "../../src/sources/incidents/client/index.ts";

// On Node 20 the SDK writes a warning about its future, which is no part of any test.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** The client of the service, talking to the sandbox; one attempt, so that every error is seen as it came. */
export function clientOf(
  { environment }: Sandbox,
  changed: { readonly region?: string; readonly secretAccessKey?: string } = {},
): SecurityIRClient {
  return new SecurityIRClient({
    endpoint: environment["AWS_ENDPOINT_URL_SECURITY_IR"] ?? "",
    region: changed.region ?? environment["AWS_REGION"] ?? "",
    credentials: {
      accessKeyId: environment["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: changed.secretAccessKey ?? environment["AWS_SECRET_ACCESS_KEY"] ?? "",
    },
    maxAttempts: 1,
  });
}

export interface Listing<T> {
  readonly items: readonly T[];
  readonly pages: number;
  readonly totals: readonly (number | undefined)[];
}

export function allEdits(
  client: SecurityIRClient,
  caseId: string,
  maxResults?: number,
): Promise<Listing<CaseEditItem>> {
  return readAll((nextToken) => client.send(new ListCaseEditsCommand({ caseId, maxResults, nextToken })));
}

export function allCases(client: SecurityIRClient, maxResults?: number): Promise<Listing<ListCasesItem>> {
  return readAll((nextToken) => client.send(new ListCasesCommand({ maxResults, nextToken })));
}

async function readAll<T>(
  ask: (nextToken: string | undefined) => Promise<{
    readonly items?: readonly T[] | undefined;
    readonly nextToken?: string | undefined;
    readonly total?: number | undefined;
  }>,
): Promise<Listing<T>> {
  const items: T[] = [];
  const totals: (number | undefined)[] = [];
  let nextToken: string | undefined;
  do {
    const answer = await ask(nextToken);
    items.push(...(answer.items ?? assert.fail("a page came without its list")));
    totals.push(answer.total);
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
  return { items, pages: totals.length, totals };
}

/** The service's error that a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<SecurityIRServiceException> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof SecurityIRServiceException, String(error));
    return error;
  }
  return assert.fail("the call succeeded");
}

export function incidentOf(cases: readonly IncidentCase[], caseId: string): IncidentCase {
  return cases.find((candidate) => candidate.caseId === caseId) ?? assert.fail(`there is no ${caseId}`);
}

/** Seconds of an edit's time, from its text. */
export function secondsOf(text: string): number {
  return (JSON.parse(text) as { readonly eventTimestamp: number }).eventTimestamp;
}
