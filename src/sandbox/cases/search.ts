import { notFoundError, validationError } from "../service-error.ts";
import { systemFieldType } from "./fields.ts";
import type { CaseData, CasesDomain, FieldType, FieldValue } from "./model.ts";
import type { CaseFilter, FieldFilter, SearchCasesInput, Sort, TagFilter } from "./shapes.ts";

type Test = (candidate: CaseData) => boolean;
type FieldTypes = (fieldId: string) => FieldType;
type Operand = Extract<FieldFilter, { readonly equalTo: unknown }>["equalTo"];
/** What values of a field are compared as. */
type Comparable = string | number | boolean;

/**
 * The order when none is asked for. The real default is not documented; the last change first is what the agent
 * application shows, and the worst for a client that pages by offset while cases change.
 */
const defaultSorts: readonly Sort[] = [{ fieldId: "last_updated_datetime", sortOrder: "Desc" }];

/** All cases that match, in order. */
export function searchCases(domain: CasesDomain, input: SearchCasesInput): readonly CaseData[] {
  const typeOf = fieldTypesOf(domain);
  const tests: Test[] = [];
  if (input.filter !== undefined) {
    tests.push(filterTest(input.filter, typeOf));
  }
  if (input.searchTerm !== undefined && input.searchTerm !== "") {
    tests.push(termTest(input.searchTerm));
  }
  const found = domain.cases.filter((candidate) => tests.every((test) => test(candidate)));
  return sorted(found, input.sorts === undefined || input.sorts.length === 0 ? defaultSorts : input.sorts, typeOf);
}

/** Throws for a field the domain does not have. */
export function fieldTypesOf(domain: CasesDomain): FieldTypes {
  const types = new Map(domain.fields.map((field) => [field.fieldId, field.type]));
  return (fieldId) => {
    const type = types.get(fieldId) ?? systemFieldType(fieldId);
    if (type === undefined) {
      throw notFoundError("Field", fieldId);
    }
    return type;
  };
}

/** The value of a case's field; every case has its own id as one. */
export function valueOf(candidate: CaseData, fieldId: string): FieldValue | undefined {
  if (Object.hasOwn(candidate.values, fieldId)) {
    return candidate.values[fieldId];
  }
  return fieldId === "case_id" ? { stringValue: candidate.caseId } : undefined;
}

function filterTest(filter: CaseFilter, typeOf: FieldTypes): Test {
  if ("field" in filter) {
    return fieldTest(filter.field, typeOf);
  }
  if ("not" in filter) {
    const test = filterTest(filter.not, typeOf);
    return (candidate) => !test(candidate);
  }
  if ("tag" in filter) {
    return tagTest(filter.tag);
  }
  if ("andAll" in filter) {
    const tests = filter.andAll.map((part) => filterTest(part, typeOf));
    return (candidate) => tests.every((test) => test(candidate));
  }
  const tests = filter.orAll.map((part) => filterTest(part, typeOf));
  return (candidate) => tests.some((test) => test(candidate));
}

function fieldTest(filter: FieldFilter, typeOf: FieldTypes): Test {
  if ("equalTo" in filter) {
    const { id, value } = filter.equalTo;
    if ("emptyValue" in value) {
      typeOf(id);
      return (candidate) => isEmpty(valueOf(candidate, id));
    }
    return compareTest(filter.equalTo, typeOf, (actual, wanted) => actual === wanted);
  }
  if ("contains" in filter) {
    const wanted = operandOf(filter.contains, typeOf);
    if (typeof wanted !== "string") {
      throw validationError(`Field '${filter.contains.id}' is not a text and can not be searched with 'contains'.`);
    }
    return compareTest(filter.contains, typeOf, (actual) => typeof actual === "string" && actual.includes(wanted));
  }
  if ("greaterThan" in filter) {
    return orderTest(filter.greaterThan, typeOf, (actual, wanted) => actual > wanted);
  }
  if ("greaterThanOrEqualTo" in filter) {
    return orderTest(filter.greaterThanOrEqualTo, typeOf, (actual, wanted) => actual >= wanted);
  }
  if ("lessThan" in filter) {
    return orderTest(filter.lessThan, typeOf, (actual, wanted) => actual < wanted);
  }
  return orderTest(filter.lessThanOrEqualTo, typeOf, (actual, wanted) => actual <= wanted);
}

