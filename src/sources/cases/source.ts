import {
  BatchGetFieldCommand,
  type CaseFilter,
  ConnectCasesClient,
  GetCaseAuditEventsCommand,
  type GetCaseAuditEventsCommandInput,
  ListDomainsCommand,
  ListFieldsCommand,
  type ListFieldsCommandInput,
  SearchCasesCommand,
  type SearchCasesCommandInput,
} from "@aws-sdk/client-connectcases";
import type { SourceContext } from "../../core/source-definition.ts";
import type { Instant, Item, Page, Query, Slice, Source } from "../../core/types.ts";
import { paginate } from "../../core/paging.ts";
import { awsConfiguration, checkProfile } from "../aws.ts";
import { accessOf, type AwsAccess } from "../aws-access.ts";
import { type Attempt, toExportError } from "../aws-failure.ts";
import { prepareClient } from "../aws-client.ts";
import type { AwsOptions } from "../aws-options.ts";
import { glancedFor, keyOf } from "../glance.ts";
import { deletedHint, expectNamed, namedCases } from "../named-cases.ts";
import type { ListAnswer } from "../list-answer.ts";
import { type CaseAnswer, listCaseIds, type SearchCases } from "./case-list.ts";
import { findOnlyDomain } from "./domain.ts";
import { changedFields, createFieldNames, type FieldNames } from "./field-names.ts";
import { checkIdLength } from "./limits.ts";
import { keyMembers, toCaseEvent } from "./record.ts";

export interface CasesOptions extends AwsOptions {
  /** Which cases; `-` stands for those that standard input names. */
  readonly caseId: readonly string[];
  readonly all?: boolean;
  readonly domainId?: string;
  readonly updatedSince?: string;
  readonly fieldNames?: boolean;
}

/** Cases in one SearchCases request: the most there is (API reference: 1 to 100). */
const searchPageSize = 100;

const listMembers = {
  BatchGetFieldCommand: "fields",
  GetCaseAuditEventsCommand: "auditEvents",
  ListDomainsCommand: "domains",
  ListFieldsCommand: "fields",
  SearchCasesCommand: "cases",
};

/** What is being done when a call fails, and what then: see aws-failure.ts. */
export type Doing = Omit<Attempt, "permission">;

/** The calls of the service, each one request; a failure names the permission that the call needs. */
export interface CasesCalls {
  listDomains(doing: Doing, signal: AbortSignal, nextToken?: string): Promise<ListAnswer>;
  searchCases(doing: Doing, signal: AbortSignal, wanted: SearchCasesCommandInput): Promise<CaseAnswer>;
  listFields(doing: Doing, signal: AbortSignal, wanted: ListFieldsCommandInput): Promise<ListAnswer>;
  batchGetField(doing: Doing, signal: AbortSignal, domainId: string, ids: readonly string[]): Promise<readonly Item[]>;
  auditEvents(
    doing: Doing,
    signal: AbortSignal,
    wanted: GetCaseAuditEventsCommandInput,
    glanced?: readonly string[],
  ): Promise<ListAnswer>;
}

export interface CasesService {
  readonly calls: CasesCalls;
  readonly access: AwsAccess;
  close(): void;
}

/** The client, as all commands that ask this service want it. */
export async function connectCases(options: AwsOptions, context: SourceContext): Promise<CasesService> {
  const { configuration, tries } = await awsConfiguration(options, "ConnectCases", context);
  const client = new ConnectCasesClient(configuration);
  await checkProfile(context);
  const sendOne = prepareClient(client, listMembers, tries, context);

  /** Sends one request, and says what was being done when it fails. */
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
      throw toExportError(error, { ...doing, permission });
    }
  }

  const calls: CasesCalls = {
    async listDomains(doing, signal, nextToken) {
      const wanted = { maxResults: 10, nextToken };
      const send = (input: typeof wanted) => client.send(new ListDomainsCommand(input));
      const { items, output } = await ask(doing, "cases:ListDomains", signal, wanted, send);
      return { items, cursor: output.nextToken };
    },
    async searchCases(doing, signal, wanted) {
      const send = (input: typeof wanted) => client.send(new SearchCasesCommand(input));
      const { items, output } = await ask(doing, "cases:SearchCases", signal, wanted, send);
      return { items, cursor: output.nextToken, totalCount: output.totalCount };
    },
    async listFields(doing, signal, wanted) {
      const send = (input: typeof wanted) => client.send(new ListFieldsCommand(input));
      const { items, output } = await ask(doing, "cases:ListFields", signal, wanted, send);
      return { items, cursor: output.nextToken };
    },
    async batchGetField(doing, signal, domainId, ids) {
      const wanted = { domainId, fields: ids.map((id) => ({ id })) };
      const send = (input: typeof wanted) => client.send(new BatchGetFieldCommand(input));
      return (await ask(doing, "cases:BatchGetField", signal, wanted, send)).items;
    },
    async auditEvents(doing, signal, wanted, glanced) {
      const send = (input: typeof wanted) => client.send(new GetCaseAuditEventsCommand(input));
      const { items, output } = await ask(doing, "cases:GetCaseAuditEvents", signal, wanted, send, glanced);
      return { items, cursor: output.nextToken };
    },
  };

  return { calls, access: accessOf(client.config, configuration), close: () => client.destroy() };
}

