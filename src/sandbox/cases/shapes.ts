import {
  boolean,
  double,
  integer,
  lazy,
  list,
  oneOf,
  structure,
  text,
  union,
  type Read,
  type Shape,
} from "../constraints.ts";

/**
 * The inputs of the emulated operations, with every constraint of Amazon Connect Cases (API version 2022-10-03). A smallest
 * length of 0 is no constraint and is left out.
 */

const id = text({ min: 1, max: 500 });
const nextToken = text({ max: 9000 });
const fieldIdentifier = structure({ id }, {});

export const listDomainsInput = structure({}, { maxResults: integer({ min: 1, max: 10 }), nextToken });

export const getDomainInput = structure({ domainId: id }, {});

export const listFieldsInput = structure({ domainId: id }, { maxResults: integer({ min: 1, max: 100 }), nextToken });

export const batchGetFieldInput = structure({ domainId: id, fields: list(fieldIdentifier, { min: 1, max: 50 }) }, {});

export const listFieldOptionsInput = structure(
  { domainId: id, fieldId: id },
  {
    maxResults: integer({ min: 1, max: 100 }),
    nextToken,
    values: list(text({ max: 100 }), { max: 1 }),
  },
);

export const getCaseInput = structure(
  { domainId: id, caseId: id, fields: list(fieldIdentifier, { min: 1, max: 220 }) },
  { nextToken },
);

export const getCaseAuditEventsInput = structure(
  { domainId: id, caseId: id },
  { maxResults: integer({ min: 1, max: 25 }), nextToken },
);

const fieldValue = structure(
  {
    id,
    value: union({
      stringValue: text({ max: 4100 }),
      doubleValue: double(),
      booleanValue: boolean(),
      emptyValue: structure({}, {}),
      userArnValue: text(),
    }),
  },
  {},
);

const fieldFilter = union({
  equalTo: fieldValue,
  contains: fieldValue,
  greaterThan: fieldValue,
  greaterThanOrEqualTo: fieldValue,
  lessThan: fieldValue,
  lessThanOrEqualTo: fieldValue,
});

const tagFilter = union({
  equalTo: structure(
    {},
    {
      key: text({ min: 1, max: 128, pattern: String.raw`[a-zA-Z0-9 _.:\/=+\-@]+` }),
      value: text({ max: 256, pattern: String.raw`[a-zA-Z0-9 _.:\/=+\-@]*` }),
    },
  ),
});

export type FieldFilter = Read<typeof fieldFilter>;
export type TagFilter = Read<typeof tagFilter>;
/** Spelled out, since a type that contains itself cannot be inferred. */
export type CaseFilter =
  | { readonly field: FieldFilter }
  | { readonly not: CaseFilter }
  | { readonly tag: TagFilter }
  | { readonly andAll: readonly CaseFilter[] }
  | { readonly orAll: readonly CaseFilter[] };

const caseFilter: Shape<CaseFilter> = union({
  field: fieldFilter,
  not: lazy(() => caseFilter),
  tag: tagFilter,
  andAll: list(
    lazy(() => caseFilter),
    { max: 10 },
  ),
  orAll: list(
    lazy(() => caseFilter),
    { max: 10 },
  ),
});

const sort = structure({ fieldId: id, sortOrder: oneOf(["Asc", "Desc"]) }, {});
export type Sort = Read<typeof sort>;

export const searchCasesInput = structure(
  { domainId: id },
  {
    maxResults: integer({ min: 1, max: 100 }),
    nextToken,
    searchTerm: text({ max: 255 }),
    filter: caseFilter,
    sorts: list(sort, { max: 2 }),
    fields: list(fieldIdentifier, { max: 25 }),
  },
);
export type SearchCasesInput = Read<typeof searchCasesInput>;
