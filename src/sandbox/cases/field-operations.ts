import { pageOf, type PageTokens } from "../page-token.ts";
import { operation, type Operation } from "../rest-json.ts";
import { notFoundError, validationError } from "../service-error.ts";
import { findDomain } from "./domain-operations.ts";
import type { CasesData, CasesField } from "./model.ts";
import { batchGetFieldInput, listFieldOptionsInput, listFieldsInput } from "./shapes.ts";

/** Deleted fields are listed no more and have no options, but whoever has the id of one can still get it. */
export function fieldOperations(data: CasesData, tokens: PageTokens): readonly Operation[] {
  return [
    operation({
      name: "ListFields",
      page: { list: "fields", token: "nextToken" },
      path: "/domains/{domainId}/fields-list",
      query: { maxResults: "integer", nextToken: "text" },
      input: listFieldsInput,
      handle(input) {
        const present = findDomain(data, input.domainId).fields.filter((field) => field.deleted !== true);
        const { page, next } = pageOf(tokens, "ListFields", present, input, 100);
        return JSON.stringify({ fields: page.map(summaryOf), ...next });
      },
    }),

    operation({
      name: "BatchGetField",
      path: "/domains/{domainId}/fields-batch",
      input: batchGetFieldInput,
      handle(input) {
        const known = new Map(findDomain(data, input.domainId).fields.map((field) => [field.fieldId, field]));
        const ids = input.fields.map(({ id }) => id);
        return JSON.stringify({
          fields: ids.flatMap((id) => detailsOf(known.get(id))),
          // What it does not know it says so inside a success.
          errors: ids
            .filter((id) => !known.has(id))
            .map((id) => ({ id, errorCode: "ResourceNotFoundException", message: `Field not found: ${id}` })),
        });
      },
    }),

    operation({
      name: "ListFieldOptions",
      path: "/domains/{domainId}/fields/{fieldId}/options-list",
      query: { maxResults: "integer", nextToken: "text", values: "list" },
      input: listFieldOptionsInput,
      handle(input) {
        const domain = findDomain(data, input.domainId);
        const field = domain.fields.find((candidate) => candidate.fieldId === input.fieldId);
        if (field === undefined || field.deleted === true) {
          throw notFoundError("Field", input.fieldId);
        }
        if (field.type !== "SingleSelect") {
          throw validationError(`Field '${field.fieldId}' is of type ${field.type} and has no options.`);
        }
        const options = (domain.options[field.fieldId] ?? []).filter((option) => {
          return input.values === undefined || input.values.includes(option.value);
        });
        const { page, next } = pageOf(tokens, "ListFieldOptions", options, input, 100);
        return JSON.stringify({ options: page, ...next });
      },
    }),
  ];
}

type FieldSummary = Pick<CasesField, "fieldId" | "fieldArn" | "name" | "type" | "namespace" | "attributes">;

function summaryOf(field: CasesField): FieldSummary {
  const { fieldId, fieldArn, name, type, namespace, attributes } = field;
  const summary = { fieldId, fieldArn, name, type, namespace };
  return attributes === undefined ? summary : { ...summary, attributes };
}

function detailsOf(field: CasesField | undefined): readonly object[] {
  return field === undefined ? [] : [{ deleted: false, tags: {}, ...field }];
}
