import type { SourceContext } from "../../core/source-definition.ts";
import type { Page, Query, Slice, Source } from "../../core/types.ts";
import { awsConfiguration, checkProfile } from "../aws.ts";
import { accessOf, type AwsAccess } from "../aws-access.ts";
import { type Attempt, toExportError } from "../aws-failure.ts";
import { prepareClient } from "../aws-client.ts";
import type { AwsOptions } from "../aws-options.ts";
import { deletedHint, expectNamed, namedCases } from "../named-cases.ts";
import { readCaseEdits } from "./case-edits.ts";
import type { CountedAnswer } from "./counted-answer.ts";
import { listCaseIds } from "./case-list.ts";
import {
  ListCaseEditsCommand,
  type ListCaseEditsCommandInput,
  ListCasesCommand,
  type ListCasesCommandInput,
  SecurityIRClient,
} from "./client/index.ts";
import { createEditNames } from "./edit-id.ts";
import { checkCaseId } from "./limits.ts";
import { toEditEvent, toEditKey } from "./record.ts";

export interface IncidentsOptions extends AwsOptions {
  /** Which cases; `-` stands for those that standard input names. */
  readonly caseId: readonly string[];
  readonly all?: boolean;
}

/** Cases in one ListCases request: the most there is (model: 1 to 25). */
const listPageSize = 25;

const listMembers = { ListCaseEditsCommand: "items", ListCasesCommand: "items" };

/** What is being done when a call fails, and what then: see aws-failure.ts. */
type Doing = Omit<Attempt, "permission">;

export interface IncidentsService {
  listCases(doing: Doing, signal: AbortSignal, wanted: ListCasesCommandInput): Promise<CountedAnswer>;
  listCaseEdits(doing: Doing, signal: AbortSignal, wanted: ListCaseEditsCommandInput): Promise<CountedAnswer>;
  readonly access: AwsAccess;
  close(): void;
}

/** The client, as all commands that ask this service want it. */
export async function connectIncidents(options: AwsOptions, context: SourceContext): Promise<IncidentsService> {
  const { configuration, tries } = await awsConfiguration(options, "Security IR", context);
  const client = new SecurityIRClient(configuration);
  await checkProfile(context);
  const sendOne = prepareClient(client, listMembers, tries, context);

  /** Sends one request; the items of its answer are those that the service sent, as text. */
  async function ask<Input extends object>(
    attempt: Attempt,
    signal: AbortSignal,
    input: Input,
    send: (input: Input) => Promise<{ readonly nextToken?: string | undefined; readonly total?: number | undefined }>,
  ): Promise<CountedAnswer> {
    try {
      const { items, output } = await sendOne(signal, input, send);
      const { nextToken, total } = output;
      // Whatever stands there instead of a number is not equal to one, and is noticed when it is compared.
      return { items, cursor: nextToken, total: total === undefined ? undefined : Number(total) };
    } catch (error) {
      throw toExportError(error, attempt);
    }
  }

  return {
    listCases: (doing, signal, wanted) =>
      ask({ ...doing, permission: "security-ir:ListCases" }, signal, wanted, (input) =>
        client.send(new ListCasesCommand(input)),
      ),
    listCaseEdits: (doing, signal, wanted) =>
      ask({ ...doing, permission: "security-ir:ListCaseEdits" }, signal, wanted, (input) =>
        client.send(new ListCaseEditsCommand(input)),
      ),
    access: accessOf(client.config, configuration),
    close: () => client.destroy(),
  };
}

export async function openIncidents(options: IncidentsOptions, context: SourceContext): Promise<Source> {
  const service = await connectIncidents(options, context);

  function listAll(query: Query): AsyncGenerator<string> {
    // The cases that were listed before it failed are read all the same.
    const doing = { doing: "list the cases", ofSlice: true };
    return listCaseIds(
      (nextToken) => service.listCases(doing, query.signal, { maxResults: listPageSize, nextToken }),
      query,
    );
  }

  async function* caseIds(query: Query): AsyncGenerator<string> {
    if (options.all === true) yield* listAll(query);
    else expectNamed(options.caseId, query);
    yield* namedCases(options.caseId, checkNamed, context, query.signal);
  }

  const missing = options.all === true ? { missingHint: deletedHint } : {};

  return {
    // Ids of cases are unique in a region of an account.
    async scope() {
      return { region: await service.access.region(), cases: options.all === true ? "all" : "named" };
    },

    async *slices(query: Query) {
      const asked = new Set<string>();
      for await (const caseId of caseIds(query)) {
        // A case asked for twice is one slice: its edits are to stand once.
        if (asked.has(caseId)) continue;
        asked.add(caseId);
        yield { key: caseId, label: `case ${caseId}`, scope: { caseId } };
      }
    },

    async *pages(slice: Slice, { pageSize, signal }: Query): AsyncGenerator<Page> {
      const { caseId = "" } = slice.scope;
      const doing = { doing: `read ${slice.label}`, ofSlice: true, ...missing };
      const askEdits = (nextToken: string | undefined): Promise<CountedAnswer> =>
        service.listCaseEdits(doing, signal, { caseId, maxResults: pageSize, nextToken });
      const { pages, failure } = await readCaseEdits(slice.label, askEdits, context.log, signal);
      const withIds = createEditNames(caseId);
      for (const { items, cursor } of pages) {
        yield { items: withIds(items), ...(cursor === undefined || cursor === "" ? {} : { cursor }) };
      }
      if (failure !== undefined) throw failure;
    },

    key: toEditKey,

    record: (event, { scope }, { text }) => toEditEvent(event, text, scope["caseId"] ?? ""),

    async close() {
      service.close();
    },
  };
}

function checkNamed(line: string): void {
  checkCaseId("on standard input,", line);
}
