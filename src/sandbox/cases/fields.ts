import type { CasesField, FieldOption, FieldType } from "./model.ts";

interface SystemField {
  readonly fieldId: string;
  readonly name: string;
  readonly type: FieldType;
  readonly isMultiline?: boolean;
}

/** The fields every domain has from its beginning. */
const systemFields: readonly SystemField[] = [
  { fieldId: "case_id", name: "Case Id", type: "Text" },
  { fieldId: "case_reason", name: "Case Reason", type: "SingleSelect" },
  { fieldId: "customer_id", name: "Customer Id", type: "Text" },
  { fieldId: "created_datetime", name: "Date/Time Opened", type: "DateTime" },
  { fieldId: "last_updated_datetime", name: "Date/Time Updated", type: "DateTime" },
  { fieldId: "last_closed_datetime", name: "Date/Time Closed", type: "DateTime" },
  { fieldId: "reference_number", name: "Reference number", type: "Text" },
  { fieldId: "status", name: "Status", type: "SingleSelect" },
  { fieldId: "summary", name: "Summary", type: "Text", isMultiline: true },
  { fieldId: "title", name: "Title", type: "Text" },
  { fieldId: "assigned_queue", name: "Assigned Queue", type: "Text" },
  { fieldId: "assigned_user", name: "Assigned User", type: "User" },
];

/** Undefined for a field that is not the system's. */
export function systemFieldType(fieldId: string): FieldType | undefined {
  return systemFields.find((field) => field.fieldId === fieldId)?.type;
}

export const beginning = "2025-01-06T08:00:00.000Z";

/** The system fields of one domain. */
export function systemFieldsOf(domainArn: string): readonly CasesField[] {
  return systemFields.map((field) => systemField(field, domainArn));
}

function systemField({ fieldId, name, type, isMultiline }: SystemField, domainArn: string): CasesField {
  return {
    fieldId,
    fieldArn: `${domainArn}/field/${fieldId}`,
    name,
    type,
    namespace: "System",
    createdTime: beginning,
    lastModifiedTime: beginning,
    ...(type === "Text" ? { attributes: textAttributes(isMultiline) } : {}),
  };
}

export function textAttributes(isMultiline = false): NonNullable<CasesField["attributes"]> {
  return { text: { isMultiline } };
}

export const statusOptions: readonly FieldOption[] = [
  { name: "Open", value: "open", active: true },
  { name: "In progress", value: "in_progress", active: true },
  { name: "Waiting for customer", value: "waiting_customer", active: true },
  { name: "Waiting for 3rd party, e.g. a garage", value: "waiting_third_party", active: true },
  { name: "Escalated", value: "escalated", active: false },
  { name: "Closed", value: "closed", active: true },
];

export const reasonOptions: readonly FieldOption[] = [
  { name: "Damage report", value: "damage", active: true },
  { name: "Billing question", value: "billing", active: true },
  { name: "Change of address", value: "address", active: true },
  { name: "Cancellation", value: "cancellation", active: true },
  { name: "Complaint", value: "complaint", active: true },
  { name: "Storm of 2024 (no longer used)", value: "storm_2024", active: false },
];

/** A field a domain's administrator made. Its id is a UUID, given when the domain is. */
export interface CustomField {
  readonly name: string;
  readonly type: FieldType;
  readonly description?: string;
  readonly deleted?: boolean;
  readonly isMultiline?: boolean;
  readonly options?: readonly FieldOption[];
}

export const customFields: readonly CustomField[] = [
  { name: "Policy number", type: "Text" },
  { name: "Claimant’s name", type: "Text", description: "As on the policy" },
  { name: "Internal notes", type: "Text", isMultiline: true },
  // Names of fields are typed by people too: these three break careless CSV, and one runs in a careless spreadsheet.
  { name: 'Schadenhöhe, "netto" (CHF)', type: "Number" },
  { name: "=Balance after payment", type: "Number" },
  { name: "-10 % discount?", type: "Boolean" },
  { name: "Exchange rate", type: "Number" },
  { name: "VIP customer", type: "Boolean" },
  { name: "Appointment", type: "DateTime" },
  { name: "Legal deadline", type: "DateTime", description: "Missing it costs money" },
  {
    name: "Preferred language",
    type: "SingleSelect",
    options: [
      { name: "Deutsch", value: "de", active: true },
      { name: "Français", value: "fr", active: true },
      { name: "日本語", value: "ja", active: true },
      { name: "العربية", value: "ar", active: true },
      { name: "Rumantsch", value: "rm", active: false },
    ],
  },
  { name: "CRM record", type: "Url" },
  { name: "Second reader (four-eyes)", type: "User" },
  { name: "Fax number", type: "Text", description: "Nobody has one any more", deleted: true },
  {
    name: "Old priority",
    type: "SingleSelect",
    deleted: true,
    options: [
      { name: "P1", value: "p1", active: true },
      { name: "P2", value: "p2", active: true },
      { name: "P3", value: "p3", active: false },
    ],
  },
];
