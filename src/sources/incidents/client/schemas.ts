import { TypeRegistry } from "@smithy/core/schema";
import type { StaticErrorSchema, StaticListSchema, StaticOperationSchema, StaticStructureSchema } from "@smithy/types";
import {
  AccessDeniedException,
  ConflictException,
  InternalServerException,
  InvalidTokenException,
  ResourceNotFoundException,
  SecurityIncidentResponseNotActiveException,
  SecurityIRServiceException,
  ServiceQuotaExceededException,
  ThrottlingException,
  ValidationException,
} from "./errors.ts";

/**
 * The model in the runtime's own notation. A structure is [3, namespace, name, traits, member names, member types, how
 * many of the first are required]; -3 is an error, 1 a list, 9 an operation.
 */
export const namespace = "com.amazonaws.securityir";

const text = 0;
const number = 1;
/** In the format of the protocol, which for bodies of restJson1 is seconds since 1970 as a number. */
const timestamp = 4;
/** Must not appear in a log. */
const sensitive: [0, 8] = [0, 8];
const pathLabel: [0, 1] = [0, 1];
const retryAfter: [1, { httpHeader: string }] = [1, { httpHeader: "Retry-After" }];

const listCasesRequest: StaticStructureSchema = [
  3,
  namespace,
  "ListCasesRequest",
  0,
  ["nextToken", "maxResults"],
  [text, number],
];
const listCasesItem: StaticStructureSchema = [
  3,
  namespace,
  "ListCasesItem",
  0,
  [
    "caseId",
    "lastUpdatedDate",
    "title",
    "caseArn",
    "engagementType",
    "caseStatus",
    "createdDate",
    "closedDate",
    "resolverType",
    "pendingAction",
  ],
  [text, timestamp, sensitive, text, text, text, timestamp, timestamp, text, text],
  1,
];
const listCasesItems: StaticListSchema = [1, namespace, "ListCasesItems", 0, () => listCasesItem];
const listCasesResponse: StaticStructureSchema = [
  3,
  namespace,
  "ListCasesResponse",
  0,
  ["nextToken", "items", "total"],
  [text, () => listCasesItems, number],
];
export const listCases: StaticOperationSchema = [
  9,
  namespace,
  "ListCases",
  { http: ["POST", "/v1/list-cases", 200] },
  () => listCasesRequest,
  () => listCasesResponse,
];

const listCaseEditsRequest: StaticStructureSchema = [
  3,
  namespace,
  "ListCaseEditsRequest",
  0,
  ["caseId", "nextToken", "maxResults"],
  [pathLabel, text, number],
  1,
];
const caseEditItem: StaticStructureSchema = [
  3,
  namespace,
  "CaseEditItem",
  0,
  ["eventTimestamp", "principal", "action", "message"],
  [timestamp, text, text, text],
];
const caseEditItems: StaticListSchema = [1, namespace, "CaseEditItems", 0, () => caseEditItem];
const listCaseEditsResponse: StaticStructureSchema = [
  3,
  namespace,
  "ListCaseEditsResponse",
  0,
  ["nextToken", "items", "total"],
  [text, () => caseEditItems, number],
];
export const listCaseEdits: StaticOperationSchema = [
  9,
  namespace,
  "ListCaseEdits",
  { http: ["POST", "/v1/cases/{caseId}/list-case-edits", 200] },
  () => listCaseEditsRequest,
  () => listCaseEditsResponse,
];

const getCaseRequest: StaticStructureSchema = [3, namespace, "GetCaseRequest", 0, ["caseId"], [pathLabel], 1];
const getCaseResponse: StaticStructureSchema = [
  3,
  namespace,
  "GetCaseResponse",
  0,
  [
    "title",
    "caseArn",
    "description",
    "caseStatus",
    "engagementType",
    "reportedIncidentStartDate",
    "actualIncidentStartDate",
    "pendingAction",
    "createdDate",
    "lastUpdatedDate",
    "closureCode",
    "resolverType",
    "closedDate",
  ],
  [sensitive, text, sensitive, text, text, timestamp, timestamp, text, timestamp, timestamp, text, text, timestamp],
];
export const getCase: StaticOperationSchema = [
  9,
  namespace,
  "GetCase",
  { http: ["GET", "/v1/cases/{caseId}/get-case", 200] },
  () => getCaseRequest,
  () => getCaseResponse,
];

const validationExceptionField: StaticStructureSchema = [
  3,
  namespace,
  "ValidationExceptionField",
  0,
  ["name", "message"],
  [text, text],
  2,
];
const validationExceptionFieldList: StaticListSchema = [
  1,
  namespace,
  "ValidationExceptionFieldList",
  0,
  () => validationExceptionField,
];

type ErrorClass = abstract new (...parameters: never[]) => SecurityIRServiceException;
type Member = StaticStructureSchema[5][number];

/** The registry under this prefix is where the runtime looks for the class of errors that the model does not name. */
const unmodelled = new TypeRegistry(`smithy.ts.sdk.synthetic.${namespace}`);
unmodelled.registerError(
  [-3, unmodelled.namespace, "SecurityIRServiceException", 0, [], []],
  SecurityIRServiceException,
);
const modelled = new TypeRegistry(namespace);
export const errorTypeRegistries = [unmodelled, modelled];

/** Every error has a message; `members` are the others, of which the first `required` are always there. */
function register(
  errorClass: ErrorClass,
  status: number,
  members: readonly [string, Member][] = [],
  required = 0,
): void {
  const schema: StaticErrorSchema = [
    -3,
    namespace,
    errorClass.name,
    { error: status >= 500 ? "server" : "client", httpError: status },
    ["message", ...members.map(([name]) => name)],
    [text, ...members.map(([, type]) => type)],
    1 + required,
  ];
  modelled.registerError(schema, errorClass);
}

const resource: readonly [string, Member][] = [
  ["resourceId", text],
  ["resourceType", text],
];
const quota: readonly [string, Member][] = [
  ["serviceCode", text],
  ["quotaCode", text],
];
register(AccessDeniedException, 403);
register(ConflictException, 409, resource, 2);
register(InternalServerException, 500, [["retryAfterSeconds", retryAfter]]);
register(InvalidTokenException, 423);
register(ResourceNotFoundException, 404);
register(SecurityIncidentResponseNotActiveException, 400);
register(ServiceQuotaExceededException, 402, [...resource, ...quota], 4);
register(ThrottlingException, 429, [...quota, ["retryAfterSeconds", retryAfter]]);
register(
  ValidationException,
  400,
  [
    ["reason", text],
    ["fieldList", () => validationExceptionFieldList],
  ],
  1,
);