type Comparison = (actual: Comparable, wanted: Comparable) => boolean;

function orderTest(operand: Operand, typeOf: FieldTypes, holds: Comparison): Test {
  if (typeOf(operand.id) === "Boolean") {
    throw validationError(`Field '${operand.id}' is a Boolean and has no order.`);
  }
  return compareTest(operand, typeOf, holds);
}

/** A case without a value of the field passes no comparison. */
function compareTest(operand: Operand, typeOf: FieldTypes, holds: Comparison): Test {
  const wanted = operandOf(operand, typeOf);
  const type = typeOf(operand.id);
  return (candidate) => {
    const actual = comparable(valueOf(candidate, operand.id), type);
    return actual !== undefined && holds(actual, wanted);
  };
}

function operandOf(operand: Operand, typeOf: FieldTypes): Comparable {
  const type = typeOf(operand.id);
  const wanted = comparable(operand.value, type);
  if (wanted === undefined) {
    throw validationError(`The value given for field '${operand.id}' is not one of type ${type}.`);
  }
  return wanted;
}

/** Numbers as numbers, points in time as instants, all else as text; undefined for a value of another type. */
function comparable(value: FieldValue | undefined, type: FieldType): Comparable | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (type === "Number") {
    return "doubleValue" in value ? value.doubleValue : undefined;
  }
  if (type === "Boolean") {
    return "booleanValue" in value ? value.booleanValue : undefined;
  }
  if (type === "User" && "userArnValue" in value) {
    return value.userArnValue;
  }
  if (!("stringValue" in value)) {
    return undefined;
  }
  if (type !== "DateTime") {
    return value.stringValue;
  }
  // With the time of day and its offset left out Date.parse would still answer, in the time zone of this machine.
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value.stringValue);
  const instant = isInstant ? Date.parse(value.stringValue) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}

function isEmpty(value: FieldValue | undefined): boolean {
  return value === undefined || "emptyValue" in value;
}

function tagTest(filter: TagFilter): Test {
  const { key, value } = filter.equalTo;
  return ({ tags = {} }) =>
    Object.entries(tags).some(([name, tagged]) => {
      return (key === undefined || name === key) && (value === undefined || tagged === value);
    });
}

/** The quick search: any text of the case, in either letter case. */
function termTest(term: string): Test {
  const wanted = term.toLowerCase();
  return (candidate) =>
    candidate.caseId.toLowerCase().includes(wanted) ||
    Object.values(candidate.values).some((value) => {
      return "stringValue" in value && value.stringValue.toLowerCase().includes(wanted);
    });
}

/** Cases without a value of a sort's field come last in either direction; what is still equal stands by case id. */
function sorted(cases: readonly CaseData[], sorts: readonly Sort[], typeOf: FieldTypes): readonly CaseData[] {
  const keys = sorts.map((sort) => {
    const type = typeOf(sort.fieldId);
    return { fieldId: sort.fieldId, type, direction: sort.sortOrder === "Asc" ? 1 : -1 };
  });
  return cases
    .map((found) => ({ found, values: keys.map((key) => comparable(valueOf(found, key.fieldId), key.type)) }))
    .toSorted((a, b) => {
      for (const [index, key] of keys.entries()) {
        const order = compare(a.values[index], b.values[index], key.direction);
        if (order !== 0) {
          return order;
        }
      }
      return compare(a.found.caseId, b.found.caseId, 1);
    })
    .map((entry) => entry.found);
}

function compare(a: Comparable | undefined, b: Comparable | undefined, direction: number): number {
  if (a === undefined || b === undefined) {
    return Number(a === undefined) - Number(b === undefined);
  }
  return a < b ? -direction : a > b ? direction : 0;
}