export async function openCases(options: CasesOptions, context: SourceContext): Promise<Source> {
  const { calls, close } = await connectCases(options, context);
  const namesByDomain = new Map<string, FieldNames>();
  let onlyDomain: Promise<string> | undefined;

  function domainOf(signal: AbortSignal): Promise<string> {
    if (options.domainId !== undefined) return Promise.resolve(options.domainId);
    onlyDomain ??= findDomain(signal);
    return onlyDomain;
  }

  function findDomain(signal: AbortSignal): Promise<string> {
    const doing = { doing: "list the Cases domains", ofSlice: false };
    return findOnlyDomain((nextToken) => calls.listDomains(doing, signal, nextToken));
  }

  function searchIn(domainId: string, changedSince: Instant | undefined, signal: AbortSignal): SearchCases {
    // The cases that were listed before it failed are read all the same.
    const doing = { doing: `list the cases of domain ${domainId}`, ofSlice: true };
    return (nextToken, createdSince) =>
      calls.searchCases(doing, signal, {
        domainId,
        maxResults: searchPageSize,
        nextToken,
        fields: [{ id: "created_datetime" }],
        sorts: [{ fieldId: "created_datetime", sortOrder: "Asc" }],
        filter: allOf([
          ...since("last_updated_datetime", options.updatedSince ?? changedSince),
          ...since("created_datetime", createdSince),
        ]),
      });
  }

  function fieldNamesOf(domainId: string, signal: AbortSignal): FieldNames {
    const known = namesByDomain.get(domainId);
    if (known !== undefined) return known;
    const doing = {
      doing: `look up field names of domain ${domainId} (--no-field-names goes without)`,
      ofSlice: false,
    };
    const names = createFieldNames(
      {
        listFields: (nextToken) => calls.listFields(doing, signal, { domainId, maxResults: 100, nextToken }),
        batchGetField: (ids) => calls.batchGetField(doing, signal, domainId, ids),
      },
      context.log,
    );
    namesByDomain.set(domainId, names);
    return names;
  }

  async function* caseIds(domainId: string, query: Query): AsyncGenerator<string> {
    const { changedSince, signal, expect } = query;
    if (options.all === true) yield* listCaseIds(searchIn(domainId, changedSince, signal), expect);
    else expectNamed(options.caseId, query);
    yield* namedCases(options.caseId, checkNamed, context, signal);
  }

  const missing = options.all === true ? { missingHint: deletedHint } : {};

  return {
    async scope(signal) {
      return { domainId: await domainOf(signal), cases: options.all === true ? "all" : "named" };
    },

    async *slices(query: Query) {
      const domainId = await domainOf(query.signal);
      context.log.info(`Cases domain ${domainId}`);
      const asked = new Set<string>();
      for await (const caseId of caseIds(domainId, query)) {
        // A case asked for twice is one slice: its events are to stand once.
        if (asked.has(caseId)) continue;
        asked.add(caseId);
        yield { key: `${domainId}/${caseId}`, label: `case ${caseId}`, scope: { domainId, caseId } };
      }
    },

    async *pages(slice: Slice, { pageSize, needs, signal }: Query): AsyncGenerator<Page> {
      const { domainId = "", caseId = "" } = slice.scope;
      const doing = { doing: `read ${slice.label}`, ofSlice: true, ...missing };
      const answers = paginate(slice.label, (nextToken) =>
        calls.auditEvents(
          doing,
          signal,
          { domainId, caseId, maxResults: pageSize, nextToken },
          glancedFor(needs, keyMembers),
        ),
      );
      for await (const { items, cursor } of answers) {
        if (options.fieldNames !== false && needs !== "key") {
          await fieldNamesOf(domainId, signal).learn(items.flatMap(({ event }) => changedFields(event)));
        }
        yield { items, ...(cursor === undefined ? {} : { cursor }) };
      }
    },

    key: (item) => keyOf(item, keyMembers),

    record(event, { scope }) {
      const { domainId = "", caseId = "" } = scope;
      return toCaseEvent(event, caseId, (fieldId) => namesByDomain.get(domainId)?.nameOf(fieldId) ?? null);
    },

    async close() {
      close();
    },
  };
}

function since(fieldId: string, time: string | undefined): CaseFilter[] {
  if (time === undefined) return [];
  return [{ field: { greaterThanOrEqualTo: { id: fieldId, value: { stringValue: time } } } }];
}

function allOf(filters: CaseFilter[]): CaseFilter | undefined {
  return filters.length > 1 ? { andAll: filters } : filters[0];
}

function checkNamed(line: string): void {
  checkIdLength("a case id on standard input", line);
}
