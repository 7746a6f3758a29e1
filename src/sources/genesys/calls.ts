import type { Item } from "../../core/types.ts";
import {
  type MappedService,
  type QueryStatus,
  type RealtimePage,
  type RelatedAnswer,
  type ResultPage,
  readRealtimePage,
  readRelated,
  readResultPage,
  readServices,
  readStatus,
} from "./answers.ts";
import type { Answer, Attempt, Call } from "./caller.ts";
import type { Filter } from "./options.ts";

/** AuditQueryRequest. Its lists are as the SDK's types want them: not readonly. */
export interface AuditQuery {
  readonly interval: string;
  readonly serviceName?: string;
  readonly filters?: Filter[];
  readonly sort: Sort[];
}

export interface Sort {
  readonly name: "Timestamp";
  readonly sortOrder: "ascending";
}

/** The oldest first, said explicitly: the service's own order is not documented. */
export const oldestFirst: readonly Sort[] = [{ name: "Timestamp", sortOrder: "ascending" }];

/** AuditRealtimeQueryRequest. */
export interface RealtimeQuery extends AuditQuery {
  readonly pageNumber: number;
  readonly pageSize: number;
}

/** AuditRealtimeRelatedRequest. */
export interface RelatedQuery {
  readonly auditId: string;
  readonly trustorOrgId?: string;
  readonly sort: Sort[];
}

export interface ResultOptions {
  readonly cursor: string | undefined;
  readonly pageSize: number;
  readonly expand: readonly string[];
  readonly allowRedirect: boolean;
}

/** The seven operations of the SDK's AuditApi, one request each, and the download of a file. */
export interface Operations {
  postAuditsQuery(signal: AbortSignal, query: AuditQuery): Promise<Answer>;
  getAuditsQueryTransactionId(signal: AbortSignal, id: string): Promise<Answer>;
  getAuditsQueryTransactionIdResults(signal: AbortSignal, id: string, options: ResultOptions): Promise<Answer>;
  postAuditsQueryRealtime(signal: AbortSignal, query: RealtimeQuery, expand: readonly string[]): Promise<Answer>;
  postAuditsQueryRealtimeRelated(signal: AbortSignal, query: RelatedQuery, expand: readonly string[]): Promise<Answer>;
  getAuditsQueryServicemapping(signal: AbortSignal): Promise<Answer>;
  getAuditsQueryRealtimeServicemapping(signal: AbortSignal): Promise<Answer>;
}

/** What the source asks the service, each to its end. */
export interface AuditCalls {
  submit(attempt: Attempt, query: AuditQuery): Promise<QueryStatus>;
  status(attempt: Attempt, id: string): Promise<QueryStatus>;
  results(attempt: Attempt, id: string, options: ResultOptions): Promise<ResultPage>;
  realtime(attempt: Attempt, query: RealtimeQuery, expand: readonly string[]): Promise<RealtimePage>;
  related(attempt: Attempt, query: RelatedQuery, expand: readonly string[]): Promise<RelatedAnswer>;
  services(attempt: Attempt, realtime: boolean): Promise<readonly MappedService[]>;
  download(attempt: Attempt, url: string): Promise<readonly Item[]>;
}

export function createCalls(
  call: Call,
  operations: Operations,
  download: (attempt: Attempt, url: string) => Promise<readonly Item[]>,
): AuditCalls {
  return {
    submit: (attempt, query) => call(attempt, () => operations.postAuditsQuery(attempt.signal, query), readStatus),
    status: (attempt, id) =>
      call(attempt, () => operations.getAuditsQueryTransactionId(attempt.signal, id), readStatus),
    results: (attempt, id, options) =>
      call(
        attempt,
        () => operations.getAuditsQueryTransactionIdResults(attempt.signal, id, options),
        (answer) => readResultPage(answer, attempt),
      ),
    realtime: (attempt, query, expand) =>
      call(
        attempt,
        () => operations.postAuditsQueryRealtime(attempt.signal, query, expand),
        (answer) => readRealtimePage(answer, attempt),
      ),
    related: (attempt, query, expand) =>
      call(attempt, () => operations.postAuditsQueryRealtimeRelated(attempt.signal, query, expand), readRelated),
    services: (attempt, realtime) =>
      call(
        attempt,
        () =>
          realtime
            ? operations.getAuditsQueryRealtimeServicemapping(attempt.signal)
            : operations.getAuditsQueryServicemapping(attempt.signal),
        readServices,
      ),
    download: (attempt, url) =>
      call(
        attempt,
        () => download(attempt, url),
        (items) => items,
      ),
  };
}
