import {
  BatchGetFieldCommand,
  type CaseFilter,
  ConnectCasesClient,
  GetCaseAuditEventsCommand,
  ListDomainsCommand,
  ListFieldsCommand,
  SearchCasesCommand,
  type SearchCasesCommandInput,
} from "@aws-sdk/client-connectcases";
import type { SourceContext } from "../../core/source-definition.ts";
import type { Instant, Item, Page, Query, Slice, Source } from "../../core/types.ts";
import { paginate } from "../../core/paging.ts";
import { awsConfiguration, checkProfile } from "../aws.ts";
import { type Attempt, toExportError } from "../aws-failure.ts";
import { prepareClient } from "../aws-client.ts";
import type { AwsOptions } from "../aws-options.ts";
import { glancedFor, keyOf } from "../glance.ts";
import { deletedHint, expectNamed, namedCases } from "../named-cases.ts";
import { type CaseAnswer, listCaseIds, type SearchCases } from "./case-list.ts";
import { findOnlyDomain } from "./domain.ts";
import { changedFieldIds, createFieldNames, type FieldNames } from "./field-names.ts";
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

export async function openCases(options: CasesOptions, context: SourceContext): Promise<Source> {
  const { configuration, tries } = await awsConfiguration(options, "ConnectCases", context);
  const client = new ConnectCasesClient(configuration);
  await checkProfile(context);
  const sendOne = prepareClient(client, listMembers, tries, context.log);
  const namesByDomain = new Map<string, FieldNames>();
  let onlyDomain: Promise<string> | undefined;

  /** Sends one request, and says what was being done when it fails. */
  async function ask<Input extends object, Output extends object>(
    attempt: Attempt,
    signal: AbortSignal,
    input: Input,
    send: (input: Input) => Promise<Output>,
    glanced: readonly string[] = [],
  ): Promise<{ readonly items: readonly Item[]; readonly output: Output }> {
    try {
      return await sendOne(signal, input, send, glanced);
    } catch (error) {
      throw toExportError(error, attempt);
    }
  }

  function domainOf(signal: AbortSignal): Promise<string> {
    if (options.domainId !== undefined) return Promise.resolve(options.domainId);
    onlyDomain ??= findDomain(signal);
    return onlyDomain;
  }

  function findDomain(signal: AbortSignal): Promise<string> {
    const attempt = { doing: "list the Cases domains", permission: "cases:ListDomains", ofSlice: false };
    return findOnlyDomain(async (nextToken) => {
      const { items, output } = await ask(attempt, signal, { maxResults: 10, nextToken }, (input) =>
        client.send(new ListDomainsCommand(input)),
      );
      return { items, cursor: output.nextToken };
    });
  }

  function searchIn(domainId: string, changedSince: Instant | undefined, signal: AbortSignal): SearchCases {
    // The cases that were listed before it failed are read all the same.
    const attempt = { doing: `list the cases of domain ${domainId}`, permission: "cases:SearchCases", ofSlice: true };
    return async (nextToken, createdSince): Promise<CaseAnswer> => {
      const wanted: SearchCasesCommandInput = {
        domainId,
        maxResults: searchPageSize,
        nextToken,
        fields: [{ id: "created_datetime" }],
        sorts: [{ fieldId: "created_datetime", sortOrder: "Asc" }],
        filter: allOf([
          ...since("last_updated_datetime", options.updatedSince ?? changedSince),
          ...since("created_datetime", createdSince),
        ]),
      };
      const { items, output } = await ask(attempt, signal, wanted, (input) =>
        client.send(new SearchCasesCommand(input)),
      );
      return { items, cursor: output.nextToken, totalCount: output.totalCount };
    };
  }

  function fieldNamesOf(domainId: string, signal: AbortSignal): FieldNames {
    const known = namesByDomain.get(domainId);
    if (known !== undefined) return known;
    const doing = `look up field names of domain ${domainId} (--no-field-names goes without)`;
    const names = createFieldNames(
      {
        async listFields(nextToken) {
          const attempt = { doing, permission: "cases:ListFields", ofSlice: false };
          const { items, output } = await ask(attempt, signal, { domainId, maxResults: 100, nextToken }, (input) =>
            client.send(new ListFieldsCommand(input)),
          );
          return { items, cursor: output.nextToken };
        },
        async batchGetField(ids) {
          const attempt = { doing, permission: "cases:BatchGetField", ofSlice: false };
          const fields = ids.map((id) => ({ id }));
          const { items } = await ask(attempt, signal, { domainId, fields }, (input) =>
            client.send(new BatchGetFieldCommand(input)),
          );
          return items;
        },
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
      const attempt = {
        doing: `read ${slice.label}`,
        permission: "cases:GetCaseAuditEvents",
        ofSlice: true,
        ...missing,
      };
      const answers = paginate(slice.label, async (nextToken) => {
        const wanted = { domainId, caseId, maxResults: pageSize, nextToken };
        const send = (input: typeof wanted) => client.send(new GetCaseAuditEventsCommand(input));
        const { items, output } = await ask(attempt, signal, wanted, send, glancedFor(needs, keyMembers));
        return { items, cursor: output.nextToken };
      });
      for await (const { items, cursor } of answers) {
        if (options.fieldNames !== false && needs !== "key") {
          const changed = items.flatMap(({ event }) => changedFieldIds(event));
          await fieldNamesOf(domainId, signal).learn(changed);
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
      client.destroy();
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
