import type { EventShape } from "../service.ts";

/** What the emulated Amazon Connect Cases holds. */
export interface CasesData {
  readonly domains: readonly CasesDomain[];
}

export interface CasesDomain {
  readonly domainId: string;
  readonly domainArn: string;
  readonly name: string;
  readonly createdTime?: string;
  /** Deleted ones too: the service still knows them. */
  readonly fields: readonly CasesField[];
  /** By the id of a SingleSelect field. */
  readonly options: Readonly<Record<string, readonly FieldOption[]>>;
  readonly cases: readonly CaseData[];
}

export type FieldType = "Text" | "Number" | "Boolean" | "DateTime" | "SingleSelect" | "Url" | "User";

export interface CasesField {
  readonly fieldId: string;
  readonly fieldArn: string;
  readonly name: string;
  readonly type: FieldType;
  readonly namespace: "System" | "Custom";
  readonly description?: string;
  readonly deleted?: boolean;
  readonly createdTime?: string;
  readonly lastModifiedTime?: string;
  readonly attributes?: { readonly text: { readonly isMultiline: boolean } };
}

/** An audit event and a case name the choice by `value`, never by `name`. */
export interface FieldOption {
  readonly name: string;
  readonly value: string;
  readonly active: boolean;
}

export interface CaseData {
  readonly caseId: string;
  readonly templateId: string;
  /** By field id. */
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly tags?: Readonly<Record<string, string>>;
  /** The audit events, oldest first, each as the very JSON text that goes into a response. */
  readonly events: readonly string[];
}

export type FieldValue =
  | { readonly stringValue: string }
  | { readonly doubleValue: number }
  | { readonly booleanValue: boolean }
  | { readonly emptyValue: Readonly<Record<string, never>> }
  | { readonly userArnValue: string };

export interface AuditEvent {
  readonly eventId: string;
  readonly type:
    | "Case.Created"
    | "Case.Updated"
    | "RelatedItem.Created"
    | "RelatedItem.Updated"
    | "RelatedItem.Deleted";
  readonly relatedItemType?: "Contact" | "Comment" | "File" | "Sla" | "ConnectCase" | "Custom";
  readonly performedTime: string;
  readonly fields: readonly AuditEventField[];
  readonly performedBy?: PerformedBy;
}

export interface AuditEventField {
  readonly eventFieldId: string;
  readonly oldValue?: FieldValue;
  readonly newValue: FieldValue;
}

export interface PerformedBy {
  readonly user?: { readonly userArn: string } | { readonly customEntity: string };
  readonly iamPrincipalArn: string;
}

/** Cases of the largest domain that are there under every seed, named for how many audit events they have. */
export const wellKnownCases = {
  /** 0 events. */
  empty: "00e7c1a4-5b0d-4c52-9a36-6f1d0c8b7e00",
  /** 1 event. */
  single: "01c3f9d2-7e14-4b8a-8d05-2a9b6c4e7f01",
  /** 25 events: exactly one page of the largest size. */
  fullPage: "25a8d0b6-3c91-4f27-b1e4-90d75f2c6a25",
  /** 26 events: the first that does not fit one page. */
  pageAndOne: "26b4e7f1-8d02-4a63-a7c9-13f58e0d9b26",
  /** 5,000 events. */
  largest: "5000f6a3-1b7c-4d95-8e20-c46a9d3b5000",
} as const satisfies Readonly<Record<string, string>>;

export const auditEventShape: EventShape = {
  id: "eventId",
  time: "performedTime",
  word: "type",
  changes: { list: "fields", value: "newValue" },
};
