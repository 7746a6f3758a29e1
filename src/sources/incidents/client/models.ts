import type { MetadataBearer } from "@smithy/types";

/** The shapes of the operations, as the package has them. Nothing in an edit is required, not even an id: it has none. */

export interface ListCasesRequest {
  nextToken?: string | undefined;
  /** 1 to 25. */
  maxResults?: number | undefined;
}

export interface ListCasesItem {
  caseId: string | undefined;
  lastUpdatedDate?: Date | undefined;
  title?: string | undefined;
  caseArn?: string | undefined;
  engagementType?: string | undefined;
  caseStatus?: string | undefined;
  createdDate?: Date | undefined;
  closedDate?: Date | undefined;
  resolverType?: string | undefined;
  pendingAction?: string | undefined;
}

export interface ListCasesResponse {
  nextToken?: string | undefined;
  items?: ListCasesItem[] | undefined;
  total?: number | undefined;
}

export interface ListCaseEditsRequest {
  nextToken?: string | undefined;
  /** 1 to 25. */
  maxResults?: number | undefined;
  caseId: string | undefined;
}

export interface CaseEditItem {
  eventTimestamp?: Date | undefined;
  principal?: string | undefined;
  action?: string | undefined;
  message?: string | undefined;
}

export interface ListCaseEditsResponse {
  nextToken?: string | undefined;
  items?: CaseEditItem[] | undefined;
  total?: number | undefined;
}

export interface GetCaseRequest {
  caseId: string | undefined;
}

/** The members that are plain values; the lists of the case (watchers, attachments, …) are left out here. */
export interface GetCaseResponse {
  title?: string | undefined;
  caseArn?: string | undefined;
  description?: string | undefined;
  caseStatus?: string | undefined;
  engagementType?: string | undefined;
  reportedIncidentStartDate?: Date | undefined;
  actualIncidentStartDate?: Date | undefined;
  pendingAction?: string | undefined;
  createdDate?: Date | undefined;
  lastUpdatedDate?: Date | undefined;
  closureCode?: string | undefined;
  resolverType?: string | undefined;
  closedDate?: Date | undefined;
}

export interface ListCasesCommandInput extends ListCasesRequest {}
export interface ListCasesCommandOutput extends ListCasesResponse, MetadataBearer {}
export interface ListCaseEditsCommandInput extends ListCaseEditsRequest {}
export interface ListCaseEditsCommandOutput extends ListCaseEditsResponse, MetadataBearer {}
export interface GetCaseCommandInput extends GetCaseRequest {}
export interface GetCaseCommandOutput extends GetCaseResponse, MetadataBearer {}

export interface ValidationExceptionField {
  name: string | undefined;
  message: string | undefined;
}
